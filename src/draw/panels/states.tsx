/**
 * Chapter 7: state by state. Maps of the health departments, one scale for every network; hospitals as tiles; and
 * the timetable of all places, in which unknown, none and not listed are three different marks.
 */

import { shareWording } from '../../measure/claims.ts';
import { displayCount } from '../../measure/rounding.ts';
import type { Network } from '../../records.ts';
import { dayInWords } from '../edition.ts';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice, emptySentence } from '../marks/empty-notice.tsx';
import { Label } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { SmallHead } from '../marks/small-head.tsx';
import { nameThen, nameThenAndNow } from '../networks.ts';
import { definePanel, type Figures, type PanelTable, type PictureProps } from '../panel.ts';
import { reference, rowsOf, textOf } from '../rows.ts';
import { ink } from '../theme.ts';
import { SIZE, textWidthPx } from '../type.ts';
import { cite, type Words } from '../words.ts';
import { MapShapes } from './states/choropleth.tsx';
import { HospitalTiles, hospitalTilesHeightPx } from './states/hospital-tiles.tsx';
import { mapLayers, type MapLayer } from './states/layers.ts';
import { LayerMaps, layerMapsHeightPx, mapShapesPx } from './states/maps.tsx';
import { MostHospitals, mostHospitalsHeightPx } from './states/most-hospitals.tsx';
import { ACCOUNTS, DEPARTMENTS, HOSPITALS, STATES_2013, readPlaces, type Places } from './states/places.ts';
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
  const data = readPlaces(figures);
  const claims = mapLayers(figures, data)
    .map(layerClaim)
    .filter((words) => words !== '');
  return claims[0] ?? hospitalTakeaway(data, figures);
}

function layerClaim({ maps, who, own, date }: MapLayer): string {
  const said = maps.flatMap((map) => {
    const row = own ? map.own : map.nation;
    const words = row && shareWording(row.value / 100, fraction(row.lower), fraction(row.upper));
    return words ? [{ words, name: nameThen(map.network, date) }] : [];
  });
  const [first, second] = said;
  if (!first) return '';
  const of = first.words.endsWith('half') ? ' of the' : '';
  const where = own ? ` in ${own.name}` : '';
  // The same word twice would only tell a reader that there are two networks.
  const rest = second && second.words !== first.words ? `; ${second.words} were on ${second.name}` : '';
  return `${capital(first.words)}${of} ${who}${where} were on ${first.name} in ${date.slice(0, 4)}${rest}`;
}

const fraction = (percent: number | null): number | null => (percent === null ? null : percent / 100);

function hospitalTakeaway({ places, own }: Places, figures: Figures): Words {
  if (own?.hospitals)
    return [
      `Hospitals of ${own.state.name} in the registry: `,
      cite(displayCount(own.hospitals.value), HOSPITALS, own.hospitals.id),
    ];
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
        ? [`, ${nameThen(network, textOf(cell.row, 'date'))} `, cite(cell.text, DEPARTMENTS, cell.row.id)]
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
        nameThenAndNow(row.network as Network, textOf(row, 'date')),
        textOf(row, 'text'),
        row.lower === null || row.upper === null ? '' : `${row.lower.toFixed(0)}–${row.upper.toFixed(0)}%`,
        row.reason,
      ]),
      ids: rows.map((row) => reference(id, row)),
    };
  });
  const then = rowsOf(figures, STATES_2013);
  const all: readonly PanelTable[] = [
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
    ...adoption,
    {
      caption: 'What is left of the state table of 2013',
      columns: ['What', 'What is known', 'Remark'],
      rows: then.map((row) => [row.label, textOf(row, 'note'), row.reason]),
      ids: then.map((row) => reference(STATES_2013, row)),
    },
  ];
  return all.filter(({ rows }) => rows.length > 0);
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
  const then =
    rowsOf(figures, STATES_2013).length > 0
      ? 'The state table of 2013 was not recovered; what pages say of it is in the table.'
      : '';
  return `${registry}${list}${then}`.trim() || emptySentence(figures[HOSPITALS]);
}

const GAP_PX = 48;
const HEAD_PX = 34;

function Picture({ figures, widthPx }: PictureProps) {
  const data = readPlaces(figures);
  const layers = mapLayers(figures, data);
  const hasHospitals = data.places.some(({ hospitals }) => hospitals !== null);
  if (!hasHospitals && layers.length === 0)
    return <EmptyNotice figure={figures[HOSPITALS]} widthPx={widthPx} />;
  const mapsEnd = layers.reduce((sum, layer) => sum + layerMapsHeightPx(layer, widthPx), 0);
  const tableTop = mapsEnd + (hasHospitals ? registryHeightPx(widthPx) + GAP_PX : 0);
  const networks = [...new Set(layers.flatMap(({ maps }) => maps.map(({ network }) => network)))];
  return (
    <Drawing
      widthPx={widthPx}
      heightPx={tableTop + HEAD_PX + timetableLayout(data.places.length, widthPx).heightPx}
    >
      {networks.length > 0 && (
        <MapShapes widthPx={mapShapesPx(widthPx)} pictureWidthPx={widthPx} networks={networks} />
      )}
      {layers.map((layer, index) => (
        <LayerMaps
          key={layer.figureId}
          layer={layer}
          y={layers.slice(0, index).reduce((sum, above) => sum + layerMapsHeightPx(above, widthPx), 0)}
          widthPx={widthPx}
        />
      ))}
      {hasHospitals && <Registry figures={figures} data={data} y={mapsEnd} widthPx={widthPx} />}
      <TableKey y={tableTop} widthPx={widthPx} />
      <Timetable x={0} y={tableTop + HEAD_PX} widthPx={widthPx} data={data} />
    </Drawing>
  );
}

interface RegistryFrame {
  readonly tilesPx: number;
  readonly barsPx: number;
  readonly barsDown: number;
}

/** Tiles and bars beside each other on the sheet, one below the other where it is narrower. */
function registryFrame(widthPx: number): RegistryFrame {
  if (widthPx >= 900) return { tilesPx: 500, barsPx: widthPx - 500 - 64, barsDown: 0 };
  return { tilesPx: widthPx, barsPx: widthPx, barsDown: HEAD_PX + hospitalTilesHeightPx(widthPx) + GAP_PX };
}

function registryHeightPx(widthPx: number): number {
  const { tilesPx, barsDown } = registryFrame(widthPx);
  return Math.max(HEAD_PX + hospitalTilesHeightPx(tilesPx), barsDown + HEAD_PX + mostHospitalsHeightPx());
}

interface RegistryProps {
  readonly figures: Figures;
  readonly data: Places;
  readonly y: number;
  readonly widthPx: number;
}

/** How many hospitals there are: every place as a tile, and the longest bars. */
function Registry({ figures, data, y, widthPx }: RegistryProps) {
  const { tilesPx, barsPx, barsDown } = registryFrame(widthPx);
  const barsX = widthPx - barsPx;
  return (
    <g>
      <SmallHead x={0} y={y} widthPx={tilesPx} text="Hospitals in the registry, every place one tile" />
      <HospitalTiles x={0} y={y + HEAD_PX} widthPx={tilesPx} data={data} />
      <SmallHead x={barsX} y={y + barsDown} widthPx={barsPx} text="The twelve places with most hospitals" />
      <MostHospitals
        x={barsX}
        y={y + barsDown + HEAD_PX}
        widthPx={barsPx}
        data={data}
        then={rowsOf(figures, STATES_2013)}
      />
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

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
