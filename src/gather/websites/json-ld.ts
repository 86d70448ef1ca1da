/** The accounts that a page's JSON-LD names in `sameAs`, with the thing that they are said to be of. */

export interface SameAs {
  readonly url: string;
  /** Type and name of the thing that has the link, as written. */
  readonly type: string;
  readonly name: string;
}

const DEEPEST = 8;
/** Characters before a `sameAs` in which its type and name are looked for. */
const NEAR = 2000;

/** Broken JSON-LD is common: what can be mended is, and of the rest each `sameAs` is read by itself. */
export function readJsonLd(text: string): SameAs[] {
  const body = text.slice(
    Math.max(0, text.search(/[[{]/)),
    Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1,
  );
  const whole = parsed(body) ?? parsed(mended(body));
  return whole === null ? readPieces(text) : walk(whole, 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Without commas before a closing bracket, and without line breaks inside texts. */
function mended(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/, ?([}\]])/g, '$1');
}

function walk(node: unknown, depth: number): SameAs[] {
  if (depth > DEEPEST || node === null || typeof node !== 'object') return [];
  if (Array.isArray(node)) return node.flatMap((one) => walk(one, depth + 1));
  const thing = node as Record<string, unknown>;
  const type = [thing['@type']]
    .flat()
    .filter((one) => typeof one === 'string')
    .join(' ');
  const name = typeof thing.name === 'string' ? thing.name : '';
  const own = [thing.sameAs].flat().filter((one) => typeof one === 'string');
  return [
    ...own.map((url) => ({ url, type, name })),
    ...Object.entries(thing).flatMap(([key, value]) => (key === 'sameAs' ? [] : walk(value, depth + 1))),
  ];
}

/** Each `sameAs` belongs to the type and name that were written last before it. */
function readPieces(text: string): SameAs[] {
  return [...text.matchAll(/"sameAs"\s*:\s*(\[[^\]]*\]?|"[^"]*")/g)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - NEAR), match.index);
    const last = (key: string) =>
      [...before.matchAll(new RegExp(`"${key}"\\s*:\\s*\\[?\\s*"([^"]*)"`, 'g'))].at(-1)?.[1] ?? '';
    return [...match[1].matchAll(/"([^"]+)"/g)].map(([, url]) => ({
      url: url.replaceAll('\\/', '/'),
      type: last('@type'),
      name: last('name'),
    }));
  });
}
