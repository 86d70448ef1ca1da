/**
 * Looks into a file of posts and proposes how to read it: which source, which mapping, as YAML for the study.
 * A draft for a person to correct: it says what it took each column for, and what it left.
 */

import { basename } from 'node:path';
import { stringify } from 'yaml';
import { counted } from '../counted.ts';
import { CliError } from '../errors.ts';
import type { Network } from '../records.ts';
import { takeColumns, withCompanions } from './inspect/columns.ts';
import { knownSource } from './inspect/known-source.ts';
import { guessNetwork } from './inspect/network.ts';
import { sampleOf } from './inspect/open.ts';
import { PROSE, type Column, type Sample } from './inspect/sample.ts';
import type { GatherEffects } from './source.ts';

export interface Proposal {
  /** What the file is, in a line or two. */
  readonly summary: readonly string[];
  /** An entry of the study's `sources`. */
  readonly yaml: string;
}

/**
 * @param file absolute path; packed files are opened
 * @throws CliError when nothing like a record can be found
 */
export async function proposeMapping(file: string, effects: GatherEffects): Promise<Proposal> {
  const sample = await sampleOf(file, effects);
  if (sample.records === 0)
    throw new CliError(`${file} holds no record that can be read: see docs/gather.md for the forms known`);
  const known = knownSource(sample);
  const name = basename(file);
  const summary = [
    `${name}: ${sample.format}, ${counted(sample.records, 'record')} looked at, ${counted(sample.columns.length, 'column or field', 'columns or fields')}`,
  ];
  if (known) {
    const views = known === 'bluesky-files' && !('did' in sample.first) && !('payload' in sample.first);
    const isMastodon = known === 'mastodon-files';
    const host = isMastodon ? instanceOf(sample.columns) : '';
    const yaml = stringify([
      {
        source: known,
        files: [name],
        ...(views ? { content: 'views' } : {}),
        ...(host === '' ? {} : { host }),
      },
    ]);
    return {
      summary: [
        ...summary,
        `It has the form that the source "${known}" reads without a mapping.`,
        ...(isMastodon && host === ''
          ? ['It does not say which instance gave it: add its name, such as "host: mastodon.social".']
          : []),
      ],
      yaml,
    };
  }
  const taken = takeColumns(sample.columns, sample.headerless);
  const network: Network = guessNetwork(sample.columns, file);
  const used = new Set(
    [...taken].flatMap(([field, column]) => withCompanions(field, column, sample.columns)),
  );
  const left = sample.columns.map((column) => column.name).filter((column) => !used.has(column));
  const entry = {
    source: 'mapped-files',
    network,
    files: [name],
    ...(sample.format === 'Parquet' ? { format: 'parquet' } : {}),
    ...layoutOf(sample),
    ...(sample.quote === undefined ? {} : { quote: sample.quote }),
    ...(sample.path === '' ? {} : { records: sample.path }),
    mapping: Object.fromEntries(
      [...taken].map(([field, column]) => [field, withCompanions(field, column, sample.columns)]),
    ),
  };
  return {
    summary: [
      ...summary,
      ...(taken.has('posted_at')
        ? []
        : ['No column tells when: posts are filed, flagged, under the time at which the file was written.']),
      ...(taken.has('text') ? [] : ['No column reads like the words of a post: name it as "text".']),
      ...(left.length === 0
        ? []
        : [
            `Left aside: ${left
              .slice(0, 40)
              .map((column) => column || '(a column without a name)')
              .join(', ')}`,
          ]),
    ],
    yaml: stringify([entry]),
  };
}

/** The instance that gave the statuses: its own accounts stand without a host. "" where all are from elsewhere. */
function instanceOf(columns: readonly Column[]): string {
  const valuesOf = (name: string) => columns.find((column) => column.name === name)?.values ?? [];
  const [names, addresses] = [valuesOf('account.acct'), valuesOf('account.url')];
  if (names.length !== addresses.length) return '';
  const own = names.findIndex((name) => !name.includes('@'));
  return own < 0 ? '' : (URL.parse(addresses[own])?.hostname ?? '');
}

/** What the study must say of a file that does not say it itself. */
function layoutOf({ format, headerless, columns }: Sample) {
  if (format === PROSE) return { format: 'text' };
  return headerless ? { format: formatName(format), columns: columns.map(({ name }) => name) } : {};
}

function formatName(format: string): string {
  if (format.includes('tab')) return 'tsv';
  return format.includes('|') ? 'pipe' : 'csv';
}
