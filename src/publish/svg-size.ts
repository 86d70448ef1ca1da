/** Width and height as the root element of an SVG states them, in px. */
export function svgSize(svg: string): { readonly widthPx: number; readonly heightPx: number } {
  const root = /<svg[^>]*>/.exec(svg)?.[0] ?? '';
  const widthPx = Number(/\swidth="([\d.]+)"/.exec(root)?.[1]);
  const heightPx = Number(/\sheight="([\d.]+)"/.exec(root)?.[1]);
  if (!(widthPx > 0 && heightPx > 0)) throw new Error('the drawing states no width and height');
  return { widthPx, heightPx };
}
