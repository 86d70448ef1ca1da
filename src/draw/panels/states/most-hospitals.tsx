/** The places with most hospitals as a ranked list of bars: counts of a full registry, so the order is exact. */

import { displayCount } from '../../../measure/rounding.ts';
import type { FigureRow } from '../../../records.ts';
import { Label, TextBlock } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { reference, textOf } from '../../rows.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import { HOSPITALS, STATES_2013, type Places } from './places.ts';

const SHOWN = 12;
const ROW_PX = 23;
const NAME_PX = 118;
const NOTE_PX = 64;

export interface MostHospitalsProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly data: Places;
  /** What is left of the state table of 2013. */
  readonly then: readonly FigureRow[];
}

export function mostHospitalsHeightPx(): number {
  return SHOWN * ROW_PX + NOTE_PX + 12;
}

export function MostHospitals({ x, y, widthPx, data, then }: MostHospitalsProps) {
  const ranked = data.places
    .flatMap(({ state, hospitals }) => (hospitals ? [{ state, hospitals }] : []))
    .sort((a, b) => b.hospitals.value - a.hospitals.value)
    .slice(0, SHOWN);
  const most = ranked[0]?.hospitals.value ?? 1;
  const barPx = widthPx - NAME_PX - 44;
  const [known] = then.filter((row) => textOf(row, 'note') !== '' && row.reason.startsWith('another page'));
  return (
    <g>
      {ranked.map(({ state, hospitals }, index) => {
        const top = y + index * ROW_PX;
        const figure = reference(HOSPITALS, hospitals);
        return (
          <g key={state.code}>
            <Label x={x} y={top + 13}>
              {state.name}
            </Label>
            <path
              d={`M${round(x + NAME_PX)} ${round(top + 3)}h${round((barPx * hospitals.value) / most)}v12h-${round((barPx * hospitals.value) / most)}z`}
              fill={ink(state === data.own?.state ? 'accent' : 'ink')}
              data-figure={figure}
            />
            <Label x={x + widthPx} y={top + 13} face="sansBold" anchor="end" figure={figure}>
              {displayCount(hospitals.value)}
            </Label>
          </g>
        );
      })}
      {known && (
        <TextBlock
          x={x}
          y={y + SHOWN * ROW_PX + 22}
          widthPx={widthPx}
          face="italic"
          sizePx={SIZE.small}
          role="ink2"
          figure={reference(STATES_2013, known)}
        >
          {`Most on the list of 2013: ${textOf(known, 'note')}, says one page; ${known.reason.replace(/^another page differs: \S+ /, 'another ')}. The table itself was not recovered.`}
        </TextBlock>
      )}
    </g>
  );
}
