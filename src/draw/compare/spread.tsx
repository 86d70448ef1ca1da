/** The comparison on the page: text in two columns, seven questions, each number with the words that it stands on. */

import { Doors } from '../chapter.tsx';
import type { Figures } from '../panel.ts';
import { Sentence } from '../sentence.tsx';
import { chapterName } from './chapter-name.ts';
import { spreads, type Entry, type Spread } from './entries.ts';
import { thenAndNow } from './then-and-now.tsx';

export interface ThenAndNowProps {
  readonly figures: Figures;
  /** The pulse line runs down the right margin. */
  readonly threadAtRight: boolean;
}

export function ThenAndNow({ figures, threadAtRight }: ThenAndNowProps) {
  const { id, ground, question, takeaway, finePrint } = thenAndNow;
  return (
    <section
      class={['chapter', ground, 'compare', threadAtRight && 'right'].filter(Boolean).join(' ')}
      id={id}
      aria-labelledby={`${id}-finding`}
    >
      <div class="wrap">
        <p class="question">{question}</p>
        <h2 id={`${id}-finding`}>
          <Sentence words={takeaway(figures)} />
        </h2>
        <p class="years" aria-hidden="true">
          <b>2013</b>
          <b>Since</b>
        </p>
        {spreads(figures).map((spread) => (
          <Question key={spread.chapter} spread={spread} />
        ))}
        <p class="fine">
          <Sentence words={finePrint(figures)} />
        </p>
        <Doors panel={thenAndNow} figures={figures} />
      </div>
    </section>
  );
}

function Question({ spread }: { readonly spread: Spread }) {
  const { chapter, pairings, gather } = spread;
  return (
    <div class="ask">
      <h3>
        <a href={`#${chapter}`}>{chapterName(chapter)}</a>
      </h3>
      {pairings.map(({ then, now }, index) => (
        <div key={then.row.id} class="pair">
          <Side entries={[then]} />
          <Side entries={now} gather={index === pairings.length - 1 ? gather : ''} />
        </div>
      ))}
    </div>
  );
}

interface SideProps {
  readonly entries: readonly Entry[];
  readonly gather?: string;
}

function Side({ entries, gather = '' }: SideProps) {
  return (
    <div>
      {entries.map((entry) => (
        <div key={entry.row.id} class={entry.same ? 'known same' : 'known'}>
          <p class="tag">{entry.tag}</p>
          {entry.number !== '' && (
            <p>
              <b data-figure={entry.figure}>{entry.number}</b> {entry.aside}
            </p>
          )}
          {entry.words !== '' && (
            <p class="words" data-figure={entry.figure}>
              {entry.words === 'lost' ? <i>{entry.words}</i> : entry.words}
            </p>
          )}
          <p>
            <strong>{entry.label}</strong>
          </p>
          <p>{entry.definition}</p>
        </div>
      ))}
      {gather !== '' && <p class="gather">{gather}</p>}
    </div>
  );
}
