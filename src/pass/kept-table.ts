/** The table beside: the columns of the rows that are kept, when that was, and until when they are kept. */
import type { Dialect } from '../dialect/dialect.js';
import type { IntentByKind } from '../intent/algebra.js';
import { E, type Expr } from '../ir/expression.js';
import { type QName, qname } from '../ir/name.js';
import { type Column, column, type PrimaryKey, type Schema, table } from '../ir/schema.js';
import { T } from '../ir/type.js';
import { fitName } from './fit-name.js';

/** Every table beside has a name that begins so: no plan drops it because a source does not know it. */
export const keptPrefix = 'altair_kept_';

export const isKept = (name: QName): boolean => name.name.startsWith(keptPrefix);

const keptAt = 'altair_kept_at';
const keepUntil = 'altair_keep_until';

/** Within the engine's limit, and no other table's name. */
const nameFor = (of: QName, what: string, dialect: Dialect, taken: ReadonlySet<string>): QName => {
  for (let n = 1; ; n += 1) {
    const whole = `${keptPrefix}${of.name}${what === '' ? '' : `_${what}`}${n === 1 ? '' : `_${n}`}`;
    const name = fitName(whole, dialect.capabilities.identifier);
    if (!taken.has(name.toLowerCase())) return qname(name, of.namespace);
  }
};

/** As the value alone needs it: what makes, checks or numbers it stays where it was. */
const plain = (c: Column, key: boolean): Column => ({
  ...c,
  nullable: !key,
  default: null,
  identity: null,
  generated: null,
  comment: null,
  onUpdate: null,
  invisible: false,
});

export interface ToKeep {
  readonly table: QName;
  /** Ends the name of the table beside. */
  readonly what: string;
  readonly columns: ReadonlyArray<Column>;
  readonly key: PrimaryKey | null;
  readonly days: number | null;
}

/** An interval as the portable grammar has it, in the engine's own words. */
const inDays = (days: number, dialect: Dialect): Expr =>
  dialect.rewrite(E.binary('+', E.call('current_timestamp'), E.cast(E.string(`${days} days`), 'interval')));

export type Kept = Pick<IntentByKind['KeepRows'], 'kept' | 'columns' | 'key' | 'more' | 'days'>;

export const keptTable = (
  { table: of, what, columns, key, days }: ToKeep,
  schema: Schema,
  taken: ReadonlySet<string>,
  dialect: Dialect,
): Kept => {
  const keyed = key?.columns.map((c) => c.name) ?? [];
  const logical = table(
    nameFor(of, what, dialect, taken),
    [
      ...columns.map((c) => plain(c, keyed.includes(c.name))),
      column(keptAt, T.dateTime('datetime', null)),
      ...(days === null ? [] : [column(keepUntil, T.dateTime('datetime', null))]),
    ],
    { primaryKey: key === null ? null : { ...key, name: null } },
  );
  const [kept = logical] = dialect.physical({ tables: [logical], enums: schema.enums, opaque: [] }).tables;
  return {
    kept,
    columns: columns.map((c) => c.name),
    key: keyed,
    more: [
      { column: keptAt, value: dialect.rewrite(E.call('current_timestamp')) },
      ...(days === null ? [] : [{ column: keepUntil, value: inDays(days, dialect) }]),
    ],
    days,
  };
};

/** True for rows that are to be kept for longer. */
export const unexpired = (dialect: Dialect): Expr =>
  E.binary('>', E.column(keepUntil), dialect.rewrite(E.call('current_timestamp')));
