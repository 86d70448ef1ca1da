/**
 * Errors that a user can mend. `CliError` says how the command must end: one sentence, no stack.
 * What was wrong, the offending value and its place come first, the remedy last.
 */

/** Exit codes, documented in docs/cli.md. */
export const EXIT = {
  ok: 0,
  /** Something the user asked for failed. */
  failed: 1,
  /** The command line or the study file is wrong. */
  usage: 2,
  /** It worked, but some rows of the input are in quarantine. */
  quarantined: 3,
  /** A derived number differs from the edition's. */
  differs: 4,
  /** Another process holds the store. */
  locked: 5,
} as const;

export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}
