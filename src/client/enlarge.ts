/**
 * The one enhancer of the page: a link "Enlarge" opens its picture in a dialog, to zoom and move by mouse, touch and keyboard.
 * Without it the link opens the picture's own file. Escape closes; the focus returns to the link.
 */

import { followPointers } from './pointers.ts';
import { bounded, fitSize, fitted, moved, opening, zoomed, type Size, type View } from './view.ts';

const ZOOM_STEP = 1.4;
const MOVE_STEP_PX = 60;

/** Keys while the dialog is open, said in the dialog's description. */
const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [MOVE_STEP_PX, 0],
  ArrowRight: [-MOVE_STEP_PX, 0],
  ArrowUp: [0, MOVE_STEP_PX],
  ArrowDown: [0, -MOVE_STEP_PX],
};

export function enhance(page: Document): void {
  page.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest<HTMLAnchorElement>('a[data-enlarge]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const picture =
      link.dataset.enlarge === '' ? wholeSheet(page, link) : visiblePicture(page, link.dataset.enlarge);
    if (!picture) return;
    event.preventDefault();
    open(page, link, picture);
  });
}

interface Found {
  /** Not yet upon the page. */
  readonly drawing: SVGSVGElement | HTMLImageElement;
  /** Its own size; null until an image has come. */
  readonly size: () => Size | null;
  readonly title: string;
  readonly ground: string;
}

/** A copy of the drawing of a chapter that is shown at this width. */
function visiblePicture(page: Document, id = ''): Found | null {
  const chapter = page.getElementById(id);
  const drawings = [...(chapter?.querySelectorAll<SVGSVGElement>('.drawn > svg') ?? [])];
  const svg = drawings.find((drawing) => drawing.getBoundingClientRect().width > 0);
  if (!chapter || !svg) return null;
  const size = { widthPx: svg.viewBox.baseVal.width, heightPx: svg.viewBox.baseVal.height };
  const drawing = svg.cloneNode(true) as SVGSVGElement;
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', chapter.querySelector('h2')?.textContent ?? '');
  return {
    drawing,
    size: () => size,
    title: chapter.querySelector('h2')?.textContent ?? '',
    ground: ['band', 'tint'].find((name) => chapter.classList.contains(name)) ?? 'paper',
  };
}

/** The poster that the link leads to, fetched only now. */
function wholeSheet(page: Document, link: HTMLAnchorElement): Found {
  const image = page.createElement('img');
  image.src = link.href;
  image.alt = page.title;
  image.draggable = false;
  return {
    drawing: image,
    size: () =>
      image.naturalWidth > 0 ? { widthPx: image.naturalWidth, heightPx: image.naturalHeight } : null,
    title: page.title,
    ground: 'paper',
  };
}

function open(page: Document, link: HTMLElement, { drawing, size, title, ground }: Found): void {
  const dialog = page.createElement('dialog');
  dialog.className = ground;
  dialog.setAttribute('aria-label', `${title}, enlarged`);
  const stage = page.createElement('div');
  stage.className = 'stage';
  stage.tabIndex = 0;
  stage.setAttribute('role', 'group');
  stage.setAttribute(
    'aria-label',
    'Picture. Plus and minus zoom, arrow keys move, 0 shows the whole, Escape closes.',
  );
  stage.append(drawing);

  let drawn: Size = { widthPx: 1, heightPx: 1 };
  let view: View = { scale: 1, x: 0, y: 0 };
  const stageSize = (): Size => ({ widthPx: stage.clientWidth, heightPx: stage.clientHeight });
  const show = (next: View) => {
    view = bounded(next, drawn, stageSize());
    const [width, height] = [drawn.widthPx * view.scale, drawn.heightPx * view.scale];
    // The style object is script, not a style attribute of the markup: the page's policy allows it.
    drawing.style.cssText = `width:${width}px;height:${height}px;transform:translate(${view.x}px,${view.y}px)`;
  };
  const fit = (start: (drawn: Size, stage: Size) => View) => {
    const own = size();
    if (!own) return;
    drawn = fitSize(own, stageSize());
    show(start(drawn, stageSize()));
  };
  const whole = () => {
    fit(fitted);
  };
  const begin = () => {
    fit(opening);
  };
  const zoomMiddle = (factor: number) => {
    show(zoomed(view, factor, stage.clientWidth / 2, stage.clientHeight / 2));
  };

  const close = () => {
    dialog.close();
  };
  dialog.append(
    frame(page, title, stage, [
      [
        '+',
        'Zoom in',
        () => {
          zoomMiddle(ZOOM_STEP);
        },
      ],
      [
        '−',
        'Zoom out',
        () => {
          zoomMiddle(1 / ZOOM_STEP);
        },
      ],
      ['Whole', 'Show the whole picture', whole],
      ['Close', 'Close', close],
    ]),
  );
  dialog.addEventListener('keydown', (event) => {
    const step = MOVES[event.key];
    if (step) show(moved(view, step[0], step[1]));
    else if (event.key === '+' || event.key === '=') zoomMiddle(ZOOM_STEP);
    else if (event.key === '-') zoomMiddle(1 / ZOOM_STEP);
    else if (event.key === '0') whole();
    else return;
    event.preventDefault();
  });
  followPointers(stage, () => view, show);
  drawing.addEventListener('load', begin);
  page.defaultView?.addEventListener('resize', begin);
  dialog.addEventListener('close', () => {
    page.defaultView?.removeEventListener('resize', begin);
    dialog.remove();
    link.focus();
  });
  page.body.append(dialog);
  dialog.showModal();
  begin();
  stage.focus();
}

type Tool = readonly [text: string, label: string, act: () => void];

function frame(page: Document, title: string, stage: HTMLElement, tools: readonly Tool[]): HTMLElement {
  const lens = page.createElement('div');
  lens.className = 'lens';
  const bar = page.createElement('div');
  bar.className = 'tools';
  const name = page.createElement('p');
  name.textContent = title;
  bar.append(name);
  for (const [text, label, act] of tools) {
    const button = page.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.setAttribute('aria-label', label);
    button.addEventListener('click', act);
    bar.append(button);
  }
  lens.append(bar, stage);
  return lens;
}
