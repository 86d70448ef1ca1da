/** The contract of a truth table: a file of known answers and the check that holds our code against it. */

export interface TableResult {
  readonly passed: number;
  readonly total: number;
  /** One line a miss: the case, what was expected, what came. */
  readonly misses: readonly string[];
  /** Set where the table has an accept level below "all"; otherwise all must pass. */
  readonly accepted?: boolean;
}

export interface TruthTable {
  /** File name within the folder of truth tables. */
  readonly file: string;
  /** Absent while the method does not exist yet. */
  readonly check?: (folder: string) => Promise<TableResult>;
}

/** Collects passes and misses case by case. */
export class Tally {
  passed = 0;
  total = 0;
  readonly misses: string[] = [];

  expect(name: string, ok: boolean, detail: () => string): void {
    this.total += 1;
    if (ok) this.passed += 1;
    else this.misses.push(`${name}: ${detail()}`);
  }

  /** |actual - expected| within `tolerance`; null equals null only. */
  near(name: string, actual: number | null, expected: number | null, tolerance: number): void {
    const ok =
      actual === null || expected === null ? actual === expected : Math.abs(actual - expected) <= tolerance;
    this.expect(name, ok, () => `expected ${String(expected)}, got ${String(actual)}`);
  }

  same(name: string, actual: unknown, expected: unknown): void {
    const left = JSON.stringify(actual);
    const right = JSON.stringify(expected);
    this.expect(name, left === right, () => `expected ${right}, got ${left}`);
  }

  result(): TableResult {
    return { passed: this.passed, total: this.total, misses: this.misses };
  }
}
