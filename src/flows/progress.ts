/** Progress of slow work, said often enough to see that it goes on and seldom enough to be read in a log. */

export interface ProgressOptions {
  readonly everyMs: number;
  readonly say: (line: string) => void;
  readonly now: () => Date;
}

/** Says the line it is given when the last one was said `everyMs` ago; the first only after that time. */
export function sayNowAndThen({ everyMs, say, now }: ProgressOptions): (line: () => string) => void {
  let saidAt = now().getTime();
  return (line) => {
    const at = now().getTime();
    if (at - saidAt < everyMs) return;
    saidAt = at;
    say(line());
  };
}
