/** A chapter of the page: number, question, takeaway, picture, fine print, and the three doors table, download and enlarge. */

import { Fragment } from 'preact';
import { headline, isSilent, type Figures, type PanelDefinition, type PanelTable } from './panel.ts';
import { drawPicture } from './picture.ts';
import { Sentence } from './sentence.tsx';
import { ink } from './theme.ts';
import { beatDown } from './thread.ts';

export interface ChapterProps {
  readonly panel: PanelDefinition;
  readonly figures: Figures;
  /** The pulse line runs down the right margin, because the curve of growth has carried it there. */
  readonly threadAtRight: boolean;
}

/** Widths that pictures are drawn for: phone, tablet, sheet. Beside its headline one drawing serves tablet and sheet. */
const WIDTHS = {
  below: { phone: 328, tablet: 696, sheet: 1104 },
  beside: { phone: 328, 'tablet only': 712 },
} as const;

export function Chapter({ panel, figures, threadAtRight }: ChapterProps) {
  const { id } = panel;
  const layout = panel.layout ?? 'below';
  const threaded = panel.thread !== undefined;
  const silent = isSilent(panel, figures);
  const isTall =
    layout === 'below' &&
    drawPicture(panel, figures, WIDTHS.below.tablet).heightPx > TALL * WIDTHS.below.tablet;
  const classes = ['chapter', panel.ground, threadAtRight && 'right', threaded && 'threaded'];
  return (
    <section class={classes.filter(Boolean).join(' ')} id={id} aria-labelledby={`${id}-finding`}>
      <div class={`wrap ${layout}`}>
        {!threaded && <Blip />}
        <div class="head">
          <p class="number" aria-hidden="true">
            {panel.number}
          </p>
          <p class="question">{panel.question}</p>
          <h2 id={`${id}-finding`}>
            <Sentence words={headline(panel, figures)} />
          </h2>
        </div>
        <figure>
          <div
            class={isTall ? 'picture tall' : 'picture'}
            role="img"
            aria-labelledby={`${id}-finding`}
            aria-describedby={`${id}-words`}
          >
            {Object.entries(WIDTHS[layout]).map(([name, widthPx]) => (
              <Picture key={name} panel={panel} figures={figures} name={name} widthPx={widthPx} />
            ))}
          </div>
          <figcaption class="after">
            <p class="unseen" id={`${id}-words`}>
              <Sentence words={panel.alt(figures)} />
            </p>
            {!silent && (
              <p class="fine">
                <Sentence words={panel.finePrint(figures)} />
              </p>
            )}
          </figcaption>
        </figure>
        {!silent && <Doors panel={panel} figures={figures} />}
      </div>
    </section>
  );
}

/** The beat of the pulse line beside the number; the strip under it hides the straight line. */
function Blip() {
  return (
    <svg class="blip" width="48" height="40" aria-hidden="true">
      {(
        [
          ['phone', 7.5, 6],
          ['tablet', 18.5, 12],
          ['sheet', 24.5, 16],
        ] as const
      ).map(([name, x, reachPx]) => (
        <g key={name} class={name}>
          <rect x={x - 2} y="0" width="4" height="40" fill={ink('paper')} />
          <path
            d={`M${x} 0${beatDown(reachPx)}`}
            fill="none"
            stroke={ink('accent')}
            stroke-width="3"
            stroke-linejoin="round"
          />
        </g>
      ))}
    </svg>
  );
}

/** A tablet drawing taller than so many times its width would shrink below three quarters on a page: the sheet's is printed instead. */
const TALL = 1.36;

interface PictureVariantProps {
  readonly panel: PanelDefinition;
  readonly figures: Figures;
  readonly name: string;
  readonly widthPx: number;
}

/** One drawing of the picture, shown at its own width only. Thread pieces reach into the margins beside it. */
function Picture({ panel, figures, name, widthPx }: PictureVariantProps) {
  const { markup } = drawPicture(panel, figures, widthPx);
  const thread = panel.thread?.({ figures, widthPx });
  return (
    <div class={name}>
      <div class="drawn" dangerouslySetInnerHTML={{ __html: markup }} />
      {thread && <Margin side="left" atPx={LINE_PX[name] ?? 24.5} turn={thread.enter} />}
      {thread && <Margin side="right" atPx={LINE_PX[name] ?? 24.5} turn={thread.leave} />}
    </div>
  );
}

/** Where the pulse line runs in the margin of each width. */
const LINE_PX: Readonly<Record<string, number>> = { phone: 7.5, tablet: 18.5, sheet: 24.5 };

interface MarginProps {
  readonly side: 'left' | 'right';
  /** Distance of the line from the outer edge. */
  readonly atPx: number;
  /** Where it turns into or out of the picture, as a fraction of its height. */
  readonly turn: number;
}

/** The pulse line beside a picture that is itself a stretch of it: down to the turn and in, or out and down. */
function Margin({ side, atPx, turn }: MarginProps) {
  const y = `${(turn * 100).toFixed(2)}%`;
  const ends = side === 'left' ? { y1: '0', y2: y } : { y1: y, y2: '100%' };
  return (
    <svg
      class={`margin ${side}`}
      aria-hidden="true"
      stroke={ink('accent')}
      stroke-width="3"
      stroke-linecap="square"
    >
      <line x1={atPx} x2={atPx} {...ends} />
      <line x1={atPx} x2="100%" y1={y} y2={y} />
    </svg>
  );
}

export function Doors({ panel, figures }: { readonly panel: PanelDefinition; readonly figures: Figures }) {
  const tables = panel.tables(figures);
  const of = panel.number === null ? panel.title : `chapter ${String(panel.number)}`;
  return (
    <div class="doors">
      {tables.length > 0 && (
        <details>
          <summary>
            Table<span class="unseen"> of {of}</span>
          </summary>
          {tables.map((table) => (
            <Table key={table.caption} table={table} />
          ))}
        </details>
      )}
      <details>
        <summary>
          Download<span class="unseen"> {of}</span>
        </summary>
        <ul>
          <Download href={`panels/${panel.id}.svg`} text="Picture, SVG" />
          <Download href={`panels/${panel.id}.png`} text="Picture, PNG" />
          {panel.figures
            .filter((id) => (figures[id]?.rows.length ?? 0) > 0)
            .map((id) => (
              <Fragment key={id}>
                <Download href={`figures/${id}.csv`} text={`${id}, CSV`} />
                <Download href={`figures/${id}.json`} text={`${id}, JSON`} />
              </Fragment>
            ))}
        </ul>
      </details>
      <a href={`panels/${panel.id}.svg`} data-enlarge={panel.id}>
        Enlarge<span class="unseen"> the picture of {of}</span>
      </a>
    </div>
  );
}

function Download({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <li>
      <a href={href} download>
        {text}
      </a>
    </li>
  );
}

/** `tabindex` lets the keyboard scroll a table that is wider than the page. */
function Table({ table }: { readonly table: PanelTable }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={table.caption}>
      <table>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells, row) => (
            <tr key={row} data-figure={table.ids[row]}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
