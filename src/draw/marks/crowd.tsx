/**
 * A crowd of glyphs on a grid, as areas filled with a pattern of one glyph: a hundred people weigh as little as one. The areas are
 * cut to whole cells, so no glyph is ever shown in part.
 */

import { ink, type Role } from '../theme.ts';
import type { Glyph } from './glyphs.ts';
import { scalePath } from './glyphs.ts';
import { round } from './round.ts';

export interface CrowdPatternProps {
  /** Unique on the page: name the panel, the width and the use. */
  readonly id: string;
  readonly glyph: Glyph;
  readonly role: Role;
  /** Size of a cell in px. */
  readonly stepX: number;
  readonly stepY: number;
  readonly scale?: number;
}

/** Put one into the drawing for each glyph and colour. */
export function CrowdPattern({ id, glyph, role, stepX, stepY, scale = 1 }: CrowdPatternProps) {
  const [x, y] = glyph.start;
  return (
    <pattern id={id} width={stepX} height={stepY} patternUnits="userSpaceOnUse">
      <path fill={ink(role)} d={`M${round(x * scale)} ${round(y * scale)}${scalePath(glyph.path, scale)}`} />
    </pattern>
  );
}

export interface CrowdProps {
  readonly pattern: string;
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
  readonly stepX: number;
  readonly stepY: number;
  /** Cells are filled row by row from the bottom left; these from `from` up to before `to`. */
  readonly from: number;
  readonly to: number;
  /** `FIGURE/ROW` that it shows. */
  readonly figure?: string;
}

export function Crowd(props: CrowdProps) {
  const { pattern, x, y, figure } = props;
  if (props.to <= props.from) return null;
  return (
    <path
      transform={`translate(${round(x)} ${round(y)})`}
      d={cellsPath(props)}
      fill={`url(#${pattern})`}
      data-figure={figure}
    />
  );
}

/** The outline of the cells: at most a part of a row, a block of whole rows, and a part of a row. */
function cellsPath({ columns, rows, stepX, stepY, from, to }: CrowdProps): string {
  let path = '';
  for (let index = from; index < to;) {
    const column = index % columns;
    const row = Math.floor(index / columns);
    const whole = column === 0 ? Math.max(1, Math.floor((to - index) / columns)) : 1;
    const count = Math.min(columns - column, to - index);
    const width = round(count * stepX);
    const height = round(whole * stepY);
    path += `M${round(column * stepX)} ${round((rows - row - whole) * stepY)}h${width}v${height}h${-width}z`;
    index += count === columns ? whole * columns : count;
  }
  return path;
}
