/**
 * The Altair YAML spec: the `persistence:` block of an endpoint file → what it asks of the database. Pure; collects every
 * problem, each with its line.
 */
import type { Desired } from '../../ir/desired.js';
import type { Problem } from '../../ir/problem.js';
import { left, type Validated } from '../../prelude.js';
import { mergeDesired } from '../merge.js';
import { asEntity } from './entity.js';
import { type Entry, isNull, type Node } from './node.js';
import { readYaml } from './read-yaml.js';
import { type Source, source } from './report.js';
import { asList, asMap, keysOf } from './values.js';

const block = 'persistence';

/** @param file the name that positions carry; nothing is read. */
export const readSpec = (file: string, text: string): Validated<Problem, Desired> => {
  // A byte order mark is no part of the text, and would shift the first line's columns.
  const src = source(file, text.replace(/^\ufeff/, ''));
  const root = readYaml(src.report, src.text, block);
  const entities = root === null ? null : entitiesOf(src, root);
  const read = (entities ?? []).flatMap((node) => asEntity(src, node) ?? []);
  const merged = mergeDesired(read);
  if (src.count() === 0) return merged;
  return left([...src.problems(), ...(merged._tag === 'Left' ? merged.left : [])]);
};

const entitiesOf = (src: Source, root: Node): ReadonlyArray<Node> | null => {
  const entry = root.kind === 'Map' ? root.entries.find((e) => e.key === block) : undefined;
  if (entry === undefined || isNull(entry.value)) return empty(src, root.offset);
  const said = entitiesIn(src, entry);
  return said === null || said.length > 0 || src.count() > 0 ? said : empty(src, entry.keyOffset);
};

/** The entities of a persistence block, whatever its key; null when it was refused. */
export const entitiesIn = (src: Source, entry: Entry): ReadonlyArray<Node> | null => {
  const map = asMap(src, entry.value, entry.key);
  if (map === null) return null;
  const keys = keysOf(src, map, entry.key, ['entity', 'entities', 'repository']);
  const one = keys.get('entity');
  const several = keys.get('entities');
  return [
    ...(one === undefined || isNull(one.value) ? [] : [one.value]),
    ...(several === undefined || isNull(several.value) ? [] : (asList(src, several.value, 'entities') ?? [])),
  ];
};

const empty = (src: Source, offset: number): null => {
  src.report(
    'source.empty',
    offset,
    { source: src.file },
    'Describe a table in persistence: entity: { table: …, fields: { … } }.',
  );
  return null;
};
