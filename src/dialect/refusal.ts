/** What no table of an engine can be, whatever its rows: limits of the engine, parts that do not go together. */
import { columnsOf, type Expr, mapExpr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { Column, Schema, Table } from '../ir/schema.js';

export interface Refusal {
  readonly table: QName | null;
  readonly column: string | null;
  /** What it cannot have: `an index on 17 columns`. */
  readonly what: string;
  /** `it takes 16`. */
  readonly why: string;
}

/** @param isNew the tables that are looked at; all others are there as they are. */
export type Refuses = (schema: Schema, isNew: (t: Table) => boolean) => ReadonlyArray<Refusal>;

export const refusal = (
  on: boolean,
  t: Table,
  column: string | null,
  what: string,
  why: string,
): ReadonlyArray<Refusal> => (on ? [{ table: t.name, column, what, why }] : []);

interface Key {
  readonly name: string;
  readonly columns: ReadonlyArray<string>;
}

const quoted = (name: string | null): string => (name === null ? '' : ` ${name}`);

export const keysOf = (t: Table): ReadonlyArray<Key> => [
  ...(t.primaryKey === null ? [] : [{ name: 'primary key', columns: t.primaryKey.columns.map((c) => c.name) }]),
  ...t.uniques.map((u) => ({ name: `unique constraint${quoted(u.name)}`, columns: u.columns })),
];

export const indexesOf = (t: Table): ReadonlyArray<Key> =>
  t.indexes.map((i) => ({
    name: `index${quoted(i.name)}`,
    columns: i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : [])),
  }));

/** Keys that name a column more than once. */
export const twiceIn = (t: Table, keys: ReadonlyArray<Key>): ReadonlyArray<Refusal> =>
  keys.flatMap(({ name, columns }) => {
    const again = columns.find((c, at) => columns.indexOf(c) !== at);
    return refusal(again !== undefined, t, again ?? null, `the ${name}`, `it names ${again} twice`);
  });

export const tooMany = (t: Table, count: number, most: number, things: string): ReadonlyArray<Refusal> =>
  refusal(count > most, t, null, `${count} ${things}`, `there is room for ${most}`);

/** By a function's name in lower case and the number of its arguments. */
export type Calls = (name: string, args: number) => boolean;

/** The first function that an expression calls of these. */
export const callOf = (e: Expr, calls: Calls): string | null => {
  const found: string[] = [];
  mapExpr(e, (x) => {
    if (x.kind === 'Call' && calls(x.name.toLowerCase(), x.args.length)) found.push(x.name);
    return x;
  });
  return found[0] ?? null;
};

/** Their value hangs on when or by whom they are asked, on every engine. */
export const unsteady: ReadonlyArray<string> = [
  'now',
  'current_timestamp',
  'current_date',
  'current_time',
  'localtime',
  'localtimestamp',
  'current_user',
  'session_user',
];

export const noSteady = (call: string): string => `${call}() has no value that stays`;

/** Computed columns that read what may not be read: `mayRead` tells it of the places of both. */
export const misreadIn = (
  t: Table,
  mayRead: (reader: number, read: number) => boolean,
  why: string,
): ReadonlyArray<Refusal> =>
  t.columns.flatMap((c, at) => {
    const reads = c.generated === null ? [] : (columnsOf(c.generated.expr) ?? []);
    const bad = reads.find((name) => {
      const place = t.columns.findIndex((x) => x.name === name);
      return place >= 0 && t.columns[place]?.generated !== null && !mayRead(at, place);
    });
    return refusal(bad !== undefined, t, c.name, `the computed column ${c.name}, which reads ${bad}`, why);
  });

/** Computed columns that call one of these. */
export const unsteadyComputed = (t: Table, calls: (c: Column) => Calls): ReadonlyArray<Refusal> =>
  t.columns.flatMap((c) => {
    const call = c.generated === null ? null : callOf(c.generated.expr, calls(c));
    return call === null ? [] : refusal(true, t, c.name, `the computed column ${c.name}`, noSteady(call));
  });

/** Indexes that keep what such a call says, or hang on it. */
export const unsteadyIndexes = (t: Table, calls: Calls): ReadonlyArray<Refusal> =>
  t.indexes.flatMap((i) => {
    const keys = i.parts.flatMap((p) => (p.of.kind === 'Expression' ? [p.of.expr] : []));
    const call = [...keys, ...(i.where === null ? [] : [i.where])].map((e) => callOf(e, calls)).find((c) => c !== null);
    return call === undefined || call === null
      ? []
      : refusal(true, t, null, `the index ${i.name ?? ''}`, noSteady(call));
  });
