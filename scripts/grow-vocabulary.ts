/**
 * Grows the vocabulary from open ontologies into src/understand/vocabulary/grown/. Deterministic: the same files give
 * the same bytes. Only CC0 sources: Disease Ontology (labels, slims, Spanish names), Symptom Ontology, DrugBank's open
 * vocabulary. Names are carried over as facts; definitions are not.
 *
 *   node --import tsx scripts/grow-vocabulary.ts [../shared/data/vocab]
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { createTokeniser } from '../src/understand/text.ts';
import { foldedText } from '../src/understand/tokens.ts';
import { shippedFiles } from '../src/understand/vocabulary/files.ts';
import { parseGroup } from '../src/understand/vocabulary/format.ts';
import { DISEASE_ROOTS, DRUG_STEMS, SYMPTOM_ROOTS } from './vocabulary-roots.ts';

const LINE_WIDTH = 108;
/** Longer names are for textbooks; nobody posts them. */
const MOST_WORDS = 3;
const MOST_WORDS_SPANISH = 5;
/** A single word is carried over only when its ending is that of a medical term: "hopping" is a symptom there too. */
const MEDICAL_ENDING =
  /(?:[iy]a|itis|osis|asis|esis|ysis|[en]ea|ema|oma|ismo?|pathy|tomy|phagy|iosis|cele|plegi[ac])$/;
/** Ids that begin so are mostly subtypes of one gene, added since 2016. */
const GENE_SUBTYPE = 'DOID:0';

const folder = resolve(process.argv[2] ?? '../shared/data/vocab');
const target = resolve(import.meta.dirname, '../src/understand/vocabulary/grown');
const fold = (
  (tokeniser) => (text: string) =>
    foldedText(tokeniser(text))
)(createTokeniser());
const shipped = shippedFiles();
const frequentWords = new Set(shipped.words.split('\n'));
const written = shipped.groups.flatMap(({ text, file }) => parseGroup(text, file).topics);
/** Folded phrases that stand somewhere already; a grown phrase is the first topic's alone. */
const taken = new Set(written.flatMap(({ phrases }) => phrases.map(({ text }) => fold(text))));
const topicIds = new Set(written.map(({ id }) => id));

interface Term {
  readonly id: string;
  readonly label: string;
  readonly parents: readonly string[];
}

const diseases: Term[] = readTable('human_disease_ontology_HumanDO.tsv', '\t').map((row) => ({
  id: row.id,
  label: row.label,
  parents: [row.subClassOf],
}));
const symptoms = readOntology('symptom_ontology_symp.obo');
const diseaseTopic = nearestTopic(diseases, DISEASE_ROOTS);
const symptomTopic = nearestTopic(symptoms.terms, SYMPTOM_ROOTS);

save(
  'diseases.txt',
  'Disease Ontology (disease-ontology.org, University of Maryland), releases of July and August 2026, CC0',
  [
    ...diseases
      .filter(({ id }) => !id.startsWith(GENE_SUBTYPE))
      .map(({ id, label }) => ({ topic: diseaseTopic(id), language: 'en', name: label })),
    ...['DO_cancer_slim.obo', 'DO_infectious_disease_slim.obo'].flatMap((file) =>
      readOntology(file).synonyms.map(({ id, name }) => ({ topic: diseaseTopic(id), language: 'en', name })),
    ),
  ],
);
save(
  'diseases-spanish.txt',
  'Spanish names of the Disease Ontology (disease-ontology.org), 2026, CC0',
  spanishNames(),
);
save(
  'symptoms.txt',
  'Symptom Ontology (github.com/DiseaseOntology/SymptomOntology), release of July 2026, CC0',
  [
    ...symptoms.terms.map(({ id, label }) => ({ topic: symptomTopic(id), language: 'en', name: label })),
    ...symptoms.synonyms.map(({ id, name }) => ({ topic: symptomTopic(id), language: 'en', name })),
  ],
);
save('medicines.txt', 'DrugBank Open Data vocabulary (go.drugbank.com), CC0', medicineNames());

interface Candidate {
  readonly topic: string | undefined;
  readonly language: string;
  readonly name: string;
}

/** Writes the candidates that are new, short and plain, by topic in the order of the written vocabulary. */
function save(file: string, source: string, candidates: readonly Candidate[]): void {
  const byTopic = new Map<string, Map<string, string[]>>();
  let count = 0;
  for (const { topic, language, name } of candidates) {
    const text = fold(name.toLowerCase());
    if (!topic || !topicIds.has(topic) || taken.has(text) || !isPlain(name, text, language)) continue;
    taken.add(text);
    count += 1;
    const languages = byTopic.get(topic) ?? new Map<string, string[]>();
    byTopic.set(topic, languages.set(language, [...(languages.get(language) ?? []), name.toLowerCase()]));
  }
  const blocks = [...topicIds]
    .filter((id) => byTopic.has(id))
    .map((id) => block(id, byTopic.get(id) ?? new Map()));
  writeFileSync(
    join(target, file),
    `# ${source}.\n# Made by scripts/grow-vocabulary.ts; change that, not this.\n\n${blocks.join('\n')}`,
  );
  console.log(`${file}: ${count} phrases`);
}

function block(id: string, languages: ReadonlyMap<string, readonly string[]>): string {
  const lines = [...languages].flatMap(([language, names]) => wrap(language, [...names].sort()));
  return `topic ${id}\n${lines.join('\n')}\n`;
}

function wrap(language: string, names: readonly string[]): string[] {
  const lines: string[] = [];
  let line = language;
  for (const name of names) {
    const longer = `${line}${line === language ? ' ' : ', '}${name}`;
    if (longer.length > LINE_WIDTH && line !== language) {
      lines.push(line);
      line = `${language} ${name}`;
    } else line = longer;
  }
  return [...lines, line];
}

/** Letters and spaces only, few words, no abbreviation, and no single word that may be an everyday one. */
function isPlain(name: string, folded: string, language: string): boolean {
  const words = folded.split(' ');
  const mostWords = language === 'es' ? MOST_WORDS_SPANISH : MOST_WORDS;
  if (!/^[\p{L}' -]{5,60}$/u.test(name) || /\p{Lu}{2}/u.test(name)) return false;
  if (words.length > 1) return words.length <= mostWords && words.some((word) => word.length > 4);
  return (
    !frequentWords.has(folded) && folded.length > 5 && (language === 'any' || MEDICAL_ENDING.test(folded))
  );
}

/** From a term's id to the topic of the nearest of its ancestors that is a root, itself first. */
function nearestTopic(
  terms: readonly Term[],
  roots: Readonly<Record<string, readonly string[]>>,
): (id: string) => string | undefined {
  const topicOfLabel = new Map(
    Object.entries(roots).flatMap(([topic, labels]) => labels.map((label) => [label, topic])),
  );
  const byLabel = new Map(terms.map((term) => [term.label, term]));
  const byId = new Map(terms.map((term) => [term.id, term]));
  for (const label of topicOfLabel.keys()) {
    if (!byLabel.has(label)) console.log(`no term is called "${label}"`);
  }
  return (id) => {
    let generation = [byId.get(id)];
    for (let depth = 0; depth < 20 && generation.length > 0; depth += 1) {
      for (const term of generation) {
        const topic = term && topicOfLabel.get(term.label);
        if (topic) return topic;
      }
      generation = generation.flatMap((term) => term?.parents.map((label) => byLabel.get(label)) ?? []);
    }
    return undefined;
  };
}

function readTable(file: string, delimiter: string): Record<string, string>[] {
  return parse(readFileSync(join(folder, file)), { columns: true, delimiter, relax_quotes: true });
}

/** Terms and exact or related synonyms of an OBO file; parents by label. */
function readOntology(file: string): { terms: Term[]; synonyms: { id: string; name: string }[] } {
  const stanzas = readFileSync(join(folder, file), 'utf8').split('[Term]').slice(1);
  const terms = stanzas
    .filter((stanza) => !stanza.includes('is_obsolete: true'))
    .map((stanza) => ({
      id: /^id: (\S+)/m.exec(stanza)?.[1] ?? '',
      label: /^name: (.*)$/m.exec(stanza)?.[1] ?? '',
      parents: [...stanza.matchAll(/^is_a: \S+ ! (.*)$/gm)].map(([, label]) => label),
      synonyms: [...stanza.matchAll(/^synonym: "([^"]+)" (?:EXACT|RELATED)/gm)].map(([, name]) => name),
    }));
  return { terms, synonyms: terms.flatMap(({ id, synonyms }) => synonyms.map((name) => ({ id, name }))) };
}

/** Labels and synonyms that a person translated or that passed review; definitions are left out. */
function spanishNames(): Candidate[] {
  const text = gunzipSync(readFileSync(join(folder, 'doid-es-translated.tsv.gz'))).toString('utf8');
  const rows = text
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
  return rows
    .filter(([, predicate = '']) => /label|Synonym/.test(predicate))
    .map(([id, , , name = '']) => ({ topic: diseaseTopic(id), language: 'es', name }));
}

/** Single-word names of medicines whose stem tells what they are for. */
function medicineNames(): Candidate[] {
  const stems = Object.entries(DRUG_STEMS).flatMap(([topic, list]) => list.map((stem) => ({ topic, stem })));
  return readTable('drugbank_open_vocabulary.csv', ',').flatMap((row) => {
    const name = row['Common name'].toLowerCase();
    const match = stems.find(({ stem }) =>
      stem.startsWith('^') ? name.startsWith(stem.slice(1)) : name.endsWith(stem),
    );
    return match && !name.includes(' ') ? [{ topic: match.topic, language: 'any', name }] : [];
  });
}
