/**
 * The study file, `auscult.yaml`: which sources, which place and period, which panels, title and credit.
 * Checked here, once, with messages that name file, line and remedy.
 */

import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { CliError, EXIT } from './errors.ts';
import { fileMistake, firstIssue, keysAt, nearest, valueMistake } from './mistake.ts';
import { STATE_BY_CODE } from './states.ts';

export const PANEL_IDS = ['talk', 'trust', 'share', 'hospitals', 'practices', 'growth', 'states'] as const;

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as YYYY-MM-DD, in quotes')
  .refine(isDay, 'there is no such day; write one as YYYY-MM-DD, in quotes')
  .describe('A day, YYYY-MM-DD');

const studySchema = z
  .strictObject({
    title: z.string().min(1).describe('The title on the masthead'),
    subtitle: z.string().default('').describe('A line under the title'),
    credit: z.string().default('').describe('Who made this edition, as printed at its foot'),
    place: z
      .strictObject({
        country: z
          .string()
          .length(2, 'write the two letters of ISO 3166-1, such as US')
          .default('US')
          .describe('ISO 3166-1 alpha-2 code'),
        state: z
          .string()
          .length(2, 'write the two letters of the state, such as TX')
          .optional()
          .describe('Two-letter state code, to narrow the study to one state'),
      })
      .default({ country: 'US' }),
    period: z
      .strictObject({ from: day.optional(), to: day.optional() })
      .default({})
      .describe('The period that posts are taken from'),
    as_of: day.describe('The reporting day: account checks older than 365 days before it count as unknown'),
    store: z
      .string()
      .default('')
      .describe('chdb:PATH or http(s)://user:pass@host:8123/db; empty for a folder beside the study'),
    sources: z
      .array(z.looseObject({ source: z.string().min(1) }))
      .min(1)
      .describe('What to gather; each names a source of docs/sources.md and its options'),
    validation: z
      .string()
      .min(1)
      .optional()
      .describe('CSV with the counts of posts labelled by hand, to correct shares by; see docs/study.md'),
    panels: z
      .array(z.enum(PANEL_IDS))
      .min(1)
      .default([...PANEL_IDS]),
    vocabulary: z
      .strictObject({
        topics: z
          .array(
            z.strictObject({
              id: z.string().min(1),
              name: z.string().min(1),
              group: z.string().default('added'),
              phrases: z.array(z.string().min(1)).min(1),
            }),
          )
          .default([]),
      })
      .default({ topics: [] })
      .describe('Topics and phrases added to the vocabulary'),
  })
  .describe('A study of Auscult');

type StudyFile = z.infer<typeof studySchema>;

export interface Study extends StudyFile {
  /** Absolute path of the study file. */
  readonly path: string;
  /** Absolute path of its folder; every path in the study is relative to it. */
  readonly folder: string;
}

/** Says what is wrong with one entry of `sources`, or null. The study file does not know the sources; who reads one does. */
export type SourceCheck = (id: string, options: Readonly<Record<string, unknown>>) => SourceMistake | null;

export interface SourceMistake {
  /** Where in the entry, such as `['mapping', 'text']`; empty for the entry itself. */
  readonly path: readonly PropertyKey[];
  readonly words: string;
}

/**
 * Reads and checks a study: a folder that holds `auscult.yaml`, or the file itself.
 * @throws CliError (usage) with file, line and remedy
 */
export async function readStudy(path: string, checkSource: SourceCheck = () => null): Promise<Study> {
  const file = resolve(path.endsWith('.yaml') || path.endsWith('.yml') ? path : `${path}/auscult.yaml`);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(String((cause as NodeJS.ErrnoException).code));
    const mistake = isMissing ? null : fileMistake(cause, file);
    if (mistake !== null) throw new CliError(mistake, EXIT.usage, { cause });
    throw new CliError(
      `no study at ${file}: name a folder that holds auscult.yaml, or make one with "auscult init"`,
      EXIT.usage,
      { cause },
    );
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake) {
    const { line, col } = lines.linePos(mistake.pos[0]);
    const what = mistake.message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '');
    throw new CliError(`${file}, line ${line}, column ${col}: ${what}; mend the YAML there`, EXIT.usage);
  }
  const wrong = (place: readonly PropertyKey[], words: string, page: string) => {
    const offset = nearestNode(document, place);
    const line = offset === null ? 1 : lines.linePos(offset).line;
    const name = place.map(String).join('.') || 'the study';
    return new CliError(`${file}, line ${line}: ${name}: ${words} (${page})`, EXIT.usage);
  };
  const checked = studySchema.safeParse(document.toJS(), { reportInput: true });
  if (!checked.success) {
    const issue = firstIssue(checked.error);
    const words = valueMistake(issue, keysAt(studySchema, issue.path));
    throw wrong(placeOf(issue), words, 'docs/study.md');
  }
  const study = checked.data;
  const impossible = impossiblePlaceOrPeriod(study);
  if (impossible) throw wrong(impossible.path, impossible.words, 'docs/study.md');
  for (const [index, { source, ...options }] of study.sources.entries()) {
    const found = checkSource(source, options);
    if (found) throw wrong(['sources', index, ...found.path], found.words, 'docs/gather.md');
  }
  return { ...study, path: file, folder: dirname(file) };
}

/** The place that an issue points at: of a key that may not stand there, the key. */
export function placeOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path;
}

/** What each value allows and the two together do not. */
function impossiblePlaceOrPeriod({ place, period }: StudyFile): SourceMistake | null {
  if (place.country === 'US' && place.state !== undefined && !STATE_BY_CODE.has(place.state)) {
    const near = nearest(place.state, [...STATE_BY_CODE.keys()]);
    const proposal = near === null ? '' : `; did you mean "${near}"?`;
    return {
      path: ['place', 'state'],
      words: `"${place.state}" is no state: write its two capital letters, such as TX${proposal}`,
    };
  }
  if (period.from !== undefined && period.to !== undefined && period.from > period.to)
    return {
      path: ['period'],
      words: `it begins on ${period.from} and ends before, on ${period.to}; swap the two`,
    };
  return null;
}

/** Whether the calendar has the day. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** JSON Schema of the study file, for editors. */
export function studyJsonSchema(): unknown {
  return z.toJSONSchema(studySchema, { io: 'input' });
}

/** Offset of the deepest node that exists on the way to `path`, so that a missing key points at its parent. */
function nearestNode(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (node && typeof node === 'object' && 'range' in node && Array.isArray(node.range))
      return Number(node.range[0]);
  }
  return null;
}
