/** A sentence with cited numbers set upon a drawing, broken into lines of nearly equal length. */

import { ink, type Role } from '../theme.ts';
import { FACES, balanceText, wrapText, type Face } from '../type.ts';
import { piecesByLine, plain, type Words } from '../words.ts';
import { round } from './round.ts';

export interface WordsBlockProps {
  readonly words: Words;
  readonly x: number;
  /** Baseline of the first line. */
  readonly y: number;
  readonly widthPx: number;
  readonly face: Face;
  readonly sizePx: number;
  readonly role: Role;
  /** The colour of cited numbers; the text's own unless told. */
  readonly citedRole?: Role;
  readonly leading?: number;
  /** Lines of nearly equal length, as for headlines. */
  readonly balanced?: boolean;
}

export function WordsBlock(props: WordsBlockProps) {
  const { words, x, y, face, sizePx, role, citedRole = role, leading = 1.3 } = props;
  const { family, weight, slant } = FACES[face];
  return (
    <text
      x={round(x)}
      y={round(y)}
      font-family={family}
      font-weight={weight}
      font-style={slant}
      font-size={sizePx}
      fill={ink(role)}
    >
      {piecesByLine(words, wordsLines(props)).map((pieces, line) => (
        <tspan key={line} x={round(x)} dy={line === 0 ? 0 : round(sizePx * leading)}>
          {pieces.map((piece, index) =>
            typeof piece === 'string' ? (
              piece
            ) : (
              <tspan key={index} fill={ink(citedRole)} data-figure={piece.figure}>
                {piece.text}
              </tspan>
            ),
          )}
        </tspan>
      ))}
    </text>
  );
}

/** The lines into which a `WordsBlock` of the same measures breaks. */
export function wordsLines({
  words,
  face,
  sizePx,
  widthPx,
  balanced = false,
}: Pick<WordsBlockProps, 'words' | 'face' | 'sizePx' | 'widthPx' | 'balanced'>): readonly string[] {
  return (balanced ? balanceText : wrapText)(plain(words), face, sizePx, widthPx);
}
