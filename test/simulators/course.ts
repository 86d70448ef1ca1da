/** How far a simulated network has come. Its hosts share it, as each sees an event at nearly the same moment. */

import type { World } from './world.ts';

export interface Course {
  /** Sequence number of the newest event, 0 before the first. */
  readonly tip: () => number;
  /** The network's own time: that of its newest event, milliseconds since 1970. It stands still while nothing happens. */
  readonly nowMs: () => number;
  readonly advance: (events: number) => void;
  /** The last events, held back so far, may come. */
  readonly finish: () => void;
}

export interface CourseOptions {
  /** Events that have happened already. */
  readonly history?: number;
  /** So many events wait until `finish`, because a stream that is listened to never ends by itself. */
  readonly heldBack?: number;
  readonly onAdvance?: (course: Course) => void;
}

export function startCourse(world: World, options: CourseOptions = {}): Course {
  const { history = 0, heldBack = 0, onAdvance } = options;
  let tip = history;
  let end = world.events.length - heldBack;
  const course: Course = {
    tip: () => tip,
    nowMs: () => Math.floor(world.events[Math.max(0, tip - 1)].timeUs / 1000),
    advance: (events) => {
      tip = Math.min(end, tip + events);
      onAdvance?.(course);
    },
    finish: () => {
      end = world.events.length;
    },
  };
  onAdvance?.(course);
  return course;
}
