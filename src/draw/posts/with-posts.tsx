/**
 * A chapter with what was found in posts below what it shows already: rows with their intervals, a table, and the words
 * on why the two need not agree. Where there are no posts the chapter stays as it is; where there is nothing else, posts speak alone.
 */

import { isValidElement } from 'preact';
import type { Figure, FigureRow } from '../../records.ts';
import { Drawing, type DrawingProps } from '../marks/drawing.tsx';
import type { Figures, PanelDefinition, PanelTable, PictureProps } from '../panel.ts';
import { cite, joinWords, type Words } from '../words.ts';
import { besideAsked, besideInWords, type Beside } from './beside.ts';
import { BesideTable, besideTableHeightPx } from './beside-table.tsx';
import type { PostsBlock } from './blocks.ts';
import { printedPosts } from './printed-posts.ts';
import { PostRows, postRowsHeightPx } from './post-rows.tsx';

const GAP_PX = 44;

export function withPosts(panel: PanelDefinition, block: PostsBlock): PanelDefinition {
  const found = (
    figures: Figures,
  ): { readonly figure: Figure; readonly rows: readonly FigureRow[] } | null => {
    const figure = figures[block.figure];
    const rows = figure ? block.rowsOf(figure) : [];
    return figure && rows.length > 0 ? { figure, rows } : null;
  };
  const alone = (figures: Figures): boolean =>
    panel.figures.every((id) => (figures[id]?.rows.length ?? 0) === 0);
  const draw = ({ figures, widthPx }: PictureProps) => {
    const own = panel.Picture({ figures, widthPx });
    const posts = found(figures);
    if (!posts) return { own, picture: own, ownPx: 1, heightPx: 1 };
    const above =
      !alone(figures) && isValidElement(own) && own.type === Drawing ? (own.props as DrawingProps) : null;
    const ownPx = above?.heightPx ?? 0;
    const top = above ? ownPx + GAP_PX : 0;
    const lower = block.below && figures[block.below.figure];
    const listPx =
      block.part?.heightPx({ figure: posts.figure, widthPx }) ?? postRowsHeightPx(posts.rows, widthPx);
    const lowerPx = lower ? (block.below?.part.heightPx({ figure: lower, widthPx }) ?? 0) : 0;
    const rowsPx = listPx + lowerPx;
    const beside = besideOf(panel, block, figures, posts.figure);
    const besidePx = above ? besideTableHeightPx(beside, widthPx) : 0;
    const heightPx = top + rowsPx + besidePx;
    const picture = (
      <Drawing widthPx={widthPx} heightPx={heightPx}>
        {above?.children}
        {block.part ? (
          block.part.Part({ figure: posts.figure, y: top, widthPx })
        ) : (
          <PostRows
            figureId={posts.figure.id}
            rows={posts.rows}
            heading={block.heading}
            y={top}
            widthPx={widthPx}
          />
        )}
        {lower && lowerPx > 0 && block.below?.part.Part({ figure: lower, y: top + listPx, widthPx })}
        {above && <BesideTable beside={beside} y={top + rowsPx} widthPx={widthPx} />}
      </Drawing>
    );
    return { own, picture, ownPx, heightPx };
  };
  const { thread } = panel;
  return {
    ...panel,
    figures: [...panel.figures, block.figure, ...(block.others ?? []), ...(block.downloads ?? [])],
    takeaway: (figures) => {
      const posts = found(figures);
      return posts && alone(figures) ? block.takeaway(posts.figure, posts.rows) : panel.takeaway(figures);
    },
    alt: (figures) => {
      const posts = found(figures);
      if (!posts) return panel.alt(figures);
      const inPosts = joinWords(
        postsWords(`${block.heading}:`, posts.figure, posts.rows),
        ...belowWords(block, figures),
      );
      return alone(figures)
        ? inPosts
        : joinWords(
            panel.alt(figures),
            inPosts,
            besideInWords(besideOf(panel, block, figures, posts.figure)),
          );
    },
    tables: (figures) => [
      ...panel.tables(figures),
      ...[block.figure, ...(block.others ?? [])].flatMap((id) => postsTable(figures[id], block.caption)),
    ],
    finePrint: (figures) => {
      const posts = found(figures);
      if (!posts) return panel.finePrint(figures);
      const below = figures[block.below?.figure ?? ''];
      // What both say is said once.
      const notes = new Set([...posts.figure.notes, ...(below && below.rows.length > 0 ? below.notes : [])]);
      const line = `Posts: ${posts.figure.base}. ${hiddenWords(posts.figure)}${[...notes].join(' ')}`;
      return alone(figures) ? line : joinWords(panel.finePrint(figures), line);
    },
    Picture: (props) => draw(props).picture,
    ...(thread && {
      thread: (props: PictureProps) => {
        const { enter, leave } = thread(props);
        const { ownPx, heightPx } = draw(props);
        return { enter: (enter * ownPx) / heightPx, leave: (leave * ownPx) / heightPx };
      },
    }),
  };
}

/** Why the two need not agree. */
function besideOf(panel: PanelDefinition, block: PostsBlock, figures: Figures, posts: Figure): Beside {
  if (typeof block.beside === 'string') return { points: [], sentence: block.beside };
  const above = panel.figures.flatMap((id) => figures[id] ?? []);
  return besideAsked(above, posts, block.beside);
}

/** How many numbers the gate hides, said where a reader looks for what is missing. */
function hiddenWords({ rows }: Figure): string {
  const hidden = rows.filter((row) => row.decision === 'hidden').length;
  return hidden === 0
    ? ''
    : `Hidden: ${hidden} of ${rows.length} numbers; the table gives the reason of each. `;
}

function postsWords(lead: string, figure: Figure, rows: readonly FigureRow[]): Words {
  const items = rows.flatMap((row, index) => [
    `${index === 0 ? ' ' : ', '}${row.label} `,
    cite(printedPosts(row), figure.id, row.id),
  ]);
  return [lead, ...items, '.'];
}

/** The part below in words, where it has rows. */
function belowWords({ below }: PostsBlock, figures: Figures): readonly Words[] {
  const figure = below && figures[below.figure];
  const rows = figure ? below.rowsOf(figure) : [];
  return figure && rows.length > 0 ? [postsWords(`${below.heading}:`, figure, rows)] : [];
}

/** Every row of the figure, hidden ones with their reason. */
function postsTable(figure: Figure | undefined, caption: string): readonly PanelTable[] {
  if (!figure || figure.rows.length === 0) return [];
  return [
    {
      caption: figure.title === caption ? caption : `${caption}. ${figure.title}`,
      columns: ['What', 'Voice or date', 'Value', '95% interval', 'n', 'Remark'],
      rows: figure.rows.map((row) => [
        row.label,
        String(row.group ?? row.voice ?? row.date ?? ''),
        printedPosts(row),
        row.lower === null || row.upper === null
          ? 'none'
          : `${printedPosts({ ...row, value: row.lower })} to ${printedPosts({ ...row, value: row.upper })}`,
        row.n === null ? 'not shown' : row.n.toLocaleString('en-US'),
        row.reason || String(row.wording ?? ''),
      ]),
      ids: figure.rows.map((row) => `${figure.id}/${row.id}`),
    },
  ];
}
