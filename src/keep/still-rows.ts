/** Records of what stands still as rows of their tables. */

import type { Account, Organisation, PublishedFigure, PublishedSource, Respondent } from '../records.ts';

export type StillRecord =
  | { readonly kind: 'organisation'; readonly record: Organisation }
  | { readonly kind: 'account'; readonly record: Account }
  | { readonly kind: 'published-figure'; readonly record: PublishedFigure }
  | { readonly kind: 'published-source'; readonly record: PublishedSource }
  | { readonly kind: 'respondent'; readonly record: Respondent };

/** Which source gave a row, from which input, in which run. */
export interface Provenance {
  readonly gathered_by: string;
  readonly origin: string;
  readonly run: string;
  /** Milliseconds since 1970: of two rows with one key the later run's stands. */
  readonly version: number;
}

export interface TableRow {
  readonly table: string;
  readonly row: object;
}

/** What makes a record the same thing as another: two records of one key cannot both stand. */
export function keyOf(item: StillRecord): string {
  const { kind, record } = item;
  switch (kind) {
    case 'organisation':
      return `${record.registry} ${record.id}, as of ${record.asOf}`;
    case 'account':
      return [
        `${record.network} account of ${record.registry} ${record.organisationId}`,
        record.link,
        record.handle ?? '',
        record.seenOn,
      ].join(', ');
    case 'published-figure': {
      const { series, order, label, subgroup, place, network, date, unit, source, question } = record;
      return `figure ${JSON.stringify([series, order, label, subgroup, place, network, date, unit, source, question])}`;
    }
    case 'published-source':
      return `published source ${record.id}`;
    case 'respondent':
      return `respondent ${record.id} of ${record.survey}`;
  }
}

export function tableRows(item: StillRecord, provenance: Provenance): TableRow[] {
  const { kind, record } = item;
  switch (kind) {
    case 'organisation': {
      const { asOf, ownershipGroup, typeGroup, ...rest } = record;
      const row = { ...rest, as_of: asOf, ownership_group: ownershipGroup, type_group: typeGroup };
      return [{ table: 'organisations', row: { ...row, ...provenance } }];
    }
    case 'account': {
      const { organisationId, seenOn, ...rest } = record;
      const row = { ...rest, organisation_id: organisationId, seen_on: seenOn };
      return [{ table: 'accounts', row: { ...row, ...provenance } }];
    }
    case 'published-figure':
      return [{ table: 'published_figures', row: { ...record, ...provenance } }];
    case 'published-source':
      return [{ table: 'published_sources', row: { ...record, ...provenance } }];
    case 'respondent':
      return respondentRows(record, provenance);
  }
}

function respondentRows(respondent: Respondent, provenance: Provenance): TableRow[] {
  const { survey, id, answers, weight, replicates } = respondent;
  const whose = { survey, respondent: id, ...provenance };
  return [
    { table: 'survey_weights', row: { ...whose, weight, replicates } },
    ...Object.entries(answers).map(([variable, answer]) => ({
      table: 'survey_answers',
      row: { ...whose, variable, answer },
    })),
  ];
}
