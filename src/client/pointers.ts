/** Mouse and touch upon the stage: the wheel zooms about the pointer, one pointer drags, two pinch. */

import { moved, zoomed, type View } from './view.ts';

/** Calls `show` with the next view for every movement; `current` gives the present one. */
export function followPointers(stage: HTMLElement, current: () => View, show: (view: View) => void): void {
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
