/** Integer and linear programs through HiGHS (WebAssembly). The only file that knows the solver. */

import loader, { type Highs } from 'highs';

export interface Constraint {
  /** Coefficient by variable name. */
  readonly terms: ReadonlyMap<string, number>;
  readonly relation: '=' | '<=' | '>=';
  readonly value: number;
}

export interface Program {
  readonly goal: 'minimise' | 'maximise';
  readonly objective: ReadonlyMap<string, number>;
  readonly constraints: readonly Constraint[];
  /** Limits by variable; a variable without any is free above 0. Infinite limits are allowed. */
  readonly bounds: ReadonlyMap<string, readonly [number, number]>;
  readonly integers?: readonly string[];
  readonly binaries?: readonly string[];
}

export interface Solution {
  readonly objective: number;
  readonly values: ReadonlyMap<string, number>;
}

// The package's types describe its CommonJS half; what Node imports is the function itself.
const loadHighs = loader as unknown as () => Promise<Highs>;

let solver: Promise<Highs> | undefined;

/** Solves a program to optimality; null when it has no feasible point. Throws when the solver stops for another reason. */
export async function solve(program: Program): Promise<Solution | null> {
  solver ??= loadHighs();
  const highs = await solver;
  const result = highs.solve(lpText(program), { output_flag: false });
  if (result.Status === 'Infeasible') return null;
  if (result.Status !== 'Optimal') throw new Error(`the integer program ended as "${result.Status}"`);
  const columns: Readonly<Record<string, { readonly Primal?: number }>> = result.Columns;
  const values = Object.entries(columns).map(([name, { Primal = 0 }]) => [name, Primal] as const);
  return { objective: result.ObjectiveValue, values: new Map(values) };
}

/** The program in CPLEX LP format, one constraint a line. */
function lpText(program: Program): string {
  const rows = program.constraints.map(
    ({ terms, relation, value }, index) => ` c${index}: ${linear(terms)} ${relation} ${value}`,
  );
  const bounds = [...program.bounds].map(
    ([name, [lower, upper]]) => ` ${limit(lower)} <= ${name} <= ${limit(upper)}`,
  );
  return [
    program.goal === 'minimise' ? 'Minimize' : 'Maximize',
    ` goal: ${linear(program.objective)}`,
    'Subject To',
    ...rows,
    'Bounds',
    ...bounds,
    ...section('General', program.integers),
    ...section('Binary', program.binaries),
    'End',
  ].join('\n');
}

function linear(terms: ReadonlyMap<string, number>): string {
  return [...terms]
    .map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`)
    .join(' ');
}

function limit(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? '+inf' : '-inf';
}

function section(title: string, names: readonly string[] = []): string[] {
  return names.length ? [title, ...names.map((name) => ` ${name}`)] : [];
}
