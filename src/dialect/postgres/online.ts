/**
 * The same change without holding a lock while rows are read: indexes are built concurrently, constraints are added
 * unverified and verified apart, a key takes over an index that is there. What takes a strong lock waits for it no longer
 * than a moment and commits at once. https://www.postgresql.org/docs/18/sql-altertable.html#SQL-ALTERTABLE-NOTES,
 * https://www.postgresql.org/docs/18/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
 */

import { E } from '../../ir/expression.js';
import { type QName, sameName } from '../../ir/name.js';
import { findTable } from '../../ir/revise.js';
import { type Column, type Index, index, indexPart, type Schema, type Table } from '../../ir/schema.js';
import type { AlterAction, Bound, Statement, StatementByKind } from '../../sql/ast.js';
import type { Change, Dialect } from '../dialect.js';
import { isVolatile } from './locks.js';
import { makeObjectName } from './object-name.js';
import { quote, quoteName } from './quote.js';

type Alter = StatementByKind['AlterTable'];
type Action<K extends AlterAction['kind']> = Extract<AlterAction, { kind: K }>;

const perPiece = 10_000;

/** Whoever waits for a lock makes everybody behind him wait: better to fail and be run again. */
const patience = `SET LOCAL lock_timeout = '5s'`;

const say = (sql: string, touches: QName | null, bound: Bound, strength?: string): Statement => ({
  kind: 'Verbatim',
  sql,
  touches,
  bound,
  ...(strength === undefined ? {} : { strength }),
});

/** In a transaction of its own, in which the setting ends too. */
const briefly = (...statements: ReadonlyArray<Statement>): ReadonlyArray<Statement> => [
  say(patience, null, 'begins'),
  ...statements.map(({ bound: _, ...s }, i): Statement => (i === statements.length - 1 ? { ...s, bound: 'ends' } : s)),
];

const validate = (table: QName, name: string): ReadonlyArray<Statement> =>
  briefly(
    say(`ALTER TABLE ${quoteName(table)} VALIDATE CONSTRAINT ${quote(name)}`, table, 'ends', 'ShareUpdateExclusive'),
  );

/** An index that an interrupted attempt left behind is invalid and stands in the way. */
const build = (table: QName, wanted: Index): ReadonlyArray<Statement> => [
  say(
    `DROP INDEX CONCURRENTLY IF EXISTS ${quoteName({ namespace: table.namespace, name: wanted.name ?? '' })}`,
    table,
    'outside',
    'ShareUpdateExclusive',
  ),
  { kind: 'CreateIndex', table, index: wanted, concurrently: true },
];

/**
 * NOT NULL without a scan under the lock: by a check that was verified before. Version 18 could add the constraint itself
 * unverified, but only under a name, and that may be taken: the one that the server once gave to another column stays when
 * columns are renamed. SET NOT NULL finds a free one by itself.
 */
const notNull = (s: Alter, to: Column): ReadonlyArray<Statement> => {
  const table = s.before.name;
  const on = `ALTER TABLE ${quoteName(table)}`;
  const helper = makeObjectName(table.name, to.name, 'altair_not_null');
  return [
    ...briefly(
      say(`${on} ADD CONSTRAINT ${quote(helper)} CHECK (${quote(to.name)} IS NOT NULL) NOT VALID`, table, 'ends'),
    ),
    ...validate(table, helper),
    ...briefly(
      say(`${on} ALTER COLUMN ${quote(to.name)} SET NOT NULL`, table, 'ends'),
      say(`${on} DROP CONSTRAINT ${quote(helper)}`, table, 'ends'),
    ),
  ];
};

const alter = (s: Alter, ...actions: ReadonlyArray<AlterAction>): ReadonlyArray<Statement> =>
  briefly({ ...s, actions });

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const altered = (s: Alter, a: Action<'AlterColumn'>): ReadonlyArray<Statement> => {
  if (!a.before.nullable || a.after.nullable) return alter(s, a);
  const rest: Column = { ...a.after, nullable: true };
  return [...(same(a.before, rest) && a.using === null ? [] : alter(s, { ...a, after: rest })), ...notNull(s, a.after)];
};

/** A value that differs from row to row would be written into every row under the lock. */
const added = (s: Alter, a: Action<'AddColumn'>): ReadonlyArray<Statement> => {
  const { column } = a;
  const { default: value } = column;
  if (value?.kind !== 'Expression' || !isVolatile(value.expr) || column.identity !== null) return alter(s, a);
  const bare: Column = { ...column, nullable: true, default: null };
  const made: Column = { ...column, nullable: true };
  const key = s.before.primaryKey?.columns.map((c) => c.name) ?? null;
  const update: Statement = {
    kind: 'Update',
    table: s.before.name,
    set: [{ column: column.name, value: value.expr }],
    where: E.isNull(E.column(column.name)),
    batch: key === null ? null : { key, size: perPiece, rows: null },
  };
  return [
    ...briefly(
      { ...s, actions: [{ ...a, column: bare }] },
      { ...s, actions: [{ kind: 'AlterColumn', before: bare, after: made, using: null }] },
    ),
    key === null ? { ...update, bound: 'outside' } : update,
    ...(column.nullable ? [] : notNull(s, column)),
  ];
};

const keyIndex = (name: string, columns: ReadonlyArray<string>, more: Partial<Index> = {}): Index =>
  index(
    columns.map((c) => indexPart(c)),
    { name, unique: true, ...more },
  );

const using = (s: Alter, name: string, what: string, tail = ''): ReadonlyArray<Statement> =>
  briefly(
    say(
      `ALTER TABLE ${quoteName(s.before.name)} ADD CONSTRAINT ${quote(name)} ${what} USING INDEX ${quote(name)}${tail}`,
      s.before.name,
      'ends',
    ),
  );

const deferrable = { no: '', immediate: ' DEFERRABLE', deferred: ' DEFERRABLE INITIALLY DEFERRED' } as const;

const step = (s: Alter, a: AlterAction): ReadonlyArray<Statement> => {
  const table = s.before.name;
  switch (a.kind) {
    case 'AddForeignKey': {
      const { name } = a.foreignKey;
      if (a.foreignKey.notValid || name === null) return alter(s, a);
      return [...alter(s, { ...a, foreignKey: { ...a.foreignKey, notValid: true } }), ...validate(table, name)];
    }
    case 'AddCheck': {
      const { name } = a.check;
      if (a.check.notValid || !a.check.enforced || name === null) return alter(s, a);
      return [...alter(s, { ...a, check: { ...a.check, notValid: true } }), ...validate(table, name)];
    }
    case 'AddUnique': {
      const { name, columns, include, nullsNotDistinct } = a.unique;
      if (name === null) return alter(s, a);
      return [
        ...build(table, keyIndex(name, columns, { include, nullsNotDistinct })),
        ...using(s, name, 'UNIQUE', deferrable[a.unique.deferrable]),
      ];
    }
    case 'SetPrimaryKey': {
      const key = a.to;
      if (a.from !== null || key === null || key.name === null) return alter(s, a);
      const names = key.columns.map((c) => c.name);
      const open = s.before.columns.filter((c) => names.includes(c.name) && c.nullable);
      return [
        ...open.flatMap((c) => notNull(s, c)),
        ...build(table, keyIndex(key.name, names)),
        ...using(s, key.name, 'PRIMARY KEY'),
      ];
    }
    case 'AlterColumn':
      return altered(s, a);
    case 'AddColumn':
      return added(s, a);
    default:
      return alter(s, a);
  }
};

/** A key that would take over an index, and a foreign key that is verified later, which partitions take since 18 only. */
const isKey = ({ kind }: AlterAction): boolean =>
  kind === 'AddUnique' || kind === 'SetPrimaryKey' || kind === 'AddForeignKey';

const isPartitioned = (schema: Schema, table: QName): boolean =>
  schema.opaque.some((o) => o.kind === 'partitioning' && o.on !== null && sameName(o.on, table));

/** With a condition, what was written is not written again, so that it may stop anywhere and be run once more. */
const inPieces = (s: StatementByKind['Update'], schema: Schema): Statement => {
  const key = findTable(schema, s.table)?.primaryKey?.columns.map((c) => c.name) ?? null;
  return s.where === null || key === null || (s.batch ?? null) !== null
    ? s
    : { ...s, batch: { key, size: perPiece, rows: null } };
};

/** A new table has no rows to read and nobody who waits. */
const isThere = (schema: Schema, table: QName): Table | undefined => findTable(schema, table);

/** A change of a table together with what stands in for it, or writes it: neither may be seen without the other. */
const isOneMoment = (statements: ReadonlyArray<Statement>, busy: (table: QName) => boolean): boolean =>
  statements.some((s) => s.kind === 'CreateObject' || s.kind === 'DropObject') &&
  statements.some(
    (s) => (s.kind === 'AlterTable' && busy(s.before.name)) || (s.kind === 'RenameTable' && busy(s.from)),
  );

export const online: Dialect['online'] = (
  statements: ReadonlyArray<Statement>,
  change: Change,
  busy: (table: QName) => boolean,
) => {
  if (isOneMoment(statements, busy)) return briefly(...statements);
  return statements.flatMap((s): ReadonlyArray<Statement> => {
    const table =
      s.kind === 'AlterTable'
        ? s.before.name
        : s.kind === 'CreateIndex' || s.kind === 'DropIndex' || s.kind === 'Update'
          ? s.table
          : null;
    if (table === null || !busy(table) || isThere(change.before, table) === undefined) {
      if (s.kind === 'DropTable' && busy(s.table.name)) return briefly(s);
      return s.kind === 'RenameTable' && busy(s.from) ? briefly(s) : [s];
    }
    if (s.kind === 'Update') return [inPieces(s, change.before)];
    const whole = isPartitioned(change.before, table);
    if (s.kind === 'AlterTable') return s.actions.flatMap((a) => (whole && isKey(a) ? alter(s, a) : step(s, a)));
    // None of these is there for a table in partitions.
    if (whole) return briefly(s);
    if (s.kind === 'CreateIndex' && s.index.name !== null && !s.concurrently) return build(table, s.index);
    return [s.kind === 'DropIndex' ? { ...s, concurrently: true } : s];
  });
};
