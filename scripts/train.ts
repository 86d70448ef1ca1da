/**
 * `npm run train -- [POSTS]`: trains the relevance model on the labelled sets in POSTS (default ../shared/data/posts)
 * and writes src/understand/model/ and docs/model-card.md. The same sets and vocabulary give the same bytes.
 *
 * Fold 0 of every set (whole subreddits and outlets; clusters of near copies) is never learnt from by the shipped
 * model. Each other fold is scored by a model that has seen neither it nor fold 0: those scores calibrate the model.
 */

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { format } from 'prettier';
import { type Answer, bestThreshold } from '../checks/accuracy/metrics.ts';
import { type Head, HEADS, type HeadWeights, type ModelDescription } from '../src/understand/relevance.ts';
import { hashOf } from '../src/understand/tokens.ts';
import { loadVocabulary } from '../src/understand/vocabulary/vocabulary.ts';
import { fitPlatt, scoresOf } from './train/calibrate.ts';
import { type Example, FOLDS, HELD_OUT, readCorpus } from './train/corpus.ts';
import { fitModel, type Settings } from './train/fit.ts';
import { modelCard, type Scored } from './train/model-card.ts';
import { withHeads } from './train/pack.ts';

const SETTINGS: Settings = {
  seed: 1,
  dimensions: 64,
  slotPenalty: { health: 0.5, personal: 0.3, own: 0.3 },
  densePenalty: { health: 0.1, personal: 1, own: 1 },
  vectorPenalty: 60,
  negativeShare: 1,
  iterations: { health: 120, personal: 60, own: 60 },
  squaresShare: { health: 0, personal: 4, own: 0 },
  squaresPenalty: { slot: 2.5, dense: 3 },
};
const MODEL = resolve(import.meta.dirname, '../src/understand/model');
const CARD = resolve(import.meta.dirname, '../docs/model-card.md');

/** Examples that say what a head is worth: whole posts as they were written, not their beginnings nor our own sentences. */
function judges(head: Head, { set, label }: Example): boolean {
  return (
    label[head] !== null &&
    set !== 'reddit-start' &&
    set !== 'examples' &&
    (head === 'health' || set === 'illness')
  );
}

async function train(posts: string): Promise<void> {
  const say = (what: string) => {
    console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${what}`);
  };
  const vocabulary = loadVocabulary();
  const examples = readCorpus(posts, vocabulary);
  say(`${String(examples.length)} examples, ${String(vocabulary.phrases.length)} phrases`);
  const model = fitModel(
    examples.filter(({ fold }) => fold !== HELD_OUT),
    SETTINGS,
  );
  say('fitted the model that ships');

  const scored: Record<Head, Scored[]> = { health: [], personal: [], own: [] };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const foldModel =
      fold === HELD_OUT
        ? model
        : fitModel(
            examples.filter((example) => example.fold !== fold && example.fold !== HELD_OUT),
            SETTINGS,
          );
    for (const head of HEADS) {
      const judging = examples.filter((example) => example.fold === fold && judges(head, example));
      const scores = scoresOf(foldModel, judging, head);
      judging.forEach((example, index) => scored[head].push({ example, score: scores[index] }));
    }
    say(`scored fold ${String(fold)} with a model that has not seen it`);
  }

  const calibrate = (head: Head): HeadWeights => {
    // Four in five posts of the illness set are about health: they would teach the head to expect it everywhere.
    const rows = scored[head].filter(
      ({ example }) => example.fold !== HELD_OUT && (head !== 'health' || example.set !== 'illness'),
    );
    const labels = rows.map(({ example }) => (example.label[head] === 1 ? 1 : 0));
    const platt = fitPlatt(
      Float64Array.from(rows, ({ score }) => score),
      labels,
    );
    const answers = rows.map(({ score }, index): Answer => ({
      probability: 1 / (1 + Math.exp(-(platt.slope * score + platt.offset))),
      label: labels[index] === 1,
    }));
    // Of health every reader takes one half, the plain meaning of the number; the others are yes or no.
    return { ...model.heads[head], ...platt, threshold: head === 'health' ? 0.5 : bestThreshold(answers) };
  };
  const calibrated = withHeads(model.table, {
    health: calibrate('health'),
    personal: calibrate('personal'),
    own: calibrate('own'),
  });
  const table = Buffer.from(calibrated.table.buffer);
  const description: ModelDescription = {
    version: calibrated.version,
    tableSha256: createHash('sha256').update(table).digest('hex'),
    hashOfHealth: hashOf('health'),
    vocabulary: vocabulary.version,
    seed: SETTINGS.seed,
    heads: calibrated.heads,
  };
  await mkdir(MODEL, { recursive: true });
  await writeFile(`${MODEL}/model.json`, `${JSON.stringify(description, null, 2)}\n`);
  await writeFile(`${MODEL}/table.bin.gz`, gzipSync(table, { level: 9 }));
  const card = modelCard({ description, examples, scored, settings: SETTINGS });
  await writeFile(CARD, await format(card, { parser: 'markdown' }));
  say(`wrote model ${calibrated.version}`);
}

await train(resolve(process.argv[2] ?? '../shared/data/posts'));
