/** The list as a crowd: all hospitals of the country with the listed ones first, and the listed ones seen closer by network. */

import { displayCount, displayPercent } from '../../../measure/rounding.ts';
import { dayInWords } from '../../edition.ts';
import { Label, TextBlock } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { reference, textOf } from '../../rows.ts';
import { ink, networkRole } from '../../theme.ts';
import { SIZE, textWidthPx } from '../../type.ts';
import { LIST, type HospitalList, type NetworkCount } from './counts.ts';
import { Crowd, CrowdLine, HOSPITALS_A_GLYPH } from './crowd.tsx';

export interface ListedProps {
  readonly list: HospitalList;
  readonly widthPx: number;
}

interface Layout {
  readonly frame: Frame;
  readonly field: FieldLayout;
  readonly rows: RowLayout;
  readonly rowsTop: number;
  readonly heightPx: number;
}

function layoutFor({ list, widthPx }: ListedProps): Layout {
  const frame = frameFor(widthPx);
  const field = fieldLayout(list, widthPx, frame);
  const rows = rowLayout(list, widthPx, frame);
  const rowsTop = field.heightPx + 44;
  return { frame, field, rows, rowsTop, heightPx: rowsTop + list.networks.length * rows.heightPx };
}

export function listedHeightPx(props: ListedProps): number {
  return layoutFor(props).heightPx;
}

export function Listed({ list, widthPx }: ListedProps) {
  const { frame, field, rows, rowsTop } = layoutFor({ list, widthPx });
  return (
    <g>
      <CrowdLine glyphs={frame.fieldColumns} widthPx={widthPx} />
      <Zoom
        from={[0, field.listedPx, field.heightPx - 12]}
        to={[frame.labelPx, widthPx - frame.numberPx, rowsTop - 12]}
      />
      <Field list={list} frame={frame} layout={field} widthPx={widthPx} />
      {list.networks.map((network, index) => (
        <NetworkRow
          key={network.network}
          network={network}
          leading={index === 0}
          listed={list.total.value}
          y={rowsTop + index * rows.heightPx}
          frame={frame}
          layout={rows}
          widthPx={widthPx}
        />
      ))}
    </g>
  );
}

interface Frame {
  readonly fieldColumns: number;
  readonly crowdLines: number;
  readonly labelPx: number;
  readonly numberPx: number;
  readonly stacked: boolean;
}

/** How the crowd is set at a width: the sheet has name, crowd and number in one row, the phone sets the crowd below its name. */
function frameFor(widthPx: number): Frame {
  if (widthPx < 520) return { fieldColumns: 33, crowdLines: 3, labelPx: 0, numberPx: 0, stacked: true };
  if (widthPx < 900) return { fieldColumns: 58, crowdLines: 3, labelPx: 124, numberPx: 100, stacked: false };
  return { fieldColumns: 77, crowdLines: 2, labelPx: 148, numberPx: 120, stacked: false };
}

/** A wedge from the listed hospitals of the field to the rows below: these are the same hospitals, seen closer. */
function Zoom({
  from,
  to,
}: {
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
}) {
  const [fromLeft, fromRight, fromY] = from.map(round);
  const [toLeft, toRight, toY] = to.map(round);
  return <path d={`M${fromLeft} ${fromY}H${fromRight}L${toRight} ${toY}H${toLeft}z`} fill={ink('wash')} />;
}

interface FieldLayout {
  readonly stepPx: number;
  readonly slots: number;
  readonly lines: number;
  readonly top: number;
  /** Width of the listed hospitals within the field. */
  readonly listedPx: number;
  readonly heightPx: number;
}

/** The whole country as glyphs, the listed ones first: how far the list reached. */
function fieldLayout(list: HospitalList, widthPx: number, frame: Frame): FieldLayout {
  const all = list.country[0]?.value ?? list.total.value;
  const slots = Math.round(all / HOSPITALS_A_GLYPH);
  const stepPx = widthPx / frame.fieldColumns;
  const lines = Math.ceil(slots / frame.fieldColumns);
  const top = frame.stacked ? 84 : 70;
  const listedPx = Math.ceil(slotsOf(list.total.value) / lines) * stepPx;
  return { stepPx, slots, lines, top, listedPx, heightPx: top + lines * stepPx + 20 };
}

interface FieldProps {
  readonly list: HospitalList;
  readonly frame: Frame;
  readonly layout: FieldLayout;
  readonly widthPx: number;
}

function Field({ list, frame, layout, widthPx }: FieldProps) {
  const [country] = list.country;
  const numeralPx = frame.stacked ? SIZE.huge : SIZE.hero;
  const numeral = displayCount(list.total.value);
  const besideX = textWidthPx(numeral, 'display', numeralPx) + 16;
  return (
    <g>
      <Label
        x={0}
        y={numeralPx * 0.82}
        face="display"
        sizePx={numeralPx}
        figure={reference(LIST, list.total)}
      >
        {numeral}
      </Label>
      <TextBlock x={besideX} y={numeralPx * 0.82 - 22} widthPx={170} sizePx={SIZE.body} leading={1.3}>
        {`hospitals on the list, ${dayInWords(textOf(list.total, 'date'))}`}
      </TextBlock>
      {country && (
        <Label
          x={widthPx}
          y={frame.stacked ? 72 : 48}
          sizePx={frame.stacked ? SIZE.fine : SIZE.small}
          role="ink2"
          anchor="end"
          figure={reference(LIST, country)}
        >
          {`of ${displayCount(country.value)} in the country; each sign is ${HOSPITALS_A_GLYPH} hospitals`}
        </Label>
      )}
      <Crowd
        x={0}
        y={layout.top}
        filled={slotsOf(list.total.value)}
        slots={layout.slots}
        lines={layout.lines}
        stepPx={layout.stepPx}
        pictureWidthPx={widthPx}
        role="ink"
        quiet="rule"
        figure={reference(LIST, list.total)}
      />
    </g>
  );
}

const slotsOf = (listed: number): number => Math.round(listed / HOSPITALS_A_GLYPH);

interface RowLayout {
  readonly stepPx: number;
  readonly heightPx: number;
}

function rowLayout(list: HospitalList, widthPx: number, frame: Frame): RowLayout {
  const slots = slotsOf(list.total.value);
  const columns = Math.ceil(slots / frame.crowdLines);
  const stepPx = Math.min(28, (widthPx - frame.labelPx - frame.numberPx) / columns);
  return { stepPx, heightPx: frame.crowdLines * stepPx + (frame.stacked ? 46 : 20) };
}

interface NetworkRowProps {
  readonly network: NetworkCount;
  readonly leading: boolean;
  readonly listed: number;
  readonly y: number;
  readonly frame: Frame;
  readonly layout: RowLayout;
  readonly widthPx: number;
}

function NetworkRow({ network, leading, listed, y, frame, layout, widthPx }: NetworkRowProps) {
  const { stacked } = frame;
  const middle = y + (frame.crowdLines * layout.stepPx) / 2;
  const figure = reference(LIST, network.row);
  return (
    <g>
      <Label x={0} y={stacked ? y + 16 : middle + 2} face="sansBold" sizePx={SIZE.body}>
        {network.label}
      </Label>
      <Crowd
        x={frame.labelPx}
        y={stacked ? y + 26 : y}
        filled={network.count / HOSPITALS_A_GLYPH}
        slots={slotsOf(listed)}
        lines={frame.crowdLines}
        stepPx={layout.stepPx}
        pictureWidthPx={widthPx}
        role={networkRole(network.network)}
        quiet="rule"
        figure={figure}
      />
      <Label
        x={stacked ? widthPx - 52 : widthPx}
        y={stacked ? y + 17 : middle + 4}
        face="display"
        sizePx={stacked ? SIZE.title : SIZE.large}
        role={leading ? 'accent' : 'ink'}
        anchor="end"
        figure={figure}
      >
        {displayCount(network.count)}
      </Label>
      <Label
        x={widthPx}
        y={stacked ? y + 16 : middle + 23}
        sizePx={stacked ? SIZE.fine : SIZE.small}
        role="ink2"
        anchor="end"
        figure={figure}
      >
        {displayPercent(network.share, listed)}
      </Label>
    </g>
  );
}
