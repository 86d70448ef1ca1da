import type { Command } from 'commander';
import { CliError, EXIT } from '../errors.ts';
import { openStudy } from './open-study.ts';
import { answer } from './say.ts';
import { withStudyStore } from './with-store.ts';

/** `auscult rotate-key` */
export function addRotateKey(program: Command): void {
  program
    .command('rotate-key')
    .description('make new pseudonyms from now on; with --destroy-old, end the old ones for good')
    .argument('[study]', 'the study whose store holds posts under the old keys; needed with --destroy-old')
    .option(
      '--destroy-old',
      'destroy the old keys of all your studies; refused while posts of this one bear them',
    )
    .option('--with-posts', 'remove the posts that bear the old keys as well')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nAll studies of one user share the keys (AUSCULT_KEYS names another file). A destroyed key is gone for good: deletions' +
        '\ncan no longer find the posts that bear it, in any store.' +
        '\n\nExamples:\n  auscult rotate-key\n  auscult rotate-key studies/us --destroy-old --with-posts',
    )
    .action(
      async (
        path: string | undefined,
        options: { destroyOld?: boolean; withPosts?: boolean; json?: boolean },
      ) => {
        // Asked before the keys are opened, because opening makes them where there are none.
        if (options.destroyOld && path === undefined) {
          throw new CliError(
            'name the study whose posts bear the old keys, such as "auscult rotate-key studies/us --destroy-old"',
            EXIT.usage,
          );
        }
        const { openKeyring } = await import('../flows/keyring.ts');
        const { destroyRetired, rotateKey } = await import('../flows/rotate-key.ts');
        const keyring = await openKeyring();
        if (!options.destroyOld || path === undefined) {
          const rotation = await rotateKey(keyring);
          answer(
            [
              `New key ${rotation.current}. Old keys still recognise deletions: ${rotation.retired.join(', ')}.`,
            ],
            rotation,
            options.json,
          );
          return;
        }
        await withStudyStore(await openStudy(path), async (store) => {
          const rotation = await destroyRetired(store, keyring, options.withPosts ?? false);
          answer([`Old keys destroyed. Current key: ${rotation.current}.`], rotation, options.json);
        });
      },
    );
}
