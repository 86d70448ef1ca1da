/** Tables of what stands still: registries, accounts, published figures, surveys. */

import type { Table } from '../table.ts';

/**
 * Every still row says which source and input gave it and in which run, so that gathering an input anew
 * replaces what it gave before.
 */
const ORIGIN = ['gathered_by LowCardinality(String)', 'origin String', 'run String', 'version UInt64'];

export const ORGANISATIONS: Table = {
  name: 'organisations',
  columns: [
    'registry LowCardinality(String)',
    'id String',
    'kind LowCardinality(String)',
    'name String',
    'state LowCardinality(Nullable(String))',
    'city Nullable(String)',
    'county Nullable(String)',
    'postcode Nullable(String)',
    'ownership LowCardinality(Nullable(String))',
    'ownership_group LowCardinality(Nullable(String))',
    'type LowCardinality(Nullable(String))',
    'type_group LowCardinality(Nullable(String))',
    'website Nullable(String)',
    'beds Nullable(UInt32)',
    'as_of Date',
    ...ORIGIN,
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version' },
  orderBy: 'registry, gathered_by, as_of, id',
  shardBy: 'cityHash64(id)',
};

export const ACCOUNTS: Table = {
  name: 'accounts',
  columns: [
    'registry LowCardinality(String)',
    'organisation_id String',
    'network LowCardinality(String)',
    'link LowCardinality(String)',
    'status LowCardinality(String)',
    'handle Nullable(String)',
    'url Nullable(String)',
    'evidence String',
    'seen_on Date',
    'source LowCardinality(String)',
    ...ORIGIN,
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version' },
  orderBy: "registry, organisation_id, network, link, source, seen_on, ifNull(handle, '')",
  shardBy: 'cityHash64(organisation_id)',
};

export const PUBLISHED_FIGURES: Table = {
  name: 'published_figures',
  columns: [
    'series LowCardinality(String)',
    '`order` Float64',
    'label String',
    'question String',
    'subgroup String',
    'place LowCardinality(String)',
    'network LowCardinality(Nullable(String))',
    'date String',
    'value Nullable(Float64)',
    'unit LowCardinality(String)',
    'comparison LowCardinality(String)',
    'n Nullable(Float64)',
    'base String',
    // The id of a published source.
    'source String',
    'confidence String',
    'conflict String',
    'note String',
    ...ORIGIN,
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version' },
  orderBy: "series, `order`, label, subgroup, place, ifNull(network, ''), date, unit, source, question",
  shardBy: 'cityHash64(series)',
};

export const PUBLISHED_SOURCES: Table = {
  name: 'published_sources',
  columns: [
    'id String',
    'title String',
    'publisher String',
    'year Nullable(Int32)',
    'url String',
    'kind String',
    'note String',
    ...ORIGIN,
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version' },
  orderBy: 'id',
  shardBy: 'cityHash64(id)',
};

export const SURVEY_ANSWERS: Table = {
  name: 'survey_answers',
  columns: [
    'survey LowCardinality(String)',
    'respondent String',
    'variable LowCardinality(String)',
    'answer LowCardinality(String)',
    ...ORIGIN,
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version' },
  orderBy: 'survey, variable, respondent',
  shardBy: 'cityHash64(respondent)',
};

export const SURVEY_WEIGHTS: Table = {
  name: 'survey_weights',
  columns: [
    'survey LowCardinality(String)',
    'respondent String',
    'weight Float64',
    'replicates Array(Float64)',
    ...ORIGIN,
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version' },
  orderBy: 'survey, respondent',
  shardBy: 'cityHash64(respondent)',
};

export const STILL_TABLES = [
  ORGANISATIONS,
  ACCOUNTS,
  PUBLISHED_FIGURES,
  PUBLISHED_SOURCES,
  SURVEY_ANSWERS,
  SURVEY_WEIGHTS,
] as const;

/** The latest edition of each registry as each source has it; where two sources name one organisation, the later. */
export const CURRENT_ORGANISATIONS = `SELECT * FROM organisations
WHERE (registry, gathered_by, as_of) IN (
  SELECT registry, gathered_by, max(as_of) FROM organisations GROUP BY registry, gathered_by)
ORDER BY registry, id, as_of DESC, gathered_by
LIMIT 1 BY registry, id`;

/** Of each organisation, network and kind of link, what was seen on the last day that anybody looked. */
export const CURRENT_ACCOUNTS = `SELECT * FROM accounts
WHERE (registry, organisation_id, network, link, seen_on) IN (
  SELECT registry, organisation_id, network, link, max(seen_on) FROM accounts
  GROUP BY registry, organisation_id, network, link)`;
