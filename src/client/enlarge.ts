/**
 * The one enhancer of the page: a link "Enlarge" opens its picture in a dialog, to zoom and move by mouse, touch and keyboard.
 * Without it the link opens the picture's own file. Escape closes; the focus returns to the link.
 */

import { bounded, fitSize, fitted, moved, zoomed, type Size, type View } from './view.ts';

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
    const picture = visiblePicture(page, link.dataset.enlarge ?? '');
    if (!picture) return;
    event.preventDefault();
    open(page, link, picture);
  });
}

interface Found {
  readonly svg: SVGSVGElement;
  readonly title: string;
  readonly ground: string;
}

/** The drawing of a chapter that is shown at this width, or the whole sheet's poster where there is none. */
function visiblePicture(page: Document, id: string): Found | null {
  const chapter = page.getElementById(id);
  const drawings = [...(chapter?.querySelectorAll<SVGSVGElement>('.drawn > svg') ?? [])];
  const svg = drawings.find((drawing) => drawing.getBoundingClientRect().width > 0);
  if (!chapter || !svg) return null;
  const ground = ['band', 'tint', 'paper'].find((name) => chapter.classList.contains(name)) ?? 'paper';
  return { svg, title: chapter.querySelector('h2')?.textContent ?? '', ground };
}

function open(page: Document, link: HTMLElement, { svg, title, ground }: Found): void {
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
  const drawing = svg.cloneNode(true) as SVGSVGElement;
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', title);
  const picture = { widthPx: svg.viewBox.baseVal.width, heightPx: svg.viewBox.baseVal.height };
  stage.append(drawing);

  let drawn: Size = picture;
  let view: View = { scale: 1, x: 0, y: 0 };
  const stageSize = (): Size => ({ widthPx: stage.clientWidth, heightPx: stage.clientHeight });
  const show = (next: View) => {
    view = bounded(next, drawn, stageSize());
    drawing.setAttribute('width', String(drawn.widthPx * view.scale));
    drawing.setAttribute('height', String(drawn.heightPx * view.scale));
    // The style object is script, not a style attribute of the markup: the page's policy allows it.
    drawing.style.cssText = `width:auto;height:auto;transform:translate(${view.x}px,${view.y}px)`;
  };
  const whole = () => {
    drawn = fitSize(picture, stageSize());
    show(fitted(drawn, stageSize()));
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
  const refit = () => {
    whole();
  };
  page.defaultView?.addEventListener('resize', refit);
  dialog.addEventListener('close', () => {
    page.defaultView?.removeEventListener('resize', refit);
    dialog.remove();
    link.focus();
  });
  page.body.append(dialog);
  dialog.showModal();
  whole();
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

/** Wheel zooms about the pointer, one pointer drags, two pinch. */
function followPointers(stage: HTMLElement, current: () => View, show: (view: View) => void): void {
  const pointers = new Map<number, { x: number; y: number }>();
  const within = (event: MouseEvent) => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { x, y } = within(event);
      show(zoomed(current(), Math.exp(-event.deltaY / 400), x, y));
    },
    { passive: false },
  );
  stage.addEventListener('pointerdown', (event) => {
    stage.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, within(event));
  });
  stage.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = within(event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (!other) {
      show(moved(current(), now.x - before.x, now.y - before.y));
      return;
    }
    const factor =
      Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
    const turned = zoomed(
      current(),
      Number.isFinite(factor) ? factor : 1,
      (now.x + other.x) / 2,
      (now.y + other.y) / 2,
    );
    show(moved(turned, (now.x - before.x) / 2, (now.y - before.y) / 2));
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    stage.addEventListener(end, (event) => pointers.delete(event.pointerId));
  }
}
