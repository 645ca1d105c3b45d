/**
 * What a schema asks for and an engine does not have. `physical()` takes it off or makes something else of it; here it is
 * said, so that nothing goes in silence.
 */
import type { QName } from '../ir/name.js';
import { showName } from '../ir/name.js';
import type { Column, Schema, Table, TableOptions } from '../ir/schema.js';

export interface Gap {
  readonly table: QName | null;
  readonly column: string | null;
  /** Behind "SQLite has no …": `comments`. */
  readonly what: string;
  /** What is had instead, a clause: `that of users.email is left out`. */
  readonly instead: string;
  /** refused: rows could break what was asked for, so there is no plan · warn: programs can tell · info: nobody can. */
  readonly level: 'refused' | 'warn' | 'info';
}

export type At<A> = (part: A, table: Table) => ReadonlyArray<Gap>;

/** Every part of a schema has its say. */
export interface Gaps {
  readonly table: (t: Table) => ReadonlyArray<Gap>;
  readonly column: At<Column>;
  readonly key: At<NonNullable<Table['primaryKey']>>;
  readonly unique: At<Table['uniques'][number]>;
  readonly foreignKey: At<Table['foreignKeys'][number]>;
  readonly check: At<Table['checks'][number]>;
  readonly index: At<Table['indexes'][number]>;
}

export const gapsIn =
  (g: Gaps) =>
  (schema: Schema): ReadonlyArray<Gap> =>
    schema.tables.flatMap((t) => [
      ...g.table(t),
      ...t.columns.flatMap((c) => g.column(c, t)),
      ...(t.primaryKey === null ? [] : g.key(t.primaryKey, t)),
      ...t.uniques.flatMap((u) => g.unique(u, t)),
      ...t.foreignKeys.flatMap((f) => g.foreignKey(f, t)),
      ...t.checks.flatMap((c) => g.check(c, t)),
      ...t.indexes.flatMap((i) => g.index(i, t)),
    ]);

/** One gap when the part asks for it, else none; nearly always none, and then nothing is put into words. */
export const gap = (
  asked: boolean,
  level: Gap['level'],
  t: Table,
  column: string | null,
  what: string,
  instead: () => string,
): ReadonlyArray<Gap> => (asked ? [{ table: t.name, column, what, instead: instead(), level }] : []);

export const columnIn = (t: Table, c: Column): string => `${showName(t.name)}.${c.name}`;

/** A named part, or the columns it is about. */
export const partIn = (t: Table, name: string | null, columns: ReadonlyArray<string>): string =>
  name === null ? `that over (${columns.join(', ')}) of ${showName(t.name)}` : `${name} of ${showName(t.name)}`;

export const indexIn = (t: Table, i: Table['indexes'][number]): string =>
  partIn(
    t,
    i.name,
    i.parts.map((p) => (p.of.kind === 'Column' ? p.of.name : 'an expression')),
  );

const optionWords: Readonly<Record<Exclude<keyof TableOptions, 'comment' | 'storage'>, string>> = {
  engine: 'storage engines',
  charset: 'character sets of tables',
  collation: 'collations of tables',
  rowFormat: 'row formats',
  autoIncrement: 'numbering of its own from a table option on',
  strict: 'STRICT tables',
  withoutRowid: 'WITHOUT ROWID tables',
  unlogged: 'unlogged tables',
};

/** Options of a table that only other engines have. */
export const optionGaps = (t: Table, keys: ReadonlyArray<keyof typeof optionWords>): ReadonlyArray<Gap> =>
  keys.flatMap((key) =>
    gap(
      t.options[key] !== null && t.options[key] !== false,
      key === 'autoIncrement' ? 'warn' : 'info',
      t,
      null,
      optionWords[key],
      () => `that option of ${showName(t.name)} is left out`,
    ),
  );

/** Where numbers count by themselves and nothing more can be said of it. */
export const countingGaps: At<Column> = (c, t) => [
  ...gap(
    c.identity?.kind === 'Identity' && c.identity.generation === 'always',
    'warn',
    t,
    c.name,
    'GENERATED ALWAYS AS IDENTITY',
    () => `${columnIn(t, c)} numbers itself, and takes a number that a program gives`,
  ),
  ...gap(
    c.identity?.kind === 'Identity' && (!usual(c.identity.start) || !usual(c.identity.increment)),
    'warn',
    t,
    c.name,
    'start and step of its own for a column that numbers itself',
    () => `${columnIn(t, c)} counts from 1 in steps of 1`,
  ),
];

const usual = (value: string | null): boolean => value === null || value === '1';

/** No engine but MySQL and its kin. */
export const clockGaps: At<Column> = (c, t) => [
  ...gap(
    c.onUpdate !== null,
    'warn',
    t,
    c.name,
    'column that an UPDATE sets by itself',
    () => `${columnIn(t, c)} keeps its value unless a program or a trigger sets it`,
  ),
  ...gap(
    c.invisible,
    'warn',
    t,
    c.name,
    'invisible columns',
    () => `SELECT * of ${showName(t.name)} gives ${c.name}, too`,
  ),
  ...gap(
    c.charset !== null,
    'info',
    t,
    c.name,
    'character sets of columns',
    () => `${columnIn(t, c)} has the database's own`,
  ),
];

/** Numbers that would be refused are taken. */
export const unsignedGaps: At<Column> = (c, t) =>
  gap(
    'unsigned' in c.type && c.type.unsigned,
    'warn',
    t,
    c.name,
    'unsigned numbers',
    () => `${columnIn(t, c)} takes negative ones unless a check refuses them`,
  );

export const prefixGaps: Gaps['key'] = (k, t) =>
  gap(
    k.columns.some((c) => c.prefix !== null),
    'refused',
    t,
    null,
    'primary key over the beginning of a column',
    () => `that of ${showName(t.name)} would take rows that begin alike`,
  );

/** Existing rows are looked at where the constraint is made. */
export const verifiedGap = (asked: boolean, t: Table, name: string | null): ReadonlyArray<Gap> =>
  gap(
    asked,
    'warn',
    t,
    null,
    'constraints that leave the rows alone which are there',
    () => `${name ?? 'one'} of ${showName(t.name)} holds for them, too`,
  );

/** What only the planner sees of an index. */
export const indexGaps =
  (lacks: {
    readonly include: boolean;
    readonly invisible: boolean;
    readonly prefix: boolean;
    readonly nulls: boolean;
  }): Gaps['index'] =>
  (i, t) => {
    const of = (): string => indexIn(t, i);
    return [
      ...gap(
        lacks.include && i.include.length > 0,
        'info',
        t,
        null,
        'INCLUDE columns',
        () => `the index ${of()} does without (${i.include.join(', ')})`,
      ),
      ...gap(lacks.invisible && i.invisible, 'info', t, null, 'hidden indexes', () => `the index ${of()} is used`),
      ...gap(
        lacks.prefix && !i.unique && i.parts.some((p) => p.prefix !== null),
        'info',
        t,
        null,
        'prefix lengths in an index',
        () => `the index ${of()} holds the whole values`,
      ),
      ...gap(
        lacks.nulls && i.parts.some((p) => p.nulls !== null),
        'info',
        t,
        null,
        'NULLS FIRST and NULLS LAST in an index',
        () => `the index ${of()} has NULLs where the engine puts them`,
      ),
    ];
  };
