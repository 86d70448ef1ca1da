import type { Command } from 'commander';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import { NETWORKS, type Network } from '../records.ts';
import { openStudy } from './open-study.ts';
import { answer } from './say.ts';
import { withStudyStore } from './with-store.ts';

/** `auscult forget STUDY --author NETWORK:ID` or `--post NETWORK:ID` */
export function addForget(program: Command): void {
  program
    .command('forget')
    .description('remove an author or a post on request, and leave out what comes later')
    .argument('<study>', 'folder that holds auscult.yaml, or the file itself')
    .option('--author <network:id>', "the account's stable id (a DID, a number, user@host)")
    .option('--post <network:id>', "the post's id on its network")
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  auscult forget studies/us --author bluesky:did:plc:abcdefghijklmnopqrstuvwx',
    )
    .action(async (path: string, options: { author?: string; post?: string; json?: boolean }) => {
      const given = options.author ?? options.post;
      if (given === undefined || (options.author !== undefined && options.post !== undefined)) {
        throw new CliError(
          'say whom or what to forget: --author NETWORK:ID or --post NETWORK:ID',
          EXIT.usage,
        );
      }
      const scope = options.author === undefined ? 'post' : 'account';
      const request = { ...readName(given), scope } as const;
      const { forget } = await import('../flows/forget.ts');
      const { openKeyring } = await import('../flows/keyring.ts');
      const keyring = await openKeyring();
      await withStudyStore(await openStudy(path), async (store) => {
        const swept = await forget(store, keyring, request);
        const lines = [
          `${counted(swept.posts, 'post')} and ${counted(swept.texts, 'text')} removed.`,
          'Figures leave them out from the next build on; build the edition again and publish it.',
        ];
        answer(lines, swept, options.json);
      });
    });
}

/** `bluesky:did:plc:abc` names a network before its first colon. */
function readName(text: string): { network: Network; id: string } {
  const colon = text.indexOf(':');
  const network = NETWORKS.find((known) => known === text.slice(0, colon));
  const id = text.slice(colon + 1);
  if (network && id !== '') return { network, id };
  throw new CliError(
    `"${text}" is not NETWORK:ID: write the network (${NETWORKS.join(', ')}), a colon, the id`,
    EXIT.usage,
  );
}
