/** A survey file as columns: R data, SPSS, or CSV, each as it is or gzip'd. */

import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { CliError } from '../../errors.ts';
import { readRda, type Column, type DataFrame } from './rda.ts';
import { readSav } from './sav.ts';

/**
 * Reads a survey file by the end of its name: `.rda`, `.RData`, `.sav`, `.csv`, each also with `.gz`.
 * @throws CliError when the kind is not known, or the file is damaged or empty
 */
export async function readSurveyFile(bytes: Uint8Array, name: string): Promise<DataFrame> {
  const frame = await read(bytes, name);
  if (frame.rows === 0) throw new CliError(`${name} holds no respondents: download it again`);
  return frame;
}

async function read(bytes: Uint8Array, name: string): Promise<DataFrame> {
  const kind = /\.(rda|rdata|sav|csv)(?:\.gz)?$/i.exec(name)?.[1].toLowerCase();
  switch (kind) {
    case 'rda':
    case 'rdata':
      return largest(readRda(bytes, name), name);
    case 'sav':
      return readSav(unzipped(bytes, name), name);
    case 'csv':
      return readCsv(unzipped(bytes, name), name);
    default:
      throw new CliError(`${name} is no survey file that can be read: give .rda, .sav or .csv`);
  }
}

/** A release holds one data frame; where somebody saved more beside it, the survey is the largest. */
function largest(frames: ReadonlyMap<string, DataFrame>, name: string): DataFrame {
  const [first] = [...frames.values()].sort((a, b) => b.rows * b.columns.size - a.rows * a.columns.size);
  if (!first) throw new CliError(`${name} holds no data frame: save the survey's data frame in R`);
  return first;
}

function readCsv(bytes: Uint8Array, name: string): DataFrame {
  let rows: string[][];
  try {
    rows = parse(Buffer.from(bytes), { bom: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${name} is no whole CSV file (${reason}): export it again`, undefined, { cause });
  }
  const [header = [], ...body] = rows;
  const columns = new Map<string, Column>();
  header.forEach((title, place) => {
    columns.set(
      title,
      body.map((row) => row[place]),
    );
  });
  return { rows: body.length, columns };
}

function unzipped(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new CliError(`${name} is cut short or damaged: download it again`, undefined, { cause });
  }
}
