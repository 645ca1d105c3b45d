/**
 * A check, an expression of an index or its predicate that reads a column whose type changes is taken off before and made
 * again after, where the engine would read its own words again and keep the casts of the old type in them: what was
 * `n < 5` over numeric becomes `n::numeric < 5::numeric` over integer, and a moment compared with a timestamp would go on
 * being compared with one (PostgreSQL, ALTER TABLE … SET DATA TYPE: constraints are re-parsed from their source).
 */
import type { Intent, IntentByKind } from '../intent/algebra.js';
import { sameCheck, sameIndex } from '../ir/equal.js';
import { E, type Expr, mapExpr, mentions } from '../ir/expression.js';
import { keyOf } from '../ir/name.js';
import type { Index, Schema, Storage, Table } from '../ir/schema.js';
import { afterRenames } from './after-renames.js';

type Changed = IntentByKind['ChangeType'];

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const isNumber = (e: Expr): boolean => e.kind === 'Literal' && e.value.kind === 'Number';
const isWhole = (storage: Storage): boolean => storage.type.kind === 'Integer';

/** `n is null`, or an integer beside a number: said in the same words whatever the integer's size. */
const saidAlike = (e: Expr, { column, from, to }: Changed): boolean => {
  const isIt = (x: Expr): boolean => x.kind === 'Column' && x.name === column;
  if (e.kind === 'Is') return isIt(e.arg) && e.what === 'null';
  if (e.kind !== 'Binary' || !comparisons.has(e.op) || !isWhole(from) || !isWhole(to)) return false;
  return (isIt(e.left) && isNumber(e.right)) || (isNumber(e.left) && isIt(e.right));
};

const reads = (e: Expr | null, changed: ReadonlyArray<Changed>): boolean =>
  e !== null &&
  changed.some((c) =>
    mentions(
      mapExpr(e, (x) => (saidAlike(x, c) ? E.boolean(true) : x)),
      c.column,
    ),
  );

const indexReads = (i: Index, columns: ReadonlyArray<Changed>): boolean =>
  reads(i.where, columns) || i.parts.some((p) => p.of.kind === 'Expression' && reads(p.of.expr, columns));

const around = (before: Table, after: Table, columns: ReadonlyArray<Changed>): ReadonlyArray<[Intent, Intent]> => {
  const table = after.name;
  return [
    ...after.checks
      .filter((c) => reads(c.expr, columns) && before.checks.some((b) => sameCheck(b, c)))
      .map((check): [Intent, Intent] => [
        { kind: 'DropCheck', table, check },
        { kind: 'AddCheck', table, check },
      ]),
    ...after.indexes
      .filter((i) => indexReads(i, columns) && before.indexes.some((b) => sameIndex(b, i)))
      .map((index): [Intent, Intent] => [
        { kind: 'DropIndex', table, index },
        { kind: 'AddIndex', table, index },
      ]),
  ];
};

export const detourExpressions = (intents: ReadonlyArray<Intent>, from: Schema, to: Schema): ReadonlyArray<Intent> => {
  const changed = new Map<string, ReadonlyArray<Changed>>();
  for (const i of intents)
    if (i.kind === 'ChangeType') {
      const key = keyOf(i.table);
      changed.set(key, [...(changed.get(key) ?? []), i]);
    }
  if (changed.size === 0) return intents;
  const old = new Map(afterRenames(intents, from).tables.map((t) => [keyOf(t.name), t]));
  const pairs = to.tables.flatMap((after) => {
    const columns = changed.get(keyOf(after.name));
    const before = old.get(keyOf(after.name));
    return columns === undefined || before === undefined ? [] : around(before, after, columns);
  });
  return pairs.length === 0 ? intents : [...pairs.map(([drop]) => drop), ...intents, ...pairs.map(([, add]) => add)];
};
