import type { Command } from 'commander';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import type { GatherSummary } from '../flows/gather-still.ts';
import type { PostsSummary } from '../flows/gather-study-posts.ts';
import type { WebsitesSummary } from '../flows/gather-websites.ts';
import type { GatherEffects, SourceContext } from '../gather/source.ts';
import { displayCount } from '../measure/rounding.ts';
import type { Study } from '../study.ts';
import { openStudy, requireSource } from './open-study.ts';
import { requireFile } from './require-file.ts';
import { answer, say } from './say.ts';

interface GatherOptions {
  readonly shard?: string;
  readonly inspect?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** `auscult gather STUDY [SOURCE]` */
export function addGather(program: Command): void {
  program
    .command('gather')
    .description("read the study's sources into its store: what stands still once, streams until stopped")
    .argument('[study]', 'folder that holds auscult.yaml, or the file itself')
    .argument('[source]', 'only this source of the study')
    .option('--shard <i/n>', 'gather only the authors of this shard, beside other collectors on one server')
    .option('--check', 'contact each source once and say what it answers; nothing is stored')
    .option('--inspect <file>', 'look at a file and propose how a study may read it')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  auscult gather studies/us\n  auscult gather studies/us bluesky --check\n  auscult gather --inspect export.csv',
    )
    .action(async (path: string | undefined, only: string | undefined, options: GatherOptions) => {
      if (options.inspect !== undefined) {
        await inspect(options.inspect, options.json);
        return;
      }
      if (path === undefined) {
        throw new CliError(
          'name a study, such as "auscult gather studies/us", or a file with --inspect',
          EXIT.usage,
        );
      }
      const study = await openStudy(path);
      if (options.check) await check(onlySource(study, only), options.json);
      else await gather(study, only ?? null, options);
    });
}

/** One line a source, from the ledger. */
export function gatherLines(gathered: readonly GatherSummary[]): string[] {
  return gathered.map(countsLine);
}

function countsLine({
  source,
  read,
  kept,
  filtered,
  duplicate,
  quarantined,
}: Omit<GatherSummary, 'inputs'>): string {
  return `${source}: ${displayCount(read)} read, ${displayCount(kept)} kept, ${displayCount(filtered)} filtered, ${displayCount(duplicate)} duplicate, ${displayCount(quarantined)} in quarantine`;
}

function postsLines(gathered: readonly PostsSummary[]): string[] {
  return gathered.map(({ source, accounts }) => {
    const filtered = [...accounts.filtered.values()].reduce((sum, count) => sum + count, 0);
    return countsLine({ source, ...accounts, filtered });
  });
}

function websitesLines(visited: WebsitesSummary | null): string[] {
  if (!visited) return [];
  const unread = Object.entries(visited.filtered).map(([reason, count]) => `  ${count}: ${reason}`);
  return [
    `${visited.source}: ${displayCount(visited.read)} visited, ${displayCount(visited.kept)} read whole, ${counted(visited.accounts, 'account')} found`,
    ...unread,
  ];
}

async function gather(study: Study, only: string | null, options: GatherOptions): Promise<void> {
  const { gatherStill } = await import('../flows/gather-still.ts');
  const { gatherStudyPosts, readShard } = await import('../flows/gather-study-posts.ts');
  const { storeUrl } = await import('../flows/study-store.ts');
  const { openStore } = await import('../keep/open.ts');
  const chosen = onlySource(study, only);
  // Before the store is opened and hours of reading begin.
  if (options.shard !== undefined) readShard(options.shard);
  const store = await openStore(storeUrl(study));
  const stop = new AbortController();
  // The first signal ends the batch in hand and saves; the flow then returns and the exit code is that of a run.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say('Stopping: the batch in hand is finished and saved first');
      stop.abort();
    });
  }
  try {
    const still = await gatherStill(study, store, { say }, only);
    const { gatherWebsites } = await import('../flows/gather-websites.ts');
    const visited = await gatherWebsites(chosen, store, { now: () => new Date(), say, signal: stop.signal });
    const posts = await gatherStudyPosts(chosen, store, {
      effects: realEffects(),
      signal: stop.signal,
      shard: options.shard,
    });
    const lines = [...gatherLines(still), ...websitesLines(visited), ...postsLines(posts)];
    const quarantined = [...still, ...posts.map(({ accounts }) => accounts)].some(
      (summary) => summary.quarantined > 0,
    );
    if (quarantined) lines.push('"auscult ledger STUDY --quarantine" shows what is in quarantine, and why');
    answer(lines, { still, websites: visited, posts: posts.map(plainSummary) }, options.json);
    if (quarantined) process.exitCode = EXIT.quarantined;
  } finally {
    await store.close();
  }
}

/** Each source is contacted whatever becomes of its neighbours; the exit code says whether all of them answered. */
async function check(study: Study, json?: boolean): Promise<void> {
  const context: SourceContext = { effects: realEffects(), folder: study.folder };
  const checked: { source: string; lines: readonly string[] }[] = [];
  for (const { source, ...given } of study.sources) {
    const lines = await linesOf(source, given, context);
    checked.push({ source, lines });
    // Said as they come: a source that does not answer takes its time.
    if (!json) answer(lines, {}, false);
  }
  if (json) answer([], checked, json);
}

async function linesOf(
  id: string,
  given: Readonly<Record<string, unknown>>,
  context: SourceContext,
): Promise<readonly string[]> {
  const { checkSource, checkStill } = await import('../gather/check.ts');
  const { findSource } = await import('../gather/index.ts');
  const { ownOptions } = await import('../flows/check-source.ts');
  const source = findSource(id);
  try {
    if (source.cadence === 'still') return await checkStill(source, given, context);
    if (source.cadence !== 'visit') return await checkSource(source, ownOptions(given), context);
    return [`${id}: its pages are visited by "auscult gather", one after the other`];
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    process.exitCode = error.exitCode;
    return [`${id}: ${error.message}`];
  }
}

async function inspect(file: string, json?: boolean): Promise<void> {
  await requireFile(file, 'name the file to look into');
  const { proposeMapping } = await import('../gather/inspect.ts');
  const { summary, yaml } = await proposeMapping(file, realEffects());
  answer([...summary.map((line) => `# ${line}`), yaml.trimEnd()], { summary, yaml }, json);
}

/** The study narrowed to one of its sources, or as it is. */
function onlySource(study: Study, only: string | null | undefined): Study {
  if (only == null) return study;
  requireSource(study, only);
  return { ...study, sources: study.sources.filter(({ source }) => source === only) };
}

function plainSummary({ source, accounts }: PostsSummary) {
  return {
    source,
    ...accounts,
    filtered: Object.fromEntries(accounts.filtered),
    unknownFields: Object.fromEntries(accounts.unknownFields),
  };
}

function realEffects(): GatherEffects {
  return {
    now: () => new Date(),
    fetch: globalThis.fetch,
    readFile: async (path) => {
      const { readFile } = await import('node:fs/promises');
      return readFile(path);
    },
    say,
  };
}
