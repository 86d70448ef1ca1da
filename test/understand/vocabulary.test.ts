import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { foldedText } from '../../src/understand/tokens.ts';
import { createTopicReader } from '../../src/understand/topics.ts';
import { shippedFiles } from '../../src/understand/vocabulary/files.ts';
import { parseGroup } from '../../src/understand/vocabulary/format.ts';
import { loadVocabulary } from '../../src/understand/vocabulary/vocabulary.ts';

const STANDARDS = '../shared/data/vocab';
const vocabulary = loadVocabulary();
const reader = createTopicReader(vocabulary);
const tokenise = vocabulary.createTokeniser();
const files = shippedFiles();
const writtenTopics = files.groups.flatMap(({ text, file }) => parseGroup(text, file).topics);
const topicsOf = (text: string) => reader.topicHits(reader.judge(tokenise(text))).map(({ topic }) => topic);

describe('the shipped vocabulary', () => {
  test('is large enough to be of use', () => {
    expect(vocabulary.topics.length).toBeGreaterThanOrEqual(150);
    expect(vocabulary.groups.length).toBeGreaterThanOrEqual(20);
    expect(vocabulary.phrases.length).toBeGreaterThanOrEqual(8000);
  });

  test.each(vocabulary.topics.map((topic) => [topic.id, topic] as const))('%s is complete', (id, topic) => {
    expect(topic.name).not.toBe('');
    expect(topic.spanish).not.toBe('');
    expect(topic.standard.code).not.toBe('');
    expect(topic.fires.length).toBeGreaterThan(0);
    expect(topic.silent.length).toBeGreaterThan(0);
    for (const sentence of topic.fires) expect(topicsOf(sentence)).toContain(id);
    for (const sentence of topic.silent) expect(topicsOf(sentence)).not.toContain(id);
  });

  test('has phrases of both languages in every topic', () => {
    const lacking = writtenTopics.filter(
      ({ phrases }) =>
        !['en', 'es'].every((language) => phrases.some((phrase) => phrase.language === language)),
    );
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });

  test('has no topic and no group twice', () => {
    const ids = [...vocabulary.topics.map(({ id }) => id), ...vocabulary.groups.map(({ id }) => id)];
    const twice = ids.filter(
      (id, index) => ids.indexOf(id) !== index && !vocabulary.groups.some((g) => g.id === id),
    );
    expect(twice).toEqual([]);
  });

  test('has no phrase in two topics without a reason', () => {
    const owner = new Map<string, string>();
    const unexplained: string[] = [];
    const reasons = new Set(
      writtenTopics.flatMap(({ shares }) => [...shares.keys()].map((text) => foldedText(tokenise(text)))),
    );
    const grown = files.grown.flatMap(({ text, file }) => parseGroup(text, file).topics);
    for (const { id, phrases } of [...writtenTopics, ...grown]) {
      for (const { text } of phrases) {
        const folded = foldedText(tokenise(text));
        const other = owner.get(folded);
        if (other !== undefined && other !== id && !reasons.has(folded))
          unexplained.push(`${folded}: ${other}, ${id}`);
        owner.set(folded, id);
      }
    }
    expect(unexplained).toEqual([]);
  });

  test('holds phrases as texts are folded', () => {
    const changed = vocabulary.phrases.filter(({ text }) => foldedText(tokenise(text)) !== text);
    expect(changed.map(({ text }) => text)).toEqual([]);
  });
});

describe.skipIf(!existsSync(STANDARDS))('every standard id is in its standard, under its heading', () => {
  const read = (file: string) => readFileSync(`${STANDARDS}/${file}`, 'utf8');
  const holds: Record<string, (code: string, heading: string) => boolean> = {
    MeSH: (code, heading) => meshLines().has(`${heading};${code}`),
    'ICD-10': (code, heading) => read('icd10cm_categories.csv').includes(`${code},"${heading}"`),
    DOID: (code, heading) => read('human_disease_ontology_HumanDO.tsv').includes(`"${code}"\t"${heading}"`),
    SYMP: (code, heading) => read('symptom_ontology_symp.obo').includes(`id: ${code}\nname: ${heading}\n`),
  };
  let lines: Set<string> | undefined;
  const meshLines = () =>
    (lines ??= new Set(
      read('mesh_mtrees2019.bin')
        .split(/\r?\n/)
        .map((line) => line.trim()),
    ));

  test.each(vocabulary.topics.map(({ id, standard }) => [id, standard] as const))(
    '%s',
    (_, { scheme, code, heading }) => {
      expect(holds[scheme](code, heading)).toBe(true);
    },
  );
});

describe('ambiguous phrases', () => {
  test.each([
    ['She lost her battle with a stroke at the hospital', 'stroke'],
    ['What a stroke of luck', ''],
    ['That game almost gave me a heart attack lol', ''],
    ['He died of a heart attack', 'heart-attack'],
    ['diagnosed with MS last spring', 'multiple-sclerosis'],
    ['ms word crashed again', ''],
    ['As a Cancer I love the moon, horoscope says', ''],
    ['me too, he said', ''],
    ['Tested positive for a banned substance, out for the year', ''],
    ['My wife tested positive this morning', 'covid'],
    ['The TTC streetcar is late again', ''],
    ['TTC for eleven months and still waiting', 'pregnancy'],
    ['My MMR fell after that ranked game', ''],
    ['Both kids had the MMR and a lollipop', 'childhood-vaccine'],
    ['Plan B: we drive instead', ''],
    ['The pharmacy was out of Plan B', 'birth-control'],
    ['Norco is a town in California', ''],
    ['They gave me Norco for the pain', 'medication'],
    ['Started Jardiance and Trulicity last week', 'diabetes'],
    ['Insurance wants prior authorization and step therapy', 'health-insurance'],
  ])('%s', (text, topic) => {
    const topics = topicsOf(text);
    if (topic === '') expect(topics).toEqual([]);
    else expect(topics).toContain(topic);
  });

  test('a phrase that begins with # counts only as a hashtag', () => {
    expect(topicsOf('I have #bccww at nine')).toEqual(['breast-cancer']);
    expect(topicsOf('I have bccww at nine')).toEqual([]);
  });
});

describe("a study's own topics", () => {
  const added = {
    id: 'county-clinic',
    name: 'The county clinic',
    phrases: ['Elm Street clinic', '#ElmStreet'],
  };

  test('are found and change the version', () => {
    const own = loadVocabulary([added]);
    const ownReader = createTopicReader(own);
    const hits = ownReader.topicHits(
      ownReader.judge(own.createTokeniser()('At the Elm Street clinic by nine')),
    );
    expect(hits).toContainEqual({ topic: 'county-clinic', phrase: 'elm street clinic' });
    expect(own.version).not.toBe(vocabulary.version);
    expect(own.topics.length).toBe(vocabulary.topics.length + 1);
  });

  test('of a shipped id add phrases to it', () => {
    const own = loadVocabulary([{ id: 'flu', name: 'Flu', phrases: ['the lurgy'] }]);
    const ownReader = createTopicReader(own);
    const hits = ownReader.topicHits(ownReader.judge(own.createTokeniser()('down with the lurgy')));
    expect(hits).toEqual([{ topic: 'flu', phrase: 'the lurgy' }]);
    expect(own.topics.length).toBe(vocabulary.topics.length);
  });
});

test('the same files give the same version', () => {
  expect(loadVocabulary().version).toBe(vocabulary.version);
  expect(vocabulary.version).toMatch(/^[0-9a-f]{12}$/);
});

test('a line that is not understood is named with its file and place', () => {
  expect(() => parseGroup('group a | A | A\ntopic b | B | B\nwat is this', 'a.txt')).toThrow(
    /a\.txt, line 3: "wat is this"/,
  );
});

test('docs/vocabulary.md lists every group with its topics', () => {
  const page = readFileSync('docs/vocabulary.md', 'utf8').replace(/ +/g, ' ');
  for (const { id, name } of vocabulary.groups) {
    const topics = vocabulary.topics.filter(({ group }) => group === id).map((topic) => topic.id);
    expect(page).toContain(`| ${id} | ${name} | ${topics.join(', ')} |`);
  }
});
