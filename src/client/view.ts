/** What of a picture is seen: its scale and the place of its origin, with zoom about a point and bounds. No document here. */

export interface View {
  /** Scale; 1 shows the picture at the size at which it fits. */
  readonly scale: number;
  /** Place of the picture's top left corner in the stage, px. */
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

const LEAST = 1;
const MOST = 24;

/** The whole picture, as wide or as high as the stage allows, in the middle. `drawn` is the picture's size at scale 1. */
export function fitted(drawn: Size, stage: Size): View {
  return bounded({ scale: 1, x: 0, y: 0 }, drawn, stage);
}

/** Zooms by a factor so that the point of the picture under (x, y) of the stage stays there. */
export function zoomed(view: View, factor: number, x: number, y: number): View {
  const scale = Math.min(MOST, Math.max(LEAST, view.scale * factor));
  const actual = scale / view.scale;
  return { scale, x: x - (x - view.x) * actual, y: y - (y - view.y) * actual };
}

export function moved(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** Keeps the picture on the stage: centred where it is smaller, without a gap at an edge where it is larger. */
export function bounded(view: View, drawn: Size, stage: Size): View {
  return {
    scale: view.scale,
    x: within(view.x, drawn.widthPx * view.scale, stage.widthPx),
    y: within(view.y, drawn.heightPx * view.scale, stage.heightPx),
  };
}

function within(start: number, length: number, room: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, start));
}

/** The size at which the whole of a picture fits a stage. */
export function fitSize(picture: Size, stage: Size): Size {
  const scale = Math.min(stage.widthPx / picture.widthPx, stage.heightPx / picture.heightPx);
  return { widthPx: picture.widthPx * scale, heightPx: picture.heightPx * scale };
}

/** How a picture is first shown: whole, but a tall one at the width of the stage from its top, so that it can be read. */
export function opening(drawn: Size, stage: Size): View {
  if (drawn.widthPx > stage.widthPx / 2) return fitted(drawn, stage);
  const scale = Math.min(MOST, stage.widthPx / drawn.widthPx);
  return bounded({ scale, x: 0, y: 0 }, drawn, stage);
}
