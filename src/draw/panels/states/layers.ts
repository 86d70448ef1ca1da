/** What the maps show: hospitals where enough of them were looked at, and health departments, never mixed. */

import type { FigureRow, Network } from '../../../records.ts';
import type { UsState } from '../../../states.ts';
import type { Figures } from '../../panel.ts';
import { rowsOf, textOf } from '../../rows.ts';
import { ACCOUNTS, DEPARTMENTS, type Cell, type Place, type Places } from './places.ts';

export interface MapLayer {
  readonly figureId: string;
  /** Whom the shares speak of, in the plural. */
  readonly who: string;
  /** The day for which they speak. */
  readonly date: string;
  /** The place that the study is about. */
  readonly own: UsState | null;
  readonly maps: readonly NetworkMap[];
}

export interface NetworkMap {
  readonly network: Network;
  /** By USPS code. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** The share of the whole list, where the figure has it. */
  readonly nation: ShareRow | null;
  /** The share of the place that the study is about. */
  readonly own: ShareRow | null;
}

export type ShareRow = FigureRow & { readonly value: number };

/** One hero and one beside it. */
const MAPS_A_LAYER = 2;

export function mapLayers(
  figures: Figures,
  { places, own, hospitalNetworks, departmentNetworks }: Places,
): readonly MapLayer[] {
  const state = own?.state ?? null;
  return [
    layer(figures, ACCOUNTS, 'hospitals', state, hospitalNetworks, (network) =>
      cellsOf(places, (place) => place.hospitalCells.get(network)),
    ),
    layer(figures, DEPARTMENTS, 'county health departments', state, departmentNetworks, (network) =>
      cellsOf(places, (place) => place.departmentCells.get(network)),
    ),
  ].filter(({ maps }) => maps.length > 0);
}

function layer(
  figures: Figures,
  figureId: string,
  who: string,
  own: UsState | null,
  networks: readonly Network[],
  cells: (network: Network) => ReadonlyMap<string, Cell>,
): MapLayer {
  const sharesOf = (network: Network) => ({
    nation: shareRow(figures, figureId, 'US', network),
    own: own && shareRow(figures, figureId, own.code, network),
  });
  const maps = networks
    .map((network) => ({ network, cells: cells(network), ...sharesOf(network) }))
    .filter((map) => isDrawable(map.cells))
    .slice(0, MAPS_A_LAYER);
  return { figureId, who, own, date: String(rowsOf(figures, figureId)[0]?.date ?? ''), maps };
}

/** A map of one place, or of which most places have no share to draw, says nothing that the timetable does not say better. */
function isDrawable(cells: ReadonlyMap<string, Cell>): boolean {
  const all = [...cells.values()];
  if (all.length < 2) return false;
  return all.filter(({ display }) => display === 'rate').length * 2 > all.length;
}

function cellsOf(
  places: readonly Place[],
  cellOf: (place: Place) => Cell | undefined,
): ReadonlyMap<string, Cell> {
  return new Map(
    places.flatMap((place) => {
      const cell = cellOf(place);
      return cell ? [[place.state.code, cell] as const] : [];
    }),
  );
}

function shareRow(figures: Figures, figureId: string, place: string, network: Network): ShareRow | null {
  const row = rowsOf(figures, figureId).find((one) => one.state === place && one.network === network);
  return row && row.value !== null && textOf(row, 'display') === 'rate' ? { ...row, value: row.value } : null;
}
