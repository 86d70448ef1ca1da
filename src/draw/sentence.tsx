/** A sentence in HTML: every cited number points at its figure row. */

import type { Words } from './words.ts';

export function Sentence({ words }: { readonly words: Words }) {
  if (typeof words === 'string') return <>{words}</>;
  return (
    <>
      {words.map((piece, index) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          <span key={index} class="cited" data-figure={piece.figure}>
            {piece.text}
          </span>
        ),
      )}
    </>
  );
}
