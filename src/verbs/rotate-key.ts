import type { Command } from 'commander';
import { CliError, EXIT } from '../errors.ts';
import type { KeyedStore } from '../flows/keyed-stores.ts';
import { openStudy } from './open-study.ts';
import { answer } from './say.ts';
import { withStudyStore } from './with-store.ts';

/** `auscult rotate-key` */
export function addRotateKey(program: Command): void {
  program
    .command('rotate-key')
    .description('make new pseudonyms from now on; with --destroy-old, end the old ones for good')
    .argument('[studies...]', 'studies whose stores hold posts under the old keys; needed with --destroy-old')
    .option(
      '--destroy-old',
      'destroy the old keys of all your studies; refused while posts bear them in any store that is known',
    )
    .option(
      '--with-posts',
      'with --destroy-old: remove the posts of the studies named that bear the old keys as well',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nAll studies of one user share the keys (AUSCULT_KEYS names another file). A destroyed key is gone for good: deletions' +
        '\ncan no longer find the posts that bear it, in any store. So every store is looked into first: those of the studies' +
        '\nnamed, and all that posts were gathered into with these keys on this machine (listed beside the keys, in' +
        '\nkeys.json.stores). A copy of a store, and one that other machines gather into with the same keys, is not known.' +
        '\n\nExamples:\n  auscult rotate-key\n  auscult rotate-key studies/us --destroy-old --with-posts',
    )
    .action(
      async (
        paths: readonly string[],
        options: { destroyOld?: boolean; withPosts?: boolean; json?: boolean },
      ) => {
        // Asked before the keys are opened, because opening makes them where there are none.
        if (options.withPosts && !options.destroyOld) {
          throw new CliError(
            '--with-posts goes with --destroy-old: add it to destroy the old keys, or leave both out to make a new key',
            EXIT.usage,
          );
        }
        if (options.destroyOld && paths.length === 0) {
          throw new CliError(
            'name the study whose posts bear the old keys, such as "auscult rotate-key studies/us --destroy-old"',
            EXIT.usage,
          );
        }
        // A study that is not there is a mistake, also where a new key could be made without it.
        const named = await Promise.all(paths.map(storeOfStudy));
        const { openKeyring } = await import('../flows/keyring.ts');
        const { destroyRetired, rotateKey } = await import('../flows/rotate-key.ts');
        const keyring = await openKeyring();
        if (!options.destroyOld) {
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
        const { otherStores } = await import('../flows/keyed-stores.ts');
        const others = await otherStores(
          keyring,
          named.map(({ name }) => name),
        );
        const stores = [...named, ...others];
        const rotation = await destroyRetired(stores, keyring, options.withPosts ?? false);
        answer(
          [
            `Old keys destroyed. Current key: ${rotation.current}.`,
            `No post bears them in ${stores.map(({ name }) => name).join(', ')}; no other store is known.`,
          ],
          { ...rotation, stores: stores.map(({ name }) => name) },
          options.json,
        );
      },
    );
}

async function storeOfStudy(path: string): Promise<KeyedStore> {
  const { parseAddress } = await import('../keep/address.ts');
  const { storeUrl } = await import('../flows/study-store.ts');
  const study = await openStudy(path);
  const { name } = parseAddress(storeUrl(study));
  return { name, use: (work) => withStudyStore(study, work), isNamed: true };
}
