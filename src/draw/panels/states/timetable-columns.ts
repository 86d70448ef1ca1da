/** The columns of the timetable: which of them a width holds, under which headings, and where each one ends. */

import type { Network } from '../../../records.ts';
import { nameThen } from '../../networks.ts';
import { SIZE, textWidthPx } from '../../type.ts';
import { ACCOUNTS, DEPARTMENTS, type Place, type Places } from './places.ts';
import { cellEntry, departmentEntry, hospitalEntry, type Entry } from './timetable-entries.ts';

/** Below this width of a block names are short and there are no bars. */
export const NARROW_PX = 400;
/** Room for a network with its bar, and without. */
const BARRED_PX = 80;
const PLAIN_PX = 62;
const MOST_HOSPITAL_NETWORKS = 3;
const GROUP_GAP_PX = 14;

export interface Column {
  readonly key: string;
  readonly heading: readonly string[];
  /** Right edge of its words. */
  readonly right: number;
  /** Null for plain counts. */
  readonly network: Network | null;
  readonly entry: (place: Place) => Entry | 'unknown' | 'not listed';
}

interface Group {
  readonly heading: string;
  /** Where its rule begins and ends. */
  readonly from: number;
  readonly to: number;
}

interface Layout {
  readonly groups: readonly Group[];
  readonly columns: readonly Column[];
}

/** What the columns take from the width: the bars go first where the place's name would lack room, then networks. */
function cellsFor(data: Places, widthPx: number) {
  const narrow = widthPx < NARROW_PX;
  const [namePx, countPx, plainPx] = narrow ? [80, 40, 55] : [140, 52, PLAIN_PX];
  const departments = isListed(data) ? data.departmentNetworks : [];
  const groups = isListed(data) ? 2 : 1;
  const room = (widthPx - namePx - groups * countPx - (groups - 1) * GROUP_GAP_PX) / plainPx;
  const most = Math.min(MOST_HOSPITAL_NETWORKS, Math.max(1, Math.floor(room) - departments.length));
  const hospitals = data.hospitalNetworks.slice(0, most);
  const cells = Math.max(1, hospitals.length) + departments.length;
  const barred = !narrow && room * plainPx >= cells * BARRED_PX;
  return { narrow, barred, countPx, cellPx: barred ? BARRED_PX : plainPx, hospitals, departments };
}

const isListed = ({ places }: Places): boolean => places.some(({ departments }) => departments !== null);

/** The place's name takes what the numbers leave; without any account the hospitals keep one column, which says unknown. */
export function columnsOf(data: Places, x: number, widthPx: number): Layout {
  const { narrow, barred, countPx, cellPx, hospitals, departments } = cellsFor(data, widthPx);
  const to = x + widthPx;
  const listed = isListed(data);
  const departmentsFrom = listed ? to - countPx - departments.length * cellPx + 6 : to + GROUP_GAP_PX;
  const hospitalsFrom = departmentsFrom - countPx - Math.max(1, hospitals.length) * cellPx - 8;
  const hospitalsRight = hospitalsFrom + countPx - 6;
  const departmentsRight = departmentsFrom + countPx - 12;
  const networkColumns = (
    networks: readonly Network[],
    key: string,
    right: number,
    entryOf: (place: Place, network: Network) => ReturnType<Column['entry']>,
  ) =>
    networks.map((network, index): Column => ({
      key: `${key}-${network}`,
      heading: ['', nameThen(network, '')],
      right: right + (index + 1) * cellPx,
      network,
      entry: (place) => entryOf(place, network),
    }));
  const unknownNetworks: Column = {
    key: 'hospitals-networks',
    heading: narrow ? ['', 'networks'] : ['their', 'networks'],
    right: hospitalsRight + cellPx,
    network: null,
    entry: () => 'unknown',
  };
  const hospitalColumns: readonly Column[] = [
    {
      key: 'hospitals',
      heading: narrow ? ['', 'all'] : ['in the', 'registry'],
      right: hospitalsRight,
      network: null,
      entry: hospitalEntry,
    },
    ...(hospitals.length === 0 ? [unknownNetworks] : []),
    ...networkColumns(
      hospitals,
      'hospitals',
      hospitalsRight,
      (place, network) => cellEntry(ACCOUNTS, place.hospitalCells.get(network), barred) ?? 'unknown',
    ),
  ];
  const departmentColumns: readonly Column[] = [
    {
      key: 'departments',
      heading: narrow ? ['', 'all'] : ['in the', 'list'],
      right: departmentsRight,
      network: null,
      entry: departmentEntry,
    },
    ...networkColumns(
      departments,
      'departments',
      departmentsRight,
      (place, network) =>
        cellEntry(DEPARTMENTS, place.departmentCells.get(network), barred) ??
        (place.departments ? 'unknown' : 'not listed'),
    ),
  ];
  const hospitalsGroup = { heading: 'Hospitals', from: hospitalsFrom, to: departmentsFrom - GROUP_GAP_PX };
  const departmentsGroup = {
    heading: fittingHeading(to - departmentsFrom),
    from: departmentsFrom,
    to,
  };
  return listed
    ? { groups: [hospitalsGroup, departmentsGroup], columns: [...hospitalColumns, ...departmentColumns] }
    : { groups: [hospitalsGroup], columns: hospitalColumns };
}

/** The fullest name that its columns are wide enough for. */
function fittingHeading(widthPx: number): string {
  const fits = (name: string): boolean => textWidthPx(name, 'sansBold', SIZE.fine) <= widthPx;
  return ['County health departments', 'Health departments', 'Departments'].find(fits) ?? 'Depts.';
}
