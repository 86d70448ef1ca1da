/** The sample of delimited text: its delimiter, whether quotes mean anything, and whether it has a header. */

import { fieldsOf, likelyDelimiter, rowsOf } from '../transport/csv-rows.ts';
import { PROSE, SAMPLE_RECORDS, type Sample } from './sample.ts';

export function tableSample(bytes: Buffer): Sample {
  const delimiter = delimiterOf(bytes);
  const quote = quotesMeanNothing(bytes, delimiter) ? '' : '"';
  const rows = rowsAt(bytes, delimiter, quote);
  const [head = [], ...body] = rows;
  if (isProse(rows)) return proseSample(bytes);
  // Names of columns are short, differ, and are no numbers, addresses or times.
  const headed =
    head.length > 1 &&
    new Set(head).size === head.length &&
    head.every((name) => name.length < 60 && !/^\d|https?:/.test(name));
  const names = headed ? head : head.map((_, index) => `column_${index + 1}`);
  const records = headed ? body : rows;
  // Rows of another width are quarantined when they are read, and would show under the wrong names here.
  const whole = records.filter((row) => row.length === head.length);
  const format = delimiter === '\t' ? 'text parted by tabs' : `text parted by "${delimiter}"`;
  return {
    format,
    columns: names.map((name, index) => ({
      name: name.trim(),
      values: whole.map((row) => row[index]),
    })),
    records: records.length,
    path: '',
    first: {},
    headerless: !headed,
    ...(quote === '' ? { quote } : {}),
  };
}

/** Whether rows fall into as many parts as sentences do: most of them into others than the first. */
function isProse(rows: readonly (readonly string[])[]): boolean {
  const width = rows.at(0)?.length ?? 0;
  return width > 1 && rows.filter((row) => row.length === width).length < rows.length / 2;
}

function proseSample(bytes: Buffer): Sample {
  const lines = bytes
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_RECORDS);
  return {
    format: PROSE,
    columns: [{ name: 'text', values: lines }],
    records: lines.length,
    path: '',
    first: {},
    headerless: true,
  };
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

/** Columns in which most rows hold something: rows may end in delimiters that part nothing. */
function filledColumns(rows: readonly (readonly string[])[]): number {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const isFilled = (column: number) =>
    rows.filter((row) => (row[column] ?? '').trim() !== '').length > rows.length / 2;
  return Array.from({ length: width }, (_, column) => column).filter(isFilled).length;
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

/** Where no cell begins with a quote, quotes are only characters; tables parted by commas may need them further down. */
function quotesMeanNothing(bytes: Buffer, delimiter: string): boolean {
  if (delimiter === ',') return false;
  const lines = bytes.toString('utf8').split('\n').slice(0, SAMPLE_RECORDS);
  return !lines.some((line) => line.startsWith('"') || line.includes(`${delimiter}"`));
}
