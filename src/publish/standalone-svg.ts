/**
 * An SVG that looks the same wherever it is shown. It names the shipped families, and a reader who has them not installed would
 * see another; within `<img>` no other file may be fetched. So the faces that it uses go into it.
 */

import { readFile } from 'node:fs/promises';
import { FACES, FONT_FOLDER, type Face } from '../draw/type.ts';

/** The faces as CSS, read once for all pictures of an edition. */
export type FaceRules = Readonly<Record<Face, string>>;

export async function faceRules(): Promise<FaceRules> {
  const rule = async ({ family, weight, slant, file }: (typeof FACES)[Face]) => {
    const bytes = await readFile(new URL(`${file}.woff2`, FONT_FOLDER));
    return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${slant};src:url(data:font/woff2;base64,${bytes.toString('base64')}) format("woff2")}`;
  };
  const [display, italic, sans, sansBold] = await Promise.all(
    [FACES.display, FACES.italic, FACES.sans, FACES.sansBold].map(rule),
  );
  return { display, italic, sans, sansBold };
}

/** What stands in where embedded faces are not read, as in some editors. */
const FALLBACKS =
  'svg{font-family:"Public Sans",Helvetica,Arial,sans-serif}[font-family=Fraunces]{font-family:Fraunces,Georgia,serif}';

/** The drawing with the faces that it uses inside it. */
export function withFaces(svg: string, rules: FaceRules): string {
  const usesDisplay = svg.includes('font-family="Fraunces"');
  const used = [
    rules.sans,
    rules.sansBold,
    ...(usesDisplay ? [rules.display] : []),
    ...(usesDisplay && svg.includes('font-style="italic"') ? [rules.italic] : []),
  ];
  const rootEnd = svg.indexOf('>') + 1;
  return `${svg.slice(0, rootEnd)}<style>${used.join('')}${FALLBACKS}</style>${svg.slice(rootEnd)}`;
}
