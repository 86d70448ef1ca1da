/** The sample of JSON documents: where their records stand, and a column for every path within them. */

import { objectOf, objectsOf, type JsonObject } from '../posts/json-access.ts';
import { jsonValues } from '../posts/json-framing.ts';
import { SAMPLE_RECORDS, type Sample } from './sample.ts';

const DEEPEST = 4;

export function jsonSample(bytes: Uint8Array, format: string): Sample {
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
