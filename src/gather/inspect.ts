/**
 * Looks into a file of posts and proposes how to read it: which source, which mapping, as YAML for the study.
 * A draft for a person to correct: it says what it took each column for, and what it left.
 */

import { basename, dirname } from 'node:path';
import { stringify } from 'yaml';
import { CliError } from '../errors.ts';
import type { Network } from '../records.ts';
import { likelyDelimiter, looksLikeJson } from './mapped-rows.ts';
import { readMappedTime, type MappedField } from './mapping.ts';
import { jsonValues } from './posts/json-framing.ts';
import { objectOf, objectsOf, textOf, type JsonObject } from './posts/json-access.ts';
import { fieldsOf, rowsOf } from './transport/csv-rows.ts';
import type { GatherEffects } from './source.ts';
import { isParquet, parquetChunks } from './transport/parquet.ts';
import { unpack } from './transport/unpack.ts';

const SAMPLE_BYTES = 2 * 1024 * 1024;
const SAMPLE_RECORDS = 500;
const DEEPEST = 4;

export interface Proposal {
  /** What the file is, in a line or two. */
  readonly summary: readonly string[];
  /** An entry of the study's `sources`. */
  readonly yaml: string;
}

/** A column or path with a sample of its values. */
interface Column {
  readonly name: string;
  readonly values: readonly string[];
}

interface Sample {
  readonly format: string;
  readonly columns: readonly Column[];
  readonly records: number;
  readonly path: string;
  readonly first: JsonObject;
  readonly headerless: boolean;
  /** Empty where quotes mean nothing. */
  readonly quote?: string;
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
    `${name}: ${sample.format}, ${sample.records} records looked at, ${sample.columns.length} columns or fields`,
  ];
  if (known) {
    const views = known === 'bluesky-files' && !('did' in sample.first) && !('payload' in sample.first);
    const host = known === 'mastodon-files' ? hostOf(sample.first) : '';
    const yaml = stringify([
      {
        source: known,
        files: [name],
        ...(views ? { content: 'views' } : {}),
        ...(known === 'mastodon-files' ? { host } : {}),
      },
    ]);
    return {
      summary: [...summary, `It has the form that the source "${known}" reads without a mapping.`],
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
    ...(sample.headerless
      ? { format: formatName(sample.format), columns: sample.columns.map((column) => column.name) }
      : {}),
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

/** The instance that gave a status: its own accounts stand without a host. "" for a status from elsewhere. */
function hostOf(status: JsonObject): string {
  const account = objectOf(status.account);
  const isLocal = !textOf(account?.acct).includes('@');
  return isLocal ? (URL.parse(textOf(account?.url))?.hostname ?? '') : '';
}

function formatName(format: string): string {
  if (format.includes('tab')) return 'tsv';
  return format.includes('|') ? 'pipe' : 'csv';
}

async function sampleOf(file: string, effects: GatherEffects): Promise<Sample> {
  if (isParquet(file)) {
    for await (const chunk of parquetChunks([file], '', { effects, folder: dirname(file) }, null))
      return jsonSample(chunk.bytes, 'Parquet');
    return EMPTY;
  }
  const bytes = await firstOf(file);
  return looksLikeJson(bytes) ? jsonSample(bytes, 'JSON') : tableSample(bytes);
}

const EMPTY: Sample = { format: 'Parquet', columns: [], records: 0, path: '', first: {}, headerless: false };

async function firstOf(file: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const { pieces: content } of unpack(file, basename(file))) {
    for await (const piece of content) {
      pieces.push(piece);
      length += piece.length;
      if (length >= SAMPLE_BYTES) break;
    }
    break;
  }
  return Buffer.concat(pieces).subarray(0, SAMPLE_BYTES);
}

function jsonSample(bytes: Uint8Array, format: string): Sample {
  const documents: JsonObject[] = [];
  for (const item of jsonValues({ bytes, cursor: '', origin: '', firstRecord: 0, seenAt: '' })) {
    const object = 'value' in item ? objectOf(item.value) : null;
    if (object) documents.push(object);
    if (documents.length === SAMPLE_RECORDS) break;
  }
  const [first = {}] = documents;
  const path = documents.length <= 5 ? listPath(first) : '';
  const records =
    path === '' ? documents : documents.flatMap((document) => at(document, path)).slice(0, SAMPLE_RECORDS);
  const columns = new Map<string, string[]>();
  for (const record of records) collect(record, '', columns, 0);
  return {
    format,
    columns: [...columns].map(([name, values]) => ({ name, values })),
    records: records.length,
    path,
    first,
    headerless: false,
  };
}

/** Path to the longest list of objects within a document. */
function listPath(document: JsonObject): string {
  let best = { path: '', length: 1 };
  const look = (object: JsonObject, prefix: string, depth: number) => {
    for (const [name, value] of Object.entries(object)) {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      const length = objectsOf(value).length;
      if (length > best.length) best = { path, length };
      const inner = objectOf(value);
      if (inner && depth < DEEPEST) look(inner, path, depth + 1);
    }
  };
  look(document, '', 0);
  return best.path;
}

function at(document: JsonObject, path: string): readonly JsonObject[] {
  let reached: unknown = document;
  for (const step of path.split('.')) reached = objectOf(reached)?.[step];
  return objectsOf(reached);
}

function collect(record: JsonObject, prefix: string, columns: Map<string, string[]>, depth: number): void {
  for (const [name, value] of Object.entries(record)) {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const inner = objectOf(value) ?? (Array.isArray(value) ? objectOf(value[0]) : null);
    if (inner) {
      if (depth < DEEPEST) collect(inner, path, columns, depth + 1);
      continue;
    }
    const values = columns.get(path) ?? [];
    const plain: unknown = Array.isArray(value) ? (value as readonly unknown[]).join(' ') : value;
    if (typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean')
      values.push(String(plain));
    columns.set(path, values);
  }
}

/** Rows of the sample as they fall apart at this delimiter. */
function rowsAt(bytes: Buffer, delimiter: string, quote: string): (readonly string[])[] {
  const dialect = { delimiter, quote };
  const rows: (readonly string[])[] = [];
  for (const row of rowsOf(bytes, dialect)) {
    const fields = fieldsOf(row, dialect);
    if (fields) rows.push(fields);
    if (rows.length > SAMPLE_RECORDS) break;
  }
  return rows;
}

/** Columns in which most rows hold something: rows may end in delimiters that part nothing. */
function filledColumns(rows: readonly (readonly string[])[]): number {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const isFilled = (column: number) =>
    rows.filter((row) => (row[column] ?? '').trim() !== '').length > rows.length / 2;
  return Array.from({ length: width }, (_, column) => column).filter(isFilled).length;
}

/** The likeliest delimiter, unless it parts next to nothing and another one does. */
function delimiterOf(bytes: Buffer): string {
  const likely = likelyDelimiter(bytes);
  if (filledColumns(rowsAt(bytes, likely, '"')) > 1) return likely;
  const others = ['|', '\t', ';', ','].map((delimiter) => {
    const rows = rowsAt(bytes, delimiter, '');
    const widths = new Set(rows.map((row) => row.length));
    return { delimiter, columns: widths.size <= 3 ? filledColumns(rows) : 0 };
  });
  const best = others.reduce((most, next) => (next.columns > most.columns ? next : most));
  return best.columns > 1 ? best.delimiter : likely;
}

/** Where no cell begins with a quote, quotes are only characters; tables parted by commas may need them further down. */
function quotesMeanNothing(bytes: Buffer, delimiter: string): boolean {
  if (delimiter === ',') return false;
  const lines = bytes.toString('utf8').split('\n').slice(0, SAMPLE_RECORDS);
  return !lines.some((line) => line.startsWith('"') || line.includes(`${delimiter}"`));
}

function tableSample(bytes: Buffer): Sample {
  const delimiter = delimiterOf(bytes);
  const quote = quotesMeanNothing(bytes, delimiter) ? '' : '"';
  const rows = rowsAt(bytes, delimiter, quote);
  const [head = [], ...body] = rows;
  // Names of columns are short, differ, and are no numbers, addresses or times.
  const headed =
    head.length > 1 &&
    new Set(head).size === head.length &&
    head.every((name) => name.length < 60 && !/^\d|https?:/.test(name));
  const names = headed ? head : head.map((_, index) => `column_${index + 1}`);
  const records = headed ? body : rows;
  const format = delimiter === '\t' ? 'text parted by tabs' : `text parted by "${delimiter}"`;
  return {
    format,
    columns: names.map((name, index) => ({
      name: name.trim(),
      values: records.map((row) => row[index] ?? ''),
    })),
    records: records.length,
    path: '',
    first: {},
    headerless: !headed,
    ...(quote === '' ? { quote } : {}),
  };
}

/** The source that reads such documents as they are, null where a mapping is needed. */
function knownSource({ first, columns, path }: Sample): string | null {
  const has = (...names: readonly string[]) => names.every((name) => name in first);
  const named = new Set(columns.map((column) => column.name));
  const holds = (...names: readonly string[]) => names.every((name) => named.has(name));
  if (has('did', 'kind', 'time_us') || (has('$type', 'payload') && first.$type === 'message'))
    return 'bluesky-files';
  if (holds('record.text', 'author.did') || holds('post.record.text', 'post.author.did'))
    return 'bluesky-files';
  if (has('account', 'visibility', 'content')) return 'mastodon-files';
  if (has('kind', 'data') && first.kind === 'Listing') return 'reddit-archives';
  if (has('subreddit', 'author') && (has('body') || has('title'))) return 'reddit-archives';
  if (has('kind', 'items') && String(first.kind).startsWith('youtube#')) return 'youtube-files';
  if (has('id_str', 'user') || has('author_id', 'text') || has('data', 'includes')) return 'x-exports';
  if (holds('Page Name', 'Post Created', 'Message')) return 'facebook-exports';
  if (holds('User Name', 'Post Created', 'Description')) return 'instagram-exports';
  if (holds('ShareLink', 'ShareCommentary')) return 'linkedin-exports';
  if (holds('video_description', 'create_time') && path === '') return 'tiktok-exports';
  return null;
}

/** Names that columns go by, the likeliest first. Matched against the last step of a path, without case or separators. */
const NAMES: readonly (readonly [MappedField, RegExp])[] = [
  [
    'text',
    /^(?:full_?text|text|message|body|selftext|tweet|originaltweet|content|caption|post_?text|texto|mensaje|description|commentary|comment|title)$/,
  ],
  ['id', /^(?:id|post_?id|tweet_?id|status_?id|uri|name|guid|link|url|permalink)$/],
  [
    'author',
    /^(?:author_?id|user_?id|account_?id|channel_?id|page_?id|did|author|username|screen_?name|user|page_?name|account|from|usuario|autora?)$/,
  ],
  [
    'posted_at',
    /^(?:created_?at|created_?utc|posted_?at|published_?at|timestamp|create_?time|creation_?time|date_?time|post_?created|tweet_?at|published|time|date|fecha)$/,
  ],
  ['language', /^(?:lang|language|idioma)$/],
  ['links', /^(?:urls|links|expanded_?urls?|link_?url|shared_?url)$/],
  ['images', /^(?:photos?|images?|media_?urls?|pictures?)$/],
  ['videos', /^(?:videos?|video_?urls?)$/],
  ['alt', /^(?:alt|alt_?text)$/],
  ['reply_to', /^(?:reply_?to|in_?reply_?to(?:_?status)?(?:_?id)?|parent_?id)$/],
  ['quote_of', /^(?:quote_?url|quoted_?(?:status_?)?id)$/],
  ['repost_of', /^(?:retweet_?id|repost_?of|retweeted_?(?:status_?)?id)$/],
  ['likes', /^(?:likes?_?count|likes|favou?rites?(?:_?count)?|score|reactions|ups)$/],
  ['reposts', /^(?:retweets?_?count|reposts?(?:_?count)?|shares?(?:_?count)?|retweets)$/],
  ['replies', /^(?:repl(?:y|ies)_?count|comments?(?:_?count)?|num_?comments|replies)$/],
  ['quotes', /^(?:quotes?_?count|quotes)$/],
  ['location', /^(?:location|user_?location|place)$/],
];

function takeColumns(columns: readonly Column[], headerless: boolean): ReadonlyMap<MappedField, string> {
  const taken = new Map<MappedField, string>();
  const free = (name: string) => ![...taken.values()].includes(name);
  for (const [field, pattern] of NAMES) {
    const ranked = columns
      .filter(
        (column) => free(column.name) && pattern.test(lastStep(column.name)) && fits(field, column.values),
      )
      .map((column) => ({
        name: column.name,
        rank: rankOf(pattern, lastStep(column.name)) + column.name.split('.').length / 10,
      }))
      .sort((one, other) => one.rank - other.rank);
    const best = ranked.at(0);
    if (best) taken.set(field, best.name);
  }
  if (!taken.has('text')) {
    const wordiest = [...columns]
      .filter((column) => free(column.name) && !fits('posted_at', column.values))
      .sort((one, other) => wordsIn(other) - wordsIn(one))
      .at(0);
    if (wordiest && wordsIn(wordiest) >= 4) taken.set('text', wordiest.name);
  }
  // Without names, numbers that never repeat are ids; looked for before times, which some of them could be as well.
  const unnamedId = headerless
    ? columns.find((column) => free(column.name) && looksLikeIds(column))
    : undefined;
  if (unnamedId) taken.set('id', unnamedId.name);
  if (!taken.has('posted_at')) {
    const timely = columns.find((column) => free(column.name) && fits('posted_at', column.values));
    if (timely) taken.set('posted_at', timely.name);
  }
  return taken;
}

function looksLikeIds({ values }: Column): boolean {
  const isId = (value: string) => /^[\w:.-]{8,80}$/.test(value) && /\d{5}/.test(value);
  return values.length > 1 && values.every(isId) && new Set(values).size === values.length;
}

/** A day has its clock and zone beside it, a text its title; one column alone stays alone. */
function withCompanions(
  field: MappedField,
  column: string,
  columns: readonly Column[],
): string | readonly string[] {
  const beside = (...names: readonly string[]) =>
    names.flatMap(
      (name) => columns.find((other) => other.name !== column && lastStep(other.name) === name)?.name ?? [],
    );
  if (field === 'posted_at') {
    const day = columns.find(({ name }) => name === column)?.values.find((value) => value !== '') ?? '';
    const parts = /^\d{4}-\d{2}-\d{2}$/.test(day) ? beside('time', 'timezone') : [];
    return parts.length === 0 ? column : [column, ...parts];
  }
  const titles = field === 'text' && lastStep(column) !== 'title' ? beside('title') : [];
  return titles.length === 0 ? column : [...titles, column];
}

function lastStep(name: string): string {
  return (name.split('.').at(-1) ?? name)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Place of the name among the pattern's alternatives. */
function rankOf(pattern: RegExp, name: string): number {
  const alternatives = pattern.source.replace(/^\^\(\?:|\)\$$/g, '').split('|');
  const found = alternatives.findIndex((alternative) => {
    try {
      return new RegExp(`^(?:${alternative})$`).test(name);
    } catch {
      return false;
    }
  });
  return found < 0 ? alternatives.length : found;
}

/** Whether the values could be what the field asks for; an empty column could be anything. */
function fits(field: MappedField, values: readonly string[]): boolean {
  const filled = values.filter((value) => value.trim() !== '');
  if (filled.length === 0) return field !== 'text' && field !== 'posted_at';
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length;
  if (field === 'posted_at')
    return (
      share((value) => inOurTime(readMappedTime(value, true)) || inOurTime(readMappedTime(value, false))) >
      0.8
    );
  // A flag is no address, and a list of objects is not the post that it tells of.
  if (['links', 'images', 'videos'].includes(field)) return share((value) => /https?:|^\[/.test(value)) > 0.5;
  if (['reply_to', 'quote_of', 'repost_of'].includes(field))
    return share((value) => !/^[[{]|^(?:true|false|0)$/i.test(value)) > 0.5;
  if (field === 'id') return new Set(filled).size > filled.length * 0.95;
  if (['likes', 'reposts', 'replies', 'quotes'].includes(field))
    return share((value) => /^-?[\d,.]+$/.test(value)) > 0.8;
  return true;
}

/** Numbers of many kinds can be read as seconds; those of posts lie between 2003 and 2100. */
function inOurTime(milliseconds: number): boolean {
  return milliseconds > Date.UTC(2003, 0, 1) && milliseconds < Date.UTC(2100, 0, 1);
}

function wordsIn({ values }: Column): number {
  const words = values.reduce(
    (sum, value) => sum + value.split(/\s+/).filter((word) => !/^https?:/.test(word) && word !== '').length,
    0,
  );
  return values.length === 0 ? 0 : words / values.length;
}

/** By the addresses in it; where there are none, by what columns and file are called. */
function guessNetwork(columns: readonly Column[], file: string): Network {
  const text = columns
    .flatMap((column) => column.values.slice(0, 20))
    .join(' ')
    .toLowerCase();
  const named: readonly (readonly [Network, RegExp])[] = [
    ['x', /\b(?:twitter|x)\.com\/|t\.co\//g],
    ['facebook', /facebook\.com\//g],
    ['instagram', /instagram\.com\//g],
    ['linkedin', /linkedin\.com\//g],
    ['tiktok', /tiktok\.com\//g],
    ['reddit', /reddit\.com\//g],
    ['bluesky', /bsky\.app\/|at:\/\/did:/g],
    ['youtube', /youtube\.com\/|youtu\.be\//g],
  ];
  const counted = named.map(([network, pattern]) => ({ network, count: text.match(pattern)?.length ?? 0 }));
  const best = counted.reduce((most, next) => (next.count > most.count ? next : most));
  if (best.count > 0) return best.network;
  const names = [...columns.map(({ name }) => name), ...file.split('/').slice(-3)].join(' ').toLowerCase();
  if (/tweet|twitter/.test(names)) return 'x';
  return named.find(([network]) => network !== 'x' && names.includes(network))?.[0] ?? 'blog';
}
