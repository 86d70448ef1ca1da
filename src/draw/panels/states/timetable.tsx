/**
 * Places and networks, set like a timetable: hospitals and other health organisations apart. Unknown is an open ring,
 * none is a zero, not in the list is a dash: three things that must not look alike.
 */

import { displayCount } from '../../../measure/rounding.ts';
import type { Network } from '../../../records.ts';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { reference } from '../../rows.ts';
import { ink, networkRole } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import { ACCOUNTS, DEPARTMENTS, HOSPITALS, type Cell, type Place, type Places } from './places.ts';

const ROW_PX = 21;
const HEAD_PX = 62;
const BAR_PX = 26;

export interface TimetableProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly data: Places;
}

interface Column {
  readonly key: string;
  readonly heading: readonly string[];
  /** Right edge of its numbers. */
  readonly right: number;
  readonly cell: (
    place: Place,
  ) => { readonly figure: string; readonly cell: Cell } | 'unknown' | 'not listed';
  readonly network: Network;
  /** A phone has no room for bars. */
  readonly barred: boolean;
}

/** Columns of places beside each other: as many as the width holds. */
export function timetableLayout(
  placeCount: number,
  widthPx: number,
): { readonly columns: number; readonly heightPx: number } {
  const columns = widthPx >= 900 ? 2 : 1;
  return { columns, heightPx: HEAD_PX + Math.ceil(placeCount / columns) * ROW_PX + 10 };
}

export function Timetable({ x, y, widthPx, data }: TimetableProps) {
  const { columns } = timetableLayout(data.places.length, widthPx);
  const gapPx = 48;
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
  const narrow = widthPx < 400;
  const body = y + HEAD_PX;
  return (
    <g>
      <path
        d={`M${round(layout.hospitalsFrom)} ${y + 16}H${round(layout.departmentsFrom - 14)}M${round(layout.departmentsFrom)} ${y + 16}H${round(x + widthPx)}`}
        stroke={ink('ink')}
      />
      <Label x={layout.hospitalsFrom} y={y + 10} face="sansBold" sizePx={SIZE.fine}>
        Hospitals
      </Label>
      <Label x={layout.departmentsFrom} y={y + 10} face="sansBold" sizePx={SIZE.fine}>
        {narrow ? 'Health departments' : 'County health departments'}
      </Label>
      <Head right={layout.hospitalsRight} y={y + 34} lines={['in the', 'registry']} />
      <Head right={layout.departmentsRight} y={y + 34} lines={['in the', 'list']} />
      {layout.columns.map(({ key, heading, right }) => (
        <Head key={key} right={right} y={y + 34} lines={heading} />
      ))}
      <path
        d={places.map((_, index) => `M${round(x)} ${body + (index + 1) * ROW_PX}h${round(widthPx)}`).join('')}
        stroke={ink('rule')}
        stroke-width="0.6"
      />
      {places.map((place, index) => {
        const baseline = body + index * ROW_PX + 15;
        return (
          <g key={place.state.code}>
            <Label x={x} y={baseline} sizePx={SIZE.small}>
              {narrow ? shortName(place.state.name) : place.state.name}
            </Label>
            {place.hospitals ? (
              <Label
                x={layout.hospitalsRight}
                y={baseline}
                anchor="end"
                figure={reference(HOSPITALS, place.hospitals)}
              >
                {displayCount(place.hospitals.value)}
              </Label>
            ) : (
              <Unknown right={layout.hospitalsRight} baseline={baseline} />
            )}
            {place.departments ? (
              <Label
                x={layout.departmentsRight}
                y={baseline}
                anchor="end"
                figure={reference(DEPARTMENTS, place.departments.row)}
              >
                {displayCount(place.departments.count)}
              </Label>
            ) : (
              <Dash right={layout.departmentsRight} baseline={baseline} />
            )}
            {layout.columns.map((column) => (
              <Entry key={column.key} column={column} place={place} baseline={baseline} />
            ))}
          </g>
        );
      })}
    </g>
  );
}

interface Layout {
  readonly hospitalsFrom: number;
  readonly hospitalsRight: number;
  readonly departmentsFrom: number;
  readonly departmentsRight: number;
  readonly columns: readonly Column[];
}

/** The place's name takes what the numbers leave; without any account the hospitals keep one column, which says unknown. */
function columnsOf(data: Places, x: number, widthPx: number): Layout {
  const narrow = widthPx < 400;
  const hospitalNetworks: readonly (Network | null)[] =
    data.hospitalNetworks.length > 0 ? data.hospitalNetworks.slice(0, narrow ? 1 : 3) : [null];
  const countPx = narrow ? 40 : 52;
  const cellPx = narrow ? 46 : 80;
  const departmentsPx = countPx + data.departmentNetworks.length * cellPx;
  const hospitalsPx = countPx + hospitalNetworks.length * cellPx;
  const departmentsFrom = x + widthPx - departmentsPx + 6;
  const hospitalsFrom = departmentsFrom - hospitalsPx - 8;
  const hospitalsRight = hospitalsFrom + countPx - 6;
  const departmentsRight = departmentsFrom + countPx - 12;
  return {
    hospitalsFrom,
    hospitalsRight,
    departmentsFrom,
    departmentsRight,
    columns: [
      ...hospitalNetworks.map((network, index): Column => ({
        key: `hospitals-${network ?? 'any'}`,
        heading: network ? ['', shortNetwork(network)] : ['their', 'networks'],
        right: hospitalsRight + (index + 1) * cellPx,
        network: network ?? 'facebook',
        barred: !narrow,
        cell: (place) => {
          const cell = network ? place.hospitalCells.get(network) : undefined;
          return cell ? { figure: ACCOUNTS, cell } : 'unknown';
        },
      })),
      ...data.departmentNetworks.map((network, index): Column => ({
        key: `departments-${network}`,
        heading: ['', shortNetwork(network)],
        right: departmentsRight + (index + 1) * cellPx,
        network,
        barred: !narrow,
        cell: (place) => {
          const cell = place.departmentCells.get(network);
          if (cell) return { figure: DEPARTMENTS, cell };
          return place.departments ? 'unknown' : 'not listed';
        },
      })),
    ],
  };
}

interface EntryProps {
  readonly column: Column;
  readonly place: Place;
  readonly baseline: number;
}

function Entry({ column, place, baseline }: EntryProps) {
  const entry = column.cell(place);
  if (entry === 'unknown') return <Unknown right={column.right} baseline={baseline} />;
  if (entry === 'not listed') return <Dash right={column.right} baseline={baseline} />;
  const { cell, figure } = entry;
  const hasBar = cell.display === 'rate' || cell.display === 'at_least';
  const hue = ink(networkRole(column.network));
  return (
    <g data-figure={reference(figure, cell.row)}>
      {hasBar && column.barred && (
        <path
          d={`M${round(column.right - BAR_PX - 40)} ${round(baseline - 4)}h${round((BAR_PX * cell.value) / 100)}`}
          stroke={hue}
          stroke-width="7"
          stroke-dasharray={cell.display === 'at_least' ? '2 1' : undefined}
        />
      )}
      <Label x={column.right} y={baseline} anchor="end" role={hasBar ? undefined : 'ink2'}>
        {cell.text}
      </Label>
    </g>
  );
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

interface MarkProps {
  readonly right: number;
  readonly baseline: number;
}

function Unknown({ right, baseline }: MarkProps) {
  return (
    <circle
      cx={round(right - 5)}
      cy={round(baseline - 4)}
      r="4"
      fill="none"
      stroke={ink('ink3')}
      stroke-dasharray="2 1.5"
    />
  );
}

function Dash({ right, baseline }: MarkProps) {
  return (
    <Label x={right} y={baseline} role="ink2" anchor="end">
      –
    </Label>
  );
}

const shortNetwork = (network: Network): string =>
  network === 'x' ? 'X' : network.charAt(0).toUpperCase() + network.slice(1);

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
