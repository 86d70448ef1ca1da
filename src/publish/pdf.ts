/** The poster as a PDF: vector, with selectable text, tagged, with its alternative text. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

export interface PdfOptions {
  readonly svg: string;
  readonly title: string;
  readonly alt: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Folders of the TTF files that the SVG names. */
  readonly fontFolders: readonly string[];
  /** Seconds since 1970, written as the date of creation: the edition's day, so that a rebuild gives the same bytes. */
  readonly createdAt: number;
}

/**
 * Points on paper for a px of the poster, which is drawn at twice the size of the sheet: the sheet's own size at 96 px an inch.
 * Readers of PDF show no page beyond 14,400 points (ISO 32000-1, annex C); a taller poster would be cut there.
 */
const POINTS_PER_PX = 0.375;

/** One page of the poster's own size. */
export async function posterPdf(options: PdfOptions): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'auscult-pdf-'));
  try {
    await writeFile(join(folder, 'poster.svg'), options.svg);
    const compiler = NodeCompiler.create({
      workspace: folder,
      fontArgs: [{ fontPaths: [...options.fontFolders] }],
    });
    const width = `${(options.widthPx * POINTS_PER_PX).toFixed(2)}pt`;
    const height = `${(options.heightPx * POINTS_PER_PX).toFixed(2)}pt`;
    const document = [
      `#set document(title: ${quoted(options.title)}, date: none)`,
      `#set text(lang: "en")`,
      `#set page(width: ${width}, height: ${height}, margin: 0pt)`,
      `#image("poster.svg", width: ${width}, alt: ${quoted(options.alt)})`,
    ].join('\n');
    return compiler.pdf({ mainFileContent: document }, { creationTimestamp: options.createdAt });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A Typst string literal. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`;
}
