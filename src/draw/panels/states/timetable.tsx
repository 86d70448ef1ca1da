/**
 * Places and networks, set like a timetable: hospitals and other health organisations apart. Unknown is an open ring,
 * none is a zero, not in the list is a dash: three things that must not look alike.
 */

import { displayCount } from '../../../measure/rounding.ts';
import type { Network } from '../../../records.ts';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { nameThen } from '../../networks.ts';
import { reference } from '../../rows.ts';
import { ink, networkRole } from '../../theme.ts';
import { SIZE, textWidthPx } from '../../type.ts';
import {
  ACCOUNTS,
  DEPARTMENTS,
  HOSPITALS,
  onlyPlaceOfHospitals,
  type Cell,
  type Place,
  type Places,
} from './places.ts';

const ROW_PX = 21;
const HEAD_PX = 62;
const BAR_PX = 26;
/** Below this width of a block names are short and there are no bars. */
const NARROW_PX = 400;

export interface TimetableProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly data: Places;
}

/** What a cell says; a bar is its length in percent, where a share may be drawn. */
interface Entry {
  readonly text: string;
  readonly bar: number | null;
  /** `FIGURE/ROW` that it shows. */
  readonly figure: string;
}

interface Column {
  readonly key: string;
  readonly heading: readonly string[];
  /** Right edge of its words. */
  readonly right: number;
  /** Null for plain counts. */
  readonly network: Network | null;
  readonly entry: (place: Place) => Entry | 'unknown' | 'not listed';
}

/** Columns of places beside each other: as many as the width holds. */
export function timetableLayout(
  placeCount: number,
  widthPx: number,
): { readonly columns: number; readonly heightPx: number } {
  const columns = widthPx >= 660 ? 2 : 1;
  return { columns, heightPx: HEAD_PX + Math.ceil(placeCount / columns) * ROW_PX + 10 };
}

export function Timetable({ x, y, widthPx, data }: TimetableProps) {
  const { columns } = timetableLayout(data.places.length, widthPx);
  const gapPx = widthPx >= 900 ? 48 : 36;
  const blockPx = (widthPx - gapPx * (columns - 1)) / columns;
  const perColumn = Math.ceil(data.places.length / columns);
  return (
    <g>
      {Array.from({ length: columns }, (_, column) => (
        <Block
          key={column}
          x={x + column * (blockPx + gapPx)}
          y={y}
          widthPx={blockPx}
          places={data.places.slice(column * perColumn, (column + 1) * perColumn)}
          data={data}
        />
      ))}
    </g>
  );
}

interface BlockProps extends TimetableProps {
  readonly places: readonly Place[];
}

function Block({ x, y, widthPx, places, data }: BlockProps) {
  const layout = columnsOf(data, x, widthPx);
  const narrow = widthPx < NARROW_PX;
  const body = y + HEAD_PX;
  const own = places.find((place) => place === onlyPlaceOfHospitals(data));
  return (
    <g>
      {own && (
        <rect
          x={round(x)}
          y={body + places.indexOf(own) * ROW_PX}
          width={round(widthPx)}
          height={ROW_PX}
          fill={ink('wash')}
        />
      )}
      <path
        d={layout.groups.map(({ from, to }) => `M${round(from)} ${y + 16}H${round(to)}`).join('')}
        stroke={ink('ink')}
      />
      {layout.groups.map(({ heading, from }) => (
        <Label key={heading} x={from} y={y + 10} face="sansBold" sizePx={SIZE.fine}>
          {heading}
        </Label>
      ))}
      {layout.columns.map(({ key, heading, right }) => (
        <Head key={key} right={right} y={y + 34} lines={heading} />
      ))}
      <path
        d={`M${round(x)} ${body}${`m0 ${ROW_PX}h${round(widthPx)}m${round(-widthPx)} 0`.repeat(places.length)}`}
        stroke={ink('rule')}
        stroke-width="0.6"
      />
      <text>
        {places.map(({ state }, index) => (
          <tspan
            key={state.code}
            x={round(x)}
            {...lineStep(index, body, index === 0 ? undefined : index - 1)}
          >
            {narrow ? shortName(state.name) : state.name}
          </tspan>
        ))}
      </text>
      {layout.columns.map((column) => (
        <ColumnMarks key={column.key} column={column} places={places} body={body} />
      ))}
    </g>
  );
}

/** The first words of a column say where they are, all others how far below those before: the same text again and again. */
function lineStep(
  index: number,
  body: number,
  before: number | undefined,
): { readonly y?: number; readonly dy?: number } {
  return before === undefined ? { y: round(body + index * ROW_PX + 15) } : { dy: (index - before) * ROW_PX };
}

interface ColumnMarksProps {
  readonly column: Column;
  readonly places: readonly Place[];
  readonly body: number;
}

/** One column as three elements: its words, its bars, its open rings. */
function ColumnMarks({ column, places, body }: ColumnMarksProps) {
  const entries = places.map((place, index) => ({ index, entry: column.entry(place) }));
  const words = entries.flatMap(({ index, entry }) => (entry === 'unknown' ? [] : [{ index, entry }]));
  const rings = entries.filter(({ entry }) => entry === 'unknown');
  const bars = words.flatMap(({ index, entry }) =>
    entry !== 'not listed' && entry.bar !== null ? [{ index, bar: entry.bar }] : [],
  );
  return (
    <g>
      {column.network && bars.length > 0 && (
        <path
          d={bars
            .map(
              ({ index, bar }) =>
                `M${round(column.right - BAR_PX - 40)} ${body + index * ROW_PX + 11}h${round((BAR_PX * bar) / 100)}`,
            )
            .join('')}
          stroke={ink(networkRole(column.network))}
          stroke-width="7"
        />
      )}
      {rings.length > 0 && (
        <path
          d={rings
            .map(
              ({ index }) =>
                `M${round(column.right - 9)} ${body + index * ROW_PX + 11}a4 4 0 1 0 8 0a4 4 0 1 0-8 0`,
            )
            .join('')}
          fill="none"
          stroke={ink('ink3')}
          stroke-dasharray="2 1.5"
        />
      )}
      <text text-anchor="end">
        {words.map(({ index, entry }, place) => (
          <tspan
            key={index}
            x={round(column.right)}
            {...lineStep(index, body, words[place - 1]?.index)}
            data-figure={entry === 'not listed' ? undefined : entry.figure}
          >
            {entry === 'not listed' ? '–' : entry.text}
          </tspan>
        ))}
      </text>
    </g>
  );
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

/** Room for a network with its bar, and without. */
const BARRED_PX = 80;
const PLAIN_PX = 62;
const MOST_HOSPITAL_NETWORKS = 3;
const GROUP_GAP_PX = 14;

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
function columnsOf(data: Places, x: number, widthPx: number): Layout {
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

function hospitalEntry({ hospitals }: Place): Entry | 'unknown' {
  if (!hospitals) return 'unknown';
  return { text: displayCount(hospitals.value), bar: null, figure: reference(HOSPITALS, hospitals) };
}

function departmentEntry({ departments }: Place): Entry | 'not listed' {
  if (!departments) return 'not listed';
  return {
    text: displayCount(departments.count),
    bar: null,
    figure: reference(DEPARTMENTS, departments.row),
  };
}

/** A narrow block has no room for bars. */
function cellEntry(figureId: string, cell: Cell | undefined, barred: boolean): Entry | null {
  if (!cell) return null;
  const hasBar = barred && (cell.display === 'rate' || cell.display === 'at_least');
  return { text: cell.text, bar: hasBar ? cell.value : null, figure: reference(figureId, cell.row) };
}

function Head({
  right,
  y,
  lines,
}: {
  readonly right: number;
  readonly y: number;
  readonly lines: readonly string[];
}) {
  return (
    <g>
      {lines.map((line, index) =>
        line === '' ? null : (
          <Label key={line} x={right} y={y + index * 14} sizePx={SIZE.fine} role="ink2" anchor="end">
            {line}
          </Label>
        ),
      )}
    </g>
  );
}

/** Names that a phone's column cannot hold. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  'District of Columbia': 'D.C.',
  'Northern Mariana Islands': 'N. Mariana Is.',
  'US Virgin Islands': 'Virgin Is.',
  'American Samoa': 'Am. Samoa',
};
const shortName = (name: string): string =>
  SHORT_NAMES[name] ??
  name
    .replace(/^(N|S|W)(?:orth|outh|est) /, '$1. ')
    .replace('New Hampshire', 'New Hampsh.')
    .replace('Massachusetts', 'Massachus.');
