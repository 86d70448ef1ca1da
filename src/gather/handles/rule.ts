/** How the addresses and names of one network are read. */

/** A way of saying no: why this text names no account. */
export interface Refusal {
  readonly refused: string;
}

/** A URL cut into what the rules look at. */
export interface Address {
  /** Lower case, without `www.`, `m.` and the like. */
  readonly host: string;
  /** Decoded parts of the path, none empty. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

export interface NetworkRule {
  /** Tests the host of an Address. */
  readonly hosts: RegExp;
  /** The normal form of the account that a URL names. */
  readonly fromAddress: (address: Address) => string | Refusal;
  /** The normal form of a bare name, the `@` already taken off; `hadAt` tells whether there was one. */
  readonly fromName: (name: string, hadAt: boolean) => string | Refusal;
  /** The address of a normal form. */
  readonly url: (handle: string) => string;
}

export const refuse = (refused: string): Refusal => ({ refused });

export const NO_NAME = refuse('it names no account');
export const SHARE_LINK = refuse('it is a link to share or post something, not an account');

/** The lower-cased name when it fits the network's own pattern. */
export function checked(name: string | undefined, pattern: RegExp): string | Refusal {
  if (name === undefined || name === '') return NO_NAME;
  const lower = name.toLowerCase();
  return pattern.test(lower) ? lower : refuse(`"${name}" cannot be a name there`);
}

/** A refusal when the first part of the path is a page of the network itself. */
export function reserved(
  path: readonly string[],
  shares: ReadonlySet<string>,
  own: ReadonlySet<string>,
): Refusal | null {
  const first = (path[0] ?? '').toLowerCase();
  if (first === '') return NO_NAME;
  if (shares.has(first)) return SHARE_LINK;
  return own.has(first) ? refuse(`"/${first}" is a page of the network itself, not an account`) : null;
}
