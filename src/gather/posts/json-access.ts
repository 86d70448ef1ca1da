/**
 * Reading fields of JSON from outside: each answers with an empty value where the field has another type,
 * because networks change types without notice and one odd field must not cost the record.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

/** Numbers above this lost digits when they were parsed; as ids they would point at another post. */
const LARGEST_EXACT = Number.MAX_SAFE_INTEGER;

export function objectOf(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function objectsOf(value: unknown): readonly JsonObject[] {
  return listOf(value).flatMap((item) => {
    const object = objectOf(item);
    return object ? [object] : [];
  });
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A count: a whole number of 0 or more, else 0. Exports write numbers as text now and then. */
export function countOf(value: unknown): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? Math.trunc(number) : 0;
}

/** The followers of a profile, where it tells them: a profile that says nothing has not none. */
export function followersOf(value: unknown): { readonly followers?: number } {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
    ? { followers: number }
    : {};
}

/** An id as text, or "" where there is none that can be trusted to the last digit. */
export function idOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= LARGEST_EXACT
    ? String(value)
    : '';
}

/** JSON.parse that answers undefined for what is not JSON. (JSON has no undefined of its own.) */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
