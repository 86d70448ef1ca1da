/** Files without a record. That is no fault, a day may be quiet; but a download that failed looks the same, so it is said. */

import { counted } from '../../counted.ts';

/** A folder of thousands may hold hundreds of them. */
const MOST_NAMED = 5;

export interface EmptyFiles {
  /** @param what such as `is empty` */
  readonly note: (file: string, what: string) => void;
  /** Says how many there were beside those that were named. */
  readonly end: () => void;
}

/** Says the first few by name as they come. */
export function tellEmptyFiles(say: (line: string) => void): EmptyFiles {
  let found = 0;
  return {
    note: (file, what) => {
      found += 1;
      if (found <= MOST_NAMED)
        say(
          `${file} ${what}: if posts should be in it, fetch or export it again, else leave it out of "files"`,
        );
    },
    end: () => {
      if (found > MOST_NAMED) say(`${counted(found - MOST_NAMED, 'more file')} without a record`);
    },
  };
}
