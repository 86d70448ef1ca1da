/**
 * Chapter 7: state by state. Maps of the health departments, one scale for every network; hospitals as tiles; and
 * the timetable of all places, in which unknown, none and not listed are three different marks.
 */

import { displayCount, displayPercent } from '../../measure/rounding.ts';
import { shareWording } from '../../measure/claims.ts';
import type { FigureRow, Network } from '../../records.ts';
import { dayInWords } from '../edition.ts';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice, emptySentence } from '../marks/empty-notice.tsx';
import { Label, TextBlock } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { definePanel, type Figures, type PanelTable, type PictureProps } from '../panel.ts';
import { numberOf, reference, rowsOf, textOf } from '../rows.ts';
import { ink, networkRole } from '../theme.ts';
import { SIZE, textWidthPx } from '../type.ts';
import { cite, type Words } from '../words.ts';
import {
  Choropleth,
  LEGEND_HEIGHT_PX,
  OutlineShapes,
  Legend,
  choroplethHeightPx,
} from './states/choropleth.tsx';
import { HospitalTiles, hospitalTilesHeightPx } from './states/hospital-tiles.tsx';
import { MostHospitals, mostHospitalsHeightPx } from './states/most-hospitals.tsx';
import {
  ACCOUNTS,
  DEPARTMENTS,
  HOSPITALS,
  NETWORK_NAMES,
  STATES_2013,
  readPlaces,
  type Cell,
  type Place,
  type Places,
} from './states/places.ts';
import { Timetable, timetableLayout } from './states/timetable.tsx';

export const states = definePanel({
  id: 'states',
  number: 7,
  title: 'State by state',
  question: 'Who is where, state by state?',
  figures: [HOSPITALS, DEPARTMENTS, ACCOUNTS, STATES_2013],
  ground: 'paper',
  takeaway,
  alt,
  tables,
  Picture,
  finePrint,
});

/** The words a share of the whole list may carry; the list holds every county, its interval speaks of the process behind it. */
function takeaway(figures: Figures): Words {
  const { places, departmentNetworks } = readPlaces(figures);
  const said = departmentNetworks.flatMap((network) => {
    const row = nationRow(figures, network);
    const words = row && shareWording(row.value / 100, fraction(row.lower), fraction(row.upper));
    return words ? [{ words, name: NETWORK_NAMES[network].split(',')[0] }] : [];
  });
  const [first, second] = said;
  if (!first) return hospitalTakeaway(places, figures);
  const rest = second ? `; ${second.words} were on ${second.name}` : '';
  return `${capital(first.words)} county health departments were on ${first.name} in ${yearOf(figures)}${rest}`;
}

const fraction = (percent: number | null): number | null => (percent === null ? null : percent / 100);

function hospitalTakeaway(places: readonly Place[], figures: Figures): Words {
  const counted = places.filter((place) => place.hospitals !== null);
  const [most] = [...counted].sort((a, b) => (b.hospitals?.value ?? 0) - (a.hospitals?.value ?? 0));
  if (!most?.hospitals) return emptySentence(figures[HOSPITALS]);
  return [
    `${most.state.name} has the most hospitals in the registry: `,
    cite(displayCount(most.hospitals.value), HOSPITALS, most.hospitals.id),
  ];
}

function alt(figures: Figures): Words {
  const data = readPlaces(figures);
  return data.places.flatMap((place) => {
    const cells = data.departmentNetworks.flatMap((network) => {
      const cell = place.departmentCells.get(network);
      return cell
        ? [`, ${NETWORK_NAMES[network].split(',')[0]} `, cite(cell.text, DEPARTMENTS, cell.row.id)]
        : [];
    });
    const hospitals = place.hospitals
      ? [
          `${place.state.name}: hospitals `,
          cite(displayCount(place.hospitals.value), HOSPITALS, place.hospitals.id),
        ]
      : [`${place.state.name}: hospitals unknown`];
    return [...hospitals, ...(cells.length > 0 ? ['; health departments', ...cells] : ['']), '. '];
  });
}

function tables(figures: Figures): readonly PanelTable[] {
  const hospitals = rowsOf(figures, HOSPITALS);
  const adoption = [
    { id: DEPARTMENTS, caption: 'County health departments by state and network' },
    { id: ACCOUNTS, caption: 'Hospitals by state and network' },
  ].map(({ id, caption }): PanelTable => {
    const rows = rowsOf(figures, id);
    return {
      caption,
      columns: ['Place', 'Network', 'In words', '95% interval', 'Remark'],
      rows: rows.map((row) => [
        row.label,
        NETWORK_NAMES[row.network as Network],
        textOf(row, 'text'),
        row.lower === null || row.upper === null ? '' : `${row.lower.toFixed(0)}–${row.upper.toFixed(0)}%`,
        row.reason,
      ]),
      ids: rows.map((row) => reference(id, row)),
    };
  });
  const then = rowsOf(figures, STATES_2013);
  return [
    {
      caption: 'Hospitals in the registry, most first',
      columns: ['Place', 'Hospitals', 'Date'],
      rows: [...hospitals]
        .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
        .map((row) => [
          row.label,
          row.value === null ? '' : displayCount(row.value),
          dayInWords(textOf(row, 'date')),
        ]),
      ids: [...hospitals]
        .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
        .map((row) => reference(HOSPITALS, row)),
    },
    ...adoption.filter(({ rows }) => rows.length > 0),
    {
      caption: 'What is left of the state table of 2013',
      columns: ['What', 'What is known', 'Remark'],
      rows: then.map((row) => [row.label, textOf(row, 'note'), row.reason]),
      ids: then.map((row) => reference(STATES_2013, row)),
    },
  ];
}

function finePrint(figures: Figures): Words {
  const [hospital] = rowsOf(figures, HOSPITALS);
  const [department] = rowsOf(figures, DEPARTMENTS);
  const registry = hospital
    ? `Hospitals: ${figures[HOSPITALS]?.base ?? ''}, ${dayInWords(textOf(hospital, 'date'))}; a count of all, so no interval. `
    : '';
  const list = department
    ? `Health departments: ${figures[DEPARTMENTS]?.base ?? ''}, as of ${dayInWords(textOf(department, 'date'))}; a share is of those looked at, intervals in the table. Fewer than ten: counts, no share. `
    : '';
  return `${registry}${list}The state table of 2013 was not recovered; what pages say of it is in the table.`;
}

const GAP_PX = 48;
const HEAD_PX = 34;

function Picture({ figures, widthPx }: PictureProps) {
  const data = readPlaces(figures);
  const hasHospitals = data.places.some(({ hospitals }) => hospitals !== null);
  const networks = data.departmentNetworks.slice(0, 2);
  if (!hasHospitals && networks.length === 0)
    return <EmptyNotice figure={figures[HOSPITALS]} widthPx={widthPx} />;
  const wide = widthPx >= 900;
  const maps = mapsLayout(networks.length, widthPx);
  const tilesTop = maps.heightPx;
  const tilesWidth = wide ? 500 : Math.min(widthPx, 520);
  const tilesHeight = hasHospitals ? HEAD_PX + hospitalTilesHeightPx(tilesWidth) : 0;
  const barsTop = wide ? tilesTop : tilesTop + tilesHeight + GAP_PX;
  const barsWidth = wide ? widthPx - tilesWidth - 64 : widthPx;
  const barsHeight = hasHospitals ? HEAD_PX + mostHospitalsHeightPx() : 0;
  const tableTop = Math.max(tilesTop + tilesHeight, barsTop + barsHeight) + GAP_PX;
  const table = timetableLayout(data.places.length, widthPx);
  return (
    <Drawing widthPx={widthPx} heightPx={tableTop + HEAD_PX + table.heightPx}>
      {networks.length > 0 && <OutlineShapes widthPx={maps.shapesPx} />}
      <Nation
        figures={figures}
        networks={networks}
        x={wide ? maps.at(1).x : 0}
        y={0}
        widthPx={wide ? maps.at(1).widthPx : widthPx}
      />
      {networks.map((network, index) => (
        <DepartmentMap
          key={network}
          network={network}
          data={data}
          shapesPx={maps.shapesPx}
          {...maps.at(index)}
        />
      ))}
      {hasHospitals && (
        <g>
          <SmallHead
            x={0}
            y={tilesTop}
            widthPx={tilesWidth}
            text="Hospitals in the registry, every place one tile"
          />
          <HospitalTiles x={0} y={tilesTop + HEAD_PX} widthPx={tilesWidth} places={data.places} />
          <SmallHead
            x={widthPx - barsWidth}
            y={barsTop}
            widthPx={barsWidth}
            text="The twelve places with most hospitals"
          />
          <MostHospitals
            x={widthPx - barsWidth}
            y={barsTop + HEAD_PX}
            widthPx={barsWidth}
            places={data.places}
            then={rowsOf(figures, STATES_2013)}
          />
        </g>
      )}
      <TableKey y={tableTop} widthPx={widthPx} />
      <Timetable x={0} y={tableTop + HEAD_PX} widthPx={widthPx} data={data} />
    </Drawing>
  );
}

/** A tablet shows the shapes of a smaller map, a little enlarged: its coastline is not worth a second download. */
const NARROW_SHAPES_PX = 540;

interface MapPlace {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

interface MapsLayout {
  readonly heightPx: number;
  /** Width of the largest map, for which the outlines are drawn. */
  readonly shapesPx: number;
  readonly at: (index: number) => MapPlace;
}

/** The first map is the hero; a second stands beside it, smaller, on the sheet and below it on the phone. */
function mapsLayout(count: number, widthPx: number): MapsLayout {
  if (count === 0) return { heightPx: 0, shapesPx: 0, at: () => ({ x: 0, y: 0, widthPx }) };
  const caption = HEAD_PX + LEGEND_HEIGHT_PX + 14;
  if (widthPx < 900) {
    const shapesPx = Math.min(widthPx, NARROW_SHAPES_PX);
    const step = (choroplethHeightPx(shapesPx) * widthPx) / shapesPx + caption + 28;
    return {
      heightPx: NATION_PX * 2 + count * step + 8,
      shapesPx,
      at: (index) => ({ x: 0, y: NATION_PX * 2 + index * step, widthPx }),
    };
  }
  const heroPx = Math.round(widthPx * 0.62);
  const sidePx = widthPx - heroPx - GAP_PX;
  const heroHeight = choroplethHeightPx(heroPx);
  return {
    heightPx: heroHeight + caption + 40,
    shapesPx: heroPx,
    at: (index) =>
      index === 0
        ? { x: 0, y: 0, widthPx: heroPx }
        : { x: heroPx + GAP_PX, y: heroHeight - Math.ceil((heroHeight * sidePx) / heroPx), widthPx: sidePx },
  };
}

interface DepartmentMapProps extends MapPlace {
  readonly network: Network;
  readonly data: Places;
  readonly shapesPx: number;
}

function DepartmentMap({ network, data, shapesPx, x, y, widthPx }: DepartmentMapProps) {
  const cells = new Map<string, Cell>();
  for (const { state, departmentCells } of data.places) {
    const cell = departmentCells.get(network);
    if (cell) cells.set(state.code, cell);
  }
  const mapTop = y + HEAD_PX;
  const legendTop = mapTop + (choroplethHeightPx(shapesPx) * widthPx) / shapesPx + 12;
  return (
    <g>
      <Label x={x} y={y + 16} face="display" sizePx={SIZE.lead} role={networkRole(network)}>
        {NETWORK_NAMES[network]}
      </Label>
      <Choropleth x={x} y={mapTop} widthPx={widthPx} shapesPx={shapesPx} network={network} cells={cells} />
      <Legend x={x} y={legendTop} widthPx={widthPx} network={network} shapesPx={shapesPx} />
    </g>
  );
}

/** Height of one network's line of the national count. */
const NATION_PX = 62;

interface NationProps {
  readonly figures: Figures;
  readonly networks: readonly Network[];
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

/** What the maps add up to: the share of the whole list, large, and what was counted. */
function Nation({ figures, networks, x, y, widthPx }: NationProps) {
  const rows = networks.flatMap((network) => nationRow(figures, network) ?? []);
  return (
    <g>
      {rows.map((row, index) => {
        const numeral = displayPercent(row.value / 100, row.n);
        const besideX = x + 124;
        const top = y + index * NATION_PX;
        return (
          <g key={row.id} data-figure={reference(DEPARTMENTS, row)}>
            <Label
              x={x}
              y={top + 34}
              face="display"
              sizePx={SIZE.larger}
              role={index === 0 ? 'accent' : 'ink'}
            >
              {numeral}
            </Label>
            <TextBlock
              x={besideX}
              y={top + 17}
              widthPx={widthPx - 124}
              sizePx={SIZE.small}
              role="ink2"
              leading={1.35}
            >
              {`on ${NETWORK_NAMES[row.network as Network].split(',')[0]}: ${displayCount(numberOf(row, 'present') ?? 0)} of ${displayCount(row.n ?? 0)} county health departments, ${yearOf(figures)}`}
            </TextBlock>
          </g>
        );
      })}
    </g>
  );
}

function nationRow(figures: Figures, network: Network): (FigureRow & { readonly value: number }) | null {
  const row = rowsOf(figures, DEPARTMENTS).find((one) => one.state === 'US' && one.network === network);
  return row && row.value !== null && row.display === 'rate' ? { ...row, value: row.value } : null;
}

function SmallHead({
  x,
  y,
  widthPx,
  text,
}: {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly text: string;
}) {
  return (
    <g>
      <path d={`M${round(x)} ${round(y)}h${round(widthPx)}`} stroke={ink('ink')} />
      <Label x={x} y={y + 20} face="sansBold">
        {text}
      </Label>
    </g>
  );
}

const KEY = 'not known yet · 0% none · – not in the list';

/** What the marks of the timetable mean, on its own line above it. */
function TableKey({ y, widthPx }: { readonly y: number; readonly widthPx: number }) {
  const ringX = widthPx - textWidthPx(KEY, 'sans', SIZE.fine) - 10;
  return (
    <g>
      <Label x={0} y={y + 12} face="sansBold">
        All places
      </Label>
      <circle cx={round(ringX)} cy={y + 8} r="4" fill="none" stroke={ink('ink3')} stroke-dasharray="2 1.5" />
      <Label x={widthPx} y={y + 12} sizePx={SIZE.fine} role="ink2" anchor="end">
        {KEY}
      </Label>
    </g>
  );
}

const yearOf = (figures: Figures): string => String(rowsOf(figures, DEPARTMENTS)[0]?.date ?? '').slice(0, 4);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
