/** Places as the chapter shows them: what is known of hospitals and, apart from them, of other health organisations. */

import { displayPercent } from '../../../measure/rounding.ts';
import { NETWORKS, type FigureRow, type Network } from '../../../records.ts';
import { STATES, type UsState } from '../../../states.ts';
import type { Figures } from '../../panel.ts';
import { numberOf, rowsOf, textOf } from '../../rows.ts';

export const HOSPITALS = 'states-hospitals';
export const ACCOUNTS = 'states-accounts';
export const DEPARTMENTS = 'states-departments';
export const STATES_2013 = 'states-2013';

export type Display = 'rate' | 'at_least' | 'counts_only' | 'no_denominator';

/** One network of one kind of organisation in one place. */
export interface Cell {
  readonly display: Display;
  /** Percent; for `at_least` the least it can be. */
  readonly value: number;
  /** As short as a timetable needs: `72%`, `31%+`, `3 of 4`. */
  readonly text: string;
  readonly row: FigureRow;
}

export interface Place {
  readonly state: UsState;
  /** Hospitals in the registry. */
  readonly hospitals: (FigureRow & { readonly value: number }) | null;
  readonly hospitalCells: ReadonlyMap<Network, Cell>;
  /** Departments (counties) in the list, from any of their rows. */
  readonly departments: { readonly count: number; readonly row: FigureRow } | null;
  readonly departmentCells: ReadonlyMap<Network, Cell>;
}

export interface Places {
  readonly places: readonly Place[];
  /** The one that the study is about, or whose hospitals alone were looked at. */
  readonly own: Place | null;
  readonly hospitalNetworks: readonly Network[];
  readonly departmentNetworks: readonly Network[];
}

/** Every place in the order of the states table: states and DC by name, then the territories. */
export function readPlaces(figures: Figures): Places {
  const hospitals = new Map(rowsOf(figures, HOSPITALS).map((row) => [textOf(row, 'state'), row]));
  const accounts = cellsByState(figures, ACCOUNTS);
  const departments = cellsByState(figures, DEPARTMENTS);
  const places = STATES.map((state): Place => {
    const hospital = hospitals.get(state.code);
    const departmentCells = departments.get(state.code) ?? new Map<Network, Cell>();
    return {
      state,
      hospitals: hospital && hospital.value !== null ? { ...hospital, value: hospital.value } : null,
      hospitalCells: accounts.get(state.code) ?? new Map<Network, Cell>(),
      departments: facilitiesOf(departmentCells),
      departmentCells,
    };
  });
  return {
    places,
    own: ownPlace(places, figures),
    hospitalNetworks: networksOf(accounts),
    departmentNetworks: networksOf(departments),
  };
}

type CellsByState = ReadonlyMap<string, ReadonlyMap<Network, Cell>>;

function cellsByState(figures: Figures, id: string): CellsByState {
  const states = new Map<string, Map<Network, Cell>>();
  for (const row of rowsOf(figures, id)) {
    if (row.value === null || row.decision === 'hidden') continue;
    const cells = states.get(textOf(row, 'state')) ?? new Map<Network, Cell>();
    cells.set(row.network as Network, cellOf(row, row.value));
    states.set(textOf(row, 'state'), cells);
  }
  return states;
}

function cellOf(row: FigureRow, value: number): Cell {
  const display = textOf(row, 'display') as Display;
  return { display, value, text: shortText(row, display, value), row };
}

/** The figure's own words are "28% (8 of 29 checked)"; a timetable has room for their first part. */
function shortText(row: FigureRow, display: Display, value: number): string {
  if (display === 'counts_only') return textOf(row, 'text');
  if (display === 'no_denominator') return '';
  if (display === 'at_least') return `${Math.floor(value)}%+`;
  const known = (numberOf(row, 'present') ?? 0) + (numberOf(row, 'absent') ?? 0);
  return displayPercent(value / 100, known);
}

function facilitiesOf(cells: ReadonlyMap<Network, Cell>): Place['departments'] {
  for (const { row } of cells.values()) {
    const count = numberOf(row, 'facilities');
    if (count !== null) return { count, row };
  }
  return null;
}

const networksOf = (states: CellsByState): readonly Network[] =>
  NETWORKS.filter((network) => [...states].some(([code, cells]) => code !== 'US' && cells.has(network)));

function ownPlace(places: readonly Place[], figures: Figures): Place | null {
  const code = [HOSPITALS, DEPARTMENTS, ACCOUNTS].map((id) => figures[id]?.state).find(Boolean);
  if (code) return places.find(({ state }) => state.code === code) ?? null;
  const looked = places.filter(({ hospitalCells }) => hospitalCells.size > 0);
  return looked.length === 1 ? looked[0] : null;
}
