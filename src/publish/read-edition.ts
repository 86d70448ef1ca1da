/** An edition as it lies in a folder: anyone may have changed it by hand, so what is relied on is checked. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CliError, EXIT } from '../errors.ts';
import type { Edition } from './edition.ts';

/** What the verbs that read an edition go by. */
const editionSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  as_of: z.string(),
  built_at: z.string(),
  study: z.string(),
  panels: z.array(
    z.looseObject({ id: z.string(), takeaway: z.string(), alt: z.string(), figures: z.array(z.string()) }),
  ),
  figures: z.array(z.string()),
});

/** @throws CliError (usage) when the folder is no edition or its `edition.json` is damaged */
export async function readEdition(folder: string): Promise<Edition> {
  const file = join(folder, 'edition.json');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CliError(
      `no edition at ${folder}: build one with "auscult build STUDY --out ${folder}"`,
      EXIT.usage,
      { cause },
    );
  });
  if (!editionSchema.safeParse(parsed(text)).success)
    throw new CliError(`${file} is damaged or of another program: build the edition again`, EXIT.usage);
  return JSON.parse(text) as Edition;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
