/** The browser's code as one short script, to stand inline in the page. */

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles src/client; the same sources give the same bytes. */
export async function clientScript(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('../client/index.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    legalComments: 'none',
  });
  return result.outputFiles[0].text.trim();
}
