/** Every truth table by name, in the order of the methods. Statistics and understanding each list their own. */

import type { TruthTable } from './table.ts';
import { STATISTICS_TABLES } from './statistics.ts';
import { UNDERSTAND_TABLES } from './understand.ts';

export const TABLES: readonly TruthTable[] = [...STATISTICS_TABLES, ...UNDERSTAND_TABLES];
