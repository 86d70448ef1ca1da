/** Options that many still sources share. */

import { resolve } from 'node:path';
import { z } from 'zod';
import type { SourceContext } from '../source.ts';

export const dayOption = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as YYYY-MM-DD, in quotes');

export const fileOption = z.string().min(1).describe("A file, relative to the study's folder");

export const inFolder = (file: string, context: SourceContext) => resolve(context.folder, file);
