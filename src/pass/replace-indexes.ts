/**
 * On a busy table an index that gives way to another of its name goes last: the new one is built beside it, under a name of
 * its own, so that no query is without. Only where nothing between the two needs the old one gone.
 */
import type { Capabilities } from '../dialect/dialect.js';
import type { Intent, IntentByKind } from '../intent/algebra.js';
import { subjectOf } from '../intent/subject.js';
import { type QName, sameName } from '../ir/name.js';
import { fitName } from './fit-name.js';

const harmless: ReadonlySet<Intent['kind']> = new Set([
  'DropIndex',
  'AddIndex',
  'DropUnique',
  'AddUnique',
  'SetDefault',
]);

const between = (intents: ReadonlyArray<Intent>, table: QName, from: number, to: number): ReadonlyArray<Intent> =>
  intents.slice(from + 1, to).filter((i) => {
    const subject = subjectOf(i);
    return subject === null || sameName(subject, table);
  });

/** @param intents in their order. */
export const replaceIndexes = (
  intents: ReadonlyArray<Intent>,
  capabilities: Capabilities,
  busy: (table: QName) => boolean,
): ReadonlyArray<Intent> => {
  if (!capabilities.renamesIndexes) return intents;
  const gone = new Set<number>();
  const instead = new Map<number, ReadonlyArray<Intent>>();
  intents.forEach((drop, i) => {
    if (drop.kind !== 'DropIndex' || drop.index.name === null || !busy(drop.table)) return;
    const { name } = drop.index;
    const j = intents.findIndex(
      (a, at) => at > i && a.kind === 'AddIndex' && a.index.name === name && sameName(a.table, drop.table),
    );
    const add = intents[j];
    if (add?.kind !== 'AddIndex') return;
    if (!between(intents, drop.table, i, j).every((x) => harmless.has(x.kind))) return;
    const beside = fitName(`${name}_new`, capabilities.identifier);
    const built: IntentByKind['AddIndex'] = { ...add, index: { ...add.index, name: beside } };
    gone.add(i);
    instead.set(j, [built, drop, { kind: 'RenameIndex', table: add.table, index: built.index, to: name }]);
  });
  return gone.size === 0 ? intents : intents.flatMap((x, i) => (gone.has(i) ? [] : (instead.get(i) ?? [x])));
};
