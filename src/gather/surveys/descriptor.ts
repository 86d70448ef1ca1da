/**
 * What must be known of a survey release before its numbers mean anything: weights, the factor and degrees of freedom of
 * its replicates, valid and missing codes with the words they go by, which questions read alike in which cycle, and groups.
 */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { CliError, EXIT } from '../../errors.ts';

/** Words by code; the first is shown, the others are what files also call it. */
const labels = z.record(z.string().regex(/^-?\d+$/), z.array(z.string().min(1)).min(1));

const descriptorSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  publisher: z.string().min(1),
  url: z.string(),
  /** Year of the fieldwork. */
  cycle: z.int(),
  base: z.string().min(1),
  respondent: z.string().min(1),
  weight: z.string().min(1),
  replicates: z.strictObject({
    prefix: z.string().min(1),
    count: z.int().positive(),
    /** The multiplier c_r of each squared deviation. */
    factor: z.number().positive(),
  }),
  degrees_of_freedom: z.int().positive(),
  missing: z.array(
    z.strictObject({ code: z.int().negative(), meaning: z.string(), starts: z.array(z.string().min(1)) }),
  ),
  empty: z.int().negative(),
  scales: z.record(z.string(), labels),
  items: z.record(z.string(), z.strictObject({ wording: z.string().min(1), scale: z.string() })),
  groups: z.record(
    z.string(),
    z.strictObject({
      title: z.string().min(1),
      variable: z.string().min(1),
      values: labels,
      categories: z.array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9-]+$/),
          label: z.string().min(1),
          codes: z.array(z.int()).min(1),
          /** Whether figures show it; published tables may name categories too small to draw. */
          drawn: z.boolean().default(true),
        }),
      ),
    }),
  ),
});

export type SurveyDescriptor = z.infer<typeof descriptorSchema>;
export type SurveyGroup = SurveyDescriptor['groups'][string];
/** Valid codes of one variable with the words for them. */
export type ValueLabels = Readonly<Record<string, readonly string[]>>;

/** The descriptors that come with the house. */
export const SURVEYS: readonly SurveyDescriptor[] = ['hints6', 'hints7'].map((id) =>
  readDescriptor(`${import.meta.dirname}/${id}.yaml`),
);

/** A descriptor by its id (`hints7`) or from a YAML file of the same form. */
export function findDescriptor(nameOrFile: string): SurveyDescriptor {
  const known = SURVEYS.find(({ id }) => id === nameOrFile);
  if (known) return known;
  if (/\.ya?ml$/.test(nameOrFile)) return readDescriptor(nameOrFile);
  const ids = SURVEYS.map(({ id }) => id).join(', ');
  throw new CliError(
    `no survey "${nameOrFile}": write one of ${ids}, or the path of a descriptor in YAML`,
    EXIT.usage,
  );
}

function readDescriptor(file: string): SurveyDescriptor {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CliError(`no survey descriptor at ${file}: name a YAML file`, EXIT.usage, { cause });
  }
  const checked = descriptorSchema.safeParse(parse(text));
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new CliError(`${file}: ${issue.path.map(String).join('.')}: ${issue.message}`, EXIT.usage);
  }
  for (const [variable, { scale }] of Object.entries(checked.data.items))
    if (!(scale in checked.data.scales))
      throw new CliError(`${file}: ${variable} names the scale "${scale}": add it under scales`, EXIT.usage);
  return checked.data;
}

/** Every variable that is read, with its valid codes. */
export function variablesOf(descriptor: SurveyDescriptor): ReadonlyMap<string, ValueLabels> {
  return new Map([
    ...Object.entries(descriptor.items).map(
      ([variable, { scale }]) => [variable, descriptor.scales[scale]] as const,
    ),
    ...Object.values(descriptor.groups).map(({ variable, values }) => [variable, values] as const),
  ]);
}
