/**
 * Which locks a statement takes, on its table and on others, and whether it writes the table anew. The table below says it
 * by kind; it was read from pg_locks and pg_class.relfilenode on 15 and 18.
 * https://www.postgresql.org/docs/18/explicit-locking.html, https://www.postgresql.org/docs/18/sql-altertable.html
 */

import { sameGenerated } from '../../ir/equal.js';
import type { Expr } from '../../ir/expression.js';
import { mapExpr } from '../../ir/expression.js';
import { type QName, sameName } from '../../ir/name.js';
import type { Column, ForeignKey } from '../../ir/schema.js';
import { type DataType, sameType } from '../../ir/type.js';
import type { AlterAction, Statement } from '../../sql/ast.js';
import type { Lock } from '../dialect.js';
import { rewritesType } from './rewrites.js';

type Strength =
  | 'AccessShare'
  | 'RowExclusive'
  | 'ShareUpdateExclusive'
  | 'Share'
  | 'ShareRowExclusive'
  | 'AccessExclusive';

/** Weakest first. Readers wait for AccessExclusive only; writers from Share on. */
const order: ReadonlyArray<Strength> = [
  'AccessShare',
  'RowExclusive',
  'ShareUpdateExclusive',
  'Share',
  'ShareRowExclusive',
  'AccessExclusive',
];

const lock = (table: QName, strength: Strength, rewrites = false): Lock => ({
  table,
  strength,
  rewrites,
  blocksReads: strength === 'AccessExclusive',
  blocksWrites: order.indexOf(strength) >= order.indexOf('Share'),
});

/** By action; what is not here takes AccessExclusive. */
const byAction: Readonly<Partial<Record<AlterAction['kind'], Strength>>> = {
  AddForeignKey: 'ShareRowExclusive',
  AddIndex: 'Share',
};

/** Functions whose value differs from row to row, so that a default cannot be stored once. */
const volatile = new Set(['clock_timestamp', 'timeofday', 'random', 'gen_random_uuid', 'uuidv4', 'uuidv7', 'nextval']);
/** Functions known to be the same for all rows of one statement. */
const steady = new Set(['now', 'current_timestamp', 'current_date', 'current_time', 'localtime', 'localtimestamp']);

/** True when in doubt: a function nobody knows may be volatile. */
export const isVolatile = (e: Expr): boolean => {
  let found = false;
  mapExpr(e, (x) => {
    if (x.kind === 'Native' || (x.kind === 'Call' && (volatile.has(x.name) || !steady.has(x.name)))) found = true;
    return x;
  });
  return found;
};

/** Types that are no domains. A domain with conditions makes the server write every row, even with NULL in it. */
const known =
  /^(?:bit|box|cidr|circle|citext|geography|geometry|hstore|inet|interval|jsonpath|line|lseg|ltree|macaddr8?|money|name|oid|path|pg_lsn|point|polygon|regclass|tsquery|tsvector|vector|xml|(?:int[48]|num|ts|tstz|date)(?:multi)?range)\b/i;
const mayBeDomain = (t: DataType): boolean =>
  t.kind === 'Native' && !t.spelling.endsWith('[]') && !known.test(t.spelling.replace(/^pg_catalog\./, ''));

const addRewrites = (c: Column): boolean =>
  mayBeDomain(c.type) ||
  c.identity !== null ||
  c.generated?.stored === true ||
  (c.default?.kind === 'Expression' && isVolatile(c.default.expr));

const alterRewrites = (before: Column, after: Column, using: Expr | null): boolean => {
  if (
    after.generated?.stored === true &&
    before.generated !== null &&
    !sameGenerated(before.generated, after.generated)
  )
    return true;
  return !sameType(before.type, after.type) && (using !== null || rewritesType(before.type, after.type));
};

const rewrites = (a: AlterAction): boolean => {
  switch (a.kind) {
    case 'AddColumn':
      return addRewrites(a.column);
    case 'AlterColumn':
      return alterRewrites(a.before, a.after, a.using);
    case 'SetOptions':
      return a.from.unlogged !== a.to.unlogged;
    default:
      return false;
  }
};

const strengthOf = (a: AlterAction): Strength => {
  if (a.kind === 'SetOptions') return a.from.unlogged === a.to.unlogged ? 'ShareUpdateExclusive' : 'AccessExclusive';
  return byAction[a.kind] ?? 'AccessExclusive';
};

const parent = (f: ForeignKey, table: QName, strength: Strength): ReadonlyArray<Lock> =>
  sameName(f.references.table, table) ? [] : [lock(f.references.table, strength)];

const onParents = (a: AlterAction, table: QName): ReadonlyArray<Lock> => {
  if (a.kind === 'AddForeignKey') return parent(a.foreignKey, table, 'ShareRowExclusive');
  return a.kind === 'DropForeignKey' ? parent(a.foreignKey, table, 'AccessExclusive') : [];
};

const stronger = (a: Strength, b: Strength): Strength => (order.indexOf(a) >= order.indexOf(b) ? a : b);

const ranks: ReadonlyMap<string, number> = new Map(order.map((strength, at) => [strength, at]));
const rank = (l: Lock): number => ranks.get(l.strength) ?? -1;

/** One lock a table: the strongest. */
const merged = (locks: ReadonlyArray<Lock>): ReadonlyArray<Lock> =>
  locks.filter((l, i) =>
    locks.every((o, j) => !sameName(o.table, l.table) || rank(o) < rank(l) || (rank(o) === rank(l) && i <= j)),
  );

const verbatimStrength = (sql: string): Strength => {
  if (sql.startsWith('SELECT ')) return 'AccessShare';
  return sql.startsWith('INSERT ') ? 'RowExclusive' : 'AccessExclusive';
};

const strengthNamed = (word: string | undefined): Strength | null => order.find((s) => s === word) ?? null;

export const locks = (s: Statement): ReadonlyArray<Lock> => {
  switch (s.kind) {
    case 'CreateTable':
      return merged(s.table.foreignKeys.flatMap((f) => parent(f, s.table.name, 'ShareRowExclusive')));
    case 'DropTable':
      return merged([
        lock(s.table.name, 'AccessExclusive'),
        ...s.table.foreignKeys.flatMap((f) => parent(f, s.table.name, 'AccessExclusive')),
      ]);
    case 'RenameTable':
      return [lock(s.from, 'AccessExclusive')];
    case 'AlterTable': {
      const table = s.before.name;
      // ALTER INDEX … RENAME locks the index only.
      if (s.actions.every((a) => a.kind === 'RenameIndex')) return [];
      const strength = s.actions.map(strengthOf).reduce<Strength>(stronger, 'AccessShare');
      return merged([
        lock(table, strength, s.actions.some(rewrites)),
        ...s.actions.flatMap((a) => onParents(a, table)),
      ]);
    }
    case 'CreateIndex':
      return [lock(s.table, s.concurrently ? 'ShareUpdateExclusive' : 'Share')];
    case 'DropIndex':
      return [lock(s.table, s.concurrently ? 'ShareUpdateExclusive' : 'AccessExclusive')];
    case 'Update':
      return [lock(s.table, 'RowExclusive')];
    case 'InsertSelect':
      return [lock(s.into, 'RowExclusive'), lock(s.from, 'AccessShare')];
    case 'Comment':
      if (s.on.kind === 'Table' || s.on.kind === 'Column') return [lock(s.on.table, 'ShareUpdateExclusive')];
      return [];
    case 'CreateObject':
      return s.object.on === null ? [] : [lock(s.object.on, 'ShareRowExclusive')];
    case 'DropObject':
      return s.object.on === null ? [] : [lock(s.object.on, 'AccessExclusive')];
    case 'Rows':
      return s.rows.step === 'keep'
        ? [lock(s.rows.kept, 'RowExclusive'), lock(s.rows.table, 'AccessShare')]
        : [lock(s.rows.table, 'RowExclusive'), lock(s.rows.kept, 'AccessShare')];
    case 'Assert':
      return [lock(s.table, 'AccessShare')];
    case 'Verbatim':
      return s.touches === null ? [] : [lock(s.touches, strengthNamed(s.strength) ?? verbatimStrength(s.sql))];
    case 'CreateEnum':
    case 'DropEnum':
    case 'RenameEnum':
    case 'ReplaceEnum':
    case 'AddEnumValue':
      return [];
  }
};
