/**
 * `npm run validation`: counts anew how often the shipped reader is right on posts that its model never saw, and writes the counts that
 * corrections rest on. Run it after every change of model, vocabulary or rules.
 */

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { countValidation } from '../checks/accuracy/validation-counts.ts';

const POSTS = fileURLToPath(new URL('../../shared/data/posts', import.meta.url));
const COUNTS = new URL('../src/measure/validation-counts.json', import.meta.url);

const counts = countValidation(POSTS);
await writeFile(COUNTS, `${JSON.stringify(counts, null, 2)}\n`);
console.log(counts);
