/** Names of the shipped topics, for whoever prints them: without reading the phrases, which takes a hundred times as long. */

import { shippedFiles } from './files.ts';
import { parseGroup } from './format.ts';

let names: ReadonlyMap<string, string> | null = null;

/** English name of each topic by its id. Topics of a study file are not among them. */
export function topicNames(): ReadonlyMap<string, string> {
  names ??= new Map(
    shippedFiles().groups.flatMap(({ file, text }) =>
      parseGroup(text, file).topics.map(({ id, name }) => [id, name] as const),
    ),
  );
  return names;
}
