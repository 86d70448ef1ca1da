/** The part of the row of plates that no plate stands in. */

import { TextBlock } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';

interface RestProps {
  readonly x: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly words: string;
}

/** The places that no practice earned. */
export function Rest({ x, widthPx, heightPx, words }: RestProps) {
  return (
    <g>
      <rect
        x={round(x + 0.5)}
        y="0.5"
        width={round(widthPx - 1)}
        height={round(heightPx - 1)}
        fill="none"
        stroke={ink('ink3')}
        stroke-dasharray="2 5"
      />
      <TextBlock
        x={x + 18}
        y={40}
        widthPx={widthPx - 36}
        face="italic"
        sizePx={SIZE.body}
        role="ink2"
        leading={1.4}
      >
        {words}
      </TextBlock>
    </g>
  );
}
