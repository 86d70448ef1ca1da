/** What a picture says where it has no data: one well-set sentence on what to gather, and no number. */

import type { Figure } from '../../records.ts';
import { ink } from '../theme.ts';
import { SIZE, wrapText } from '../type.ts';
import { Drawing } from './drawing.tsx';
import { TextBlock } from './label.tsx';

export interface EmptyNoticeProps {
  readonly figure: Figure | undefined;
  readonly widthPx: number;
}

/** The sentence of an empty figure. */
export function emptySentence(figure: Figure | undefined): string {
  return figure?.notes[0] ?? 'Nothing has been gathered for this panel yet.';
}

export function EmptyNotice({ figure, widthPx }: EmptyNoticeProps) {
  const sentence = emptySentence(figure);
  const lines = wrapText(sentence, 'italic', SIZE.lead, widthPx - 64).length;
  const heightPx = 56 + lines * SIZE.lead * 1.35;
  return (
    <Drawing widthPx={widthPx} heightPx={heightPx}>
      <rect
        x="1"
        y="1"
        width={widthPx - 2}
        height={heightPx - 2}
        fill="none"
        stroke={ink('ink3')}
        stroke-dasharray="2 6"
      />
      <TextBlock
        x={32}
        y={28 + SIZE.lead}
        face="italic"
        sizePx={SIZE.lead}
        role="ink2"
        widthPx={widthPx - 64}
        leading={1.35}
      >
        {sentence}
      </TextBlock>
    </Drawing>
  );
}
