/** The page: the sheet as one HTML document, complete without a script, with nothing from another host. */

import { renderToString } from 'preact-render-to-string';
import { Chapter } from './chapter.tsx';
import { ThenAndNow } from './compare/spread.tsx';
import { hasComparison } from './compare/then-and-now.tsx';
import { editionFinding, type Sheet } from './edition.ts';
import { MASTHEADS, MastheadArt } from './masthead.tsx';
import { pageStyle } from './page-style.ts';
import { Sentence } from './sentence.tsx';
import { LICENCE, METHOD, editionLine, sheetSources } from './sheet-parts.ts';
import { PALETTES } from './theme.ts';
import { FACES } from './type.ts';
import { plain } from './words.ts';

export interface PageOptions {
  /** The enhancer of src/client, bundled; "" for a page without a script. */
  readonly script?: string;
}

/**
 * `index.html` of an edition. Its links are relative: `fonts/`, `panels/`, `figures/` and `poster.*` lie beside it.
 * One `<style>` and at most one `<script>` are inline, and no attribute carries style or script, so hashes can allow them.
 */
export function renderPage(sheet: Sheet, { script = '' }: PageOptions = {}): string {
  return `<!doctype html>\n${shapesOnce(renderToString(<Page sheet={sheet} script={script} />))}\n`;
}

/**
 * Drawings of several widths may bring the same shapes along, each by itself complete. On the page the first stands for all:
 * an id may occur only once, and `<use>` finds it even where the first drawing is not shown.
 */
function shapesOnce(html: string): string {
  const seen = new Set<string>();
  return html.replace(/<path id="([^"]+)" d="[^"]*"\/>/g, (shape, id: string) => {
    if (seen.has(id)) return '';
    seen.add(id);
    return shape;
  });
}

interface PageProps {
  readonly sheet: Sheet;
  readonly script: string;
}

function Page({ sheet, script }: PageProps) {
  const { edition, figures, panels } = sheet;
  const growth = panels.findIndex((panel) => panel.thread !== undefined);
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{edition.title}</title>
        <meta name="description" content={`${plain(editionFinding(sheet))}. ${edition.subtitle}`} />
        <meta name="theme-color" content={PALETTES.light.paper.paper} media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content={PALETTES.dark.paper.paper} media="(prefers-color-scheme: dark)" />
        <link rel="icon" href={ICON} />
        {(['display', 'sans'] as const).map((face) => (
          <link
            key={face}
            rel="preload"
            as="font"
            type="font/woff2"
            crossOrigin="anonymous"
            href={`fonts/${FACES[face].file}.woff2`}
          />
        ))}
        <style dangerouslySetInnerHTML={{ __html: pageStyle() }} />
      </head>
      <body>
        <a class="skip" href={`#${panels[0]?.id ?? 'foot'}`}>
          Skip to the first chapter
        </a>
        <Masthead sheet={sheet} />
        <main>
          {panels.map((panel, index) => (
            <Chapter
              key={panel.id}
              panel={panel}
              figures={figures}
              threadAtRight={growth >= 0 && index > growth}
            />
          ))}
          {hasComparison(figures) && <ThenAndNow figures={figures} threadAtRight={growth >= 0} />}
        </main>
        <Footer sheet={sheet} threadAtRight={growth >= 0} />
        {script !== '' && <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  );
}

/** The mark at the size of a tab. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14" fill="${PALETTES.light.paper.paper}" stroke="${PALETTES.light.paper.ink}" stroke-width="3"/><path d="M4 17h7l2 4 3-13 3 14 2-5h7" fill="none" stroke="${PALETTES.light.paper.accent}" stroke-width="2.5"/></svg>`,
)}`;

function Masthead({ sheet }: { readonly sheet: Sheet }) {
  const { edition } = sheet;
  return (
    <header class="masthead">
      <div class="wrap">
        {Object.entries(MASTHEADS).map(([name, shape]) => (
          <svg
            key={name}
            class={`art ${name}`}
            width={shape.widthPx}
            height={shape.heightPx}
            viewBox={`0 0 ${shape.widthPx} ${shape.heightPx}`}
            aria-hidden="true"
          >
            <MastheadArt shape={shape} />
          </svg>
        ))}
        <div class="words">
          <p class="kicker">{editionLine(sheet)}</p>
          <h1>{edition.title}</h1>
          <p class="finding">
            <Sentence words={editionFinding(sheet)} />
          </p>
          <p class="about">{edition.subtitle}</p>
        </div>
      </div>
    </header>
  );
}

function Footer({ sheet, threadAtRight }: { readonly sheet: Sheet; readonly threadAtRight: boolean }) {
  const sources = sheetSources(sheet);
  return (
    <footer id="foot" class={threadAtRight ? 'right' : undefined}>
      <div class="wrap">
        <h2>How to check it</h2>
        <p>{METHOD}</p>
        <p>
          The whole sheet:{' '}
          <a href="poster.png" data-enlarge="">
            enlarge
          </a>
          , <a href="poster.svg">SVG</a>, <a href="poster.png">PNG</a>, <a href="poster.pdf">PDF</a>. The
          figures: <a href="datapackage.json">data package</a>, <a href="edition.json">edition</a>.
        </p>
        <details>
          <summary>{`Sources (${sources.length})`}</summary>
          <ol>
            {sources.map((source) => (
              <li key={source.id}>
                {`${source.publisher}, ${source.date}. `}
                {/^https?:\/\//.test(source.url) ? <a href={source.url}>{source.title}</a> : source.title}
              </li>
            ))}
          </ol>
        </details>
        <p>{LICENCE}</p>
        <p>{sheet.edition.credit}</p>
      </div>
    </footer>
  );
}
