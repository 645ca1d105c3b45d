/**
 * When a foreign key can stand. Half-way through a plan a schema may have one whose columns have different types, or
 * which no index supports: the server then has it taken off, and it is put on again by the step after which it can
 * stand. So each step knows, from the schemas around it alone, what the server has.
 */
import { mentions } from '../../ir/expression.js';
import { keyOf, type QName, sameName } from '../../ir/name.js';
import { findTable, tablesAround } from '../../ir/revise.js';
import type { Column, ForeignKey, Schema, Table } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import type { AlterAction, Statement, StatementByKind } from '../../sql/ast.js';
import type { Change } from '../dialect.js';
import { hasCharset } from './charset.js';
import { costsOf } from './cost-of.js';
import { begins, keysOf } from './index-shape.js';
import { counterChanges } from './legalise-counter.js';
import { withPinnedIndexes } from './legalise-index.js';
import { hasHashed } from './odd-table.js';
import type { Product } from './product.js';

/** Equal for two columns that InnoDB can compare. https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html */
const family = (t: Table, c: Column): string => {
  switch (c.type.kind) {
    case 'Boolean':
      return 'Integer 8 false';
    case 'Integer':
      return `Integer ${c.type.bits} ${c.type.unsigned}`;
    case 'Varchar':
    case 'Char':
    case 'Text':
      return `text ${c.collation ?? t.options.collation ?? ''}`;
    case 'Binary':
    case 'Blob':
      return 'bytes';
    case 'Native':
      return c.type.spelling;
    default:
      return c.type.kind;
  }
};

const columnOf = (t: Table, name: string): Column | undefined =>
  t.columns.find((c) => c.name.toLowerCase() === name.toLowerCase());

const stands = (product: Product, s: Schema, child: Table, f: ForeignKey): boolean => {
  const keys = keysOf(child, product.features.foreignKeysUseDescending);
  if (!keys.some((k) => begins(k, f.columns))) return false;
  const parent = sameName(f.references.table, child.name) ? child : findTable(s, f.references.table);
  // A table of another database, or one that is not there: not for us to judge.
  if (parent === undefined) return true;
  const wanted = new Set(f.references.columns.map((c) => c.toLowerCase()));
  const supported = keysOf(parent, true).some(
    (k) => k.length >= wanted.size && k.slice(0, wanted.size).every((c) => wanted.has(c.toLowerCase())),
  );
  return (
    supported &&
    f.columns.every((name, n) => {
      const a = columnOf(child, name);
      const b = columnOf(parent, f.references.columns[n] ?? '');
      return a === undefined || b === undefined || family(child, a) === family(parent, b);
    })
  );
};

interface Placed {
  readonly table: Table;
  readonly foreignKey: ForeignKey;
  readonly stands: boolean;
}

/** By the table's name after the step and the key's own name. */
const placed = (
  product: Product,
  s: Schema,
  near: ReadonlyArray<Table>,
  renamed: (n: QName) => QName,
): ReadonlyMap<string, Placed> =>
  new Map(
    near.flatMap((table) =>
      table.foreignKeys.map((foreignKey): readonly [string, Placed] => [
        `${keyOf(renamed(table.name))}\u0000\u0000${foreignKey.name}`,
        { table, foreignKey, stands: stands(product, s, table, foreignKey) },
      ]),
    ),
  );

/** The tables that a step speaks of: no key can begin or cease to stand but theirs and those that point to them. */
const subjectsOf = (change: Change): ReadonlyArray<QName> =>
  change.statements.flatMap((s): ReadonlyArray<QName> => {
    switch (s.kind) {
      case 'AlterTable':
        return [s.before.name, s.after.name];
      case 'RenameTable':
        return [s.from, s.to];
      case 'CreateTable':
      case 'DropTable':
        return [s.table.name];
      case 'CreateIndex':
      case 'DropIndex':
      case 'Update':
        return [s.table];
      default:
        return [];
    }
  });

export interface ForeignKeyWork {
  /** Before everything else of the step, and after it. */
  readonly drops: ReadonlyArray<Statement>;
  readonly adds: ReadonlyArray<Statement>;
  /** Whether an action of the step on a foreign key is still to be said. */
  readonly keeps: (table: QName, action: AlterAction) => boolean;
  readonly standing: (table: Table, f: ForeignKey) => boolean;
}

const temporal: ReadonlySet<DataType['kind']> = new Set(['Date', 'Time', 'DateTime', 'Year']);

/** A copy of the table cannot rename a column of a foreign key: error 1846. */
const copiesToRename = (product: Product, t: Table, column: string): boolean =>
  hasHashed(t) ||
  (product.features.copiesToRename &&
    (t.columns.some(
      (c) =>
        (c.generated !== null && mentions(c.generated.expr, column)) ||
        (temporal.has(c.type.kind) && t.checks.some((k) => mentions(k.expr, c.name))),
    ) ||
      t.checks.some((k) => mentions(k.expr, column))));

const losesNull = (a: AlterAction): boolean => a.kind === 'AlterColumn' && a.before.nullable && !a.after.nullable;

/** Whether all that the step does to the table makes the server copy it. */
const isCopied = (product: Product, change: Change, s: StatementByKind['AlterTable']): boolean => {
  const said = change.statements.flatMap((x) =>
    x.kind === 'AlterTable' && sameName(x.after.name, s.after.name) ? x.actions : [],
  );
  const after = findTable(change.after, s.after.name) ?? s.after;
  const actions = [...said, ...counterChanges(s.before, after, said)];
  return costsOf(product, { ...s, actions }, change.before).cost.algorithm === 'COPY';
};

/**
 * Columns that cannot be had while their key stands: their values are stored or compared in another way after the step
 * (error 1832 or 1833), or they are renamed or made NOT NULL by a copy (errors 1846, 1832, 1833).
 */
const changedColumns = (product: Product, change: Change): ReadonlySet<string> => {
  const changed = new Set<string>();
  for (const s of change.statements) {
    if (s.kind !== 'AlterTable') continue;
    const mark = (c: string): void => {
      changed.add(`${keyOf(s.after.name)}\u0000\u0000${c.toLowerCase()}`);
    };
    for (const a of s.actions) {
      if (a.kind === 'AlterColumn' && (a.using !== null || shape(a.before) !== shape(a.after))) mark(a.after.name);
      if (a.kind === 'AlterColumn' && losesNull(a) && product.features.copiesKeepNull && isCopied(product, change, s))
        mark(a.after.name);
      if (a.kind === 'RenameColumn' && copiesToRename(product, s.before, a.from.name)) mark(a.to);
      if (a.kind === 'SetOptions' && a.from.collation !== a.to.collation)
        for (const c of s.after.columns) if (hasCharset(c.type) && c.collation === null) mark(c.name);
    }
  }
  return changed;
};

/** Whether a statement can make any foreign key stand or fall. Most cannot, and a schema may have thousands of keys. */
const reachesKeys = (s: Statement): boolean => {
  switch (s.kind) {
    case 'CreateTable':
    case 'DropTable':
    case 'RenameTable':
    case 'CreateIndex':
    case 'DropIndex':
      return true;
    case 'AlterTable':
      return s.actions.some((a) => {
        switch (a.kind) {
          case 'AddColumn':
          case 'DropColumn':
          case 'AddCheck':
          case 'DropCheck':
            return false;
          case 'AlterColumn':
            return a.using !== null || shape(a.before) !== shape(a.after) || losesNull(a);
          case 'SetOptions':
            return a.from.collation !== a.to.collation;
          default:
            return true;
        }
      });
    default:
      return false;
  }
};

const none: ForeignKeyWork = { drops: [], adds: [], keeps: () => true, standing: () => true };

const shape = (c: Column): string => JSON.stringify([c.type, c.charset, c.collation, c.generated]);

const grouped = (parts: ReadonlyArray<Placed>, action: (f: ForeignKey) => AlterAction): ReadonlyArray<Statement> => {
  const tables = new Map<string, { table: Table; actions: AlterAction[] }>();
  for (const p of parts) {
    const entry = tables.get(keyOf(p.table.name)) ?? { table: p.table, actions: [] };
    entry.actions.push(action(p.foreignKey));
    tables.set(keyOf(p.table.name), entry);
  }
  return [...tables.values()].map(({ table, actions }) => ({
    kind: 'AlterTable',
    before: table,
    after: table,
    actions: withPinnedIndexes(table, table, actions),
  }));
};

export const foreignKeyWork = (product: Product, change: Change): ForeignKeyWork => {
  if (!change.statements.some(reachesKeys)) return none;
  const renames = change.statements.flatMap((s) => (s.kind === 'RenameTable' ? [s] : []));
  const renamed = (n: QName): QName => renames.reduce((x, r) => (sameName(x, r.from) ? r.to : x), n);
  const subjects = subjectsOf(change);
  const before = placed(product, change.before, tablesAround(change.before, subjects), renamed);
  const after = placed(product, change.after, tablesAround(change.after, subjects), (n) => n);
  const changed = changedColumns(product, change);
  const said = new Set(
    change.statements.flatMap((s) =>
      s.kind === 'AlterTable'
        ? s.actions.flatMap((a) =>
            a.kind === 'AddForeignKey' || a.kind === 'DropForeignKey'
              ? [`${keyOf(s.after.name)}\u0000\u0000${a.foreignKey.name}`]
              : [],
          )
        : s.kind === 'CreateTable'
          ? s.table.foreignKeys.map((f) => `${keyOf(s.table.name)}\u0000\u0000${f.name}`)
          : [],
    ),
  );
  const touched = (p: Placed): boolean =>
    p.foreignKey.columns.some((c) => changed.has(`${keyOf(p.table.name)}\u0000\u0000${c.toLowerCase()}`)) ||
    p.foreignKey.references.columns.some((c) =>
      changed.has(`${keyOf(p.foreignKey.references.table)}\u0000\u0000${c.toLowerCase()}`),
    );
  // What cannot stand at the end of the plan either is said all the same: the server shall refuse it, and nobody believe it done.
  const never = (table: QName, f: ForeignKey): boolean => {
    const child = change.end === undefined ? undefined : findTable(change.end, table);
    const there = child?.foreignKeys.find((x) => x.name === f.name);
    return (
      change.end !== undefined &&
      child !== undefined &&
      there !== undefined &&
      !stands(product, change.end, child, there)
    );
  };
  const drops: Placed[] = [];
  const adds: Placed[] = [];
  for (const [key, now] of after) {
    const old = before.get(key);
    if (said.has(key) || old === undefined) continue;
    const again = touched(now);
    if (old.stands && (!now.stands || again)) drops.push(old);
    if (now.stands && (!old.stands || again)) adds.push(now);
  }
  return {
    drops: grouped(drops, (foreignKey) => ({ kind: 'DropForeignKey', foreignKey })),
    adds: grouped(adds, (foreignKey) => ({ kind: 'AddForeignKey', foreignKey })),
    keeps: (table, a) => {
      if (a.kind === 'DropForeignKey')
        return before.get(`${keyOf(table)}\u0000\u0000${a.foreignKey.name}`)?.stands ?? true;
      if (a.kind === 'AddForeignKey')
        return (
          never(table, a.foreignKey) || (after.get(`${keyOf(table)}\u0000\u0000${a.foreignKey.name}`)?.stands ?? true)
        );
      return true;
    },
    standing: (table, f) =>
      never(table.name, f) || (after.get(`${keyOf(table.name)}\u0000\u0000${f.name}`)?.stands ?? true),
  };
};
