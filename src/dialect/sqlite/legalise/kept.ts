/** What stands on a table and is kept as text: its extra clauses and its triggers. */
import { keyOf, type QName } from '../../../ir/name.js';
import type { Opaque, Schema, Table } from '../../../ir/schema.js';
import { fold, sameId, tokenise } from '../ddl/tokens.js';
import type { Kept } from '../print/table.js';

const on = (o: Opaque, table: QName): boolean =>
  o.on !== null && o.on.namespace === table.namespace && sameId(keyOf(o.on), keyOf(table));

export const keptOf = (schema: Schema, table: QName): ReadonlyArray<Opaque> =>
  schema.opaque.filter((o) => o.kind === 'constraint' && on(o, table));

export const triggersOf = (schema: Schema, table: QName): ReadonlyArray<Opaque> =>
  schema.opaque.filter((o) => o.kind === 'trigger' && on(o, table));

const isKey = (text: string): boolean => /^(?:CONSTRAINT "(?:[^"]|"")*" )?PRIMARY KEY/.test(text);

/** As catalog/kept-clauses.ts writes it: `"column" NOT NULL ON CONFLICT REPLACE`. */
const notNullOf = (text: string): readonly [string, string] | null => {
  const tokens = tokenise(text);
  const [column, not] = tokens;
  if (column?.kind !== 'name' || not?.kind !== 'word' || fold(not.text) !== 'not') return null;
  return [fold(column.text), ` ON CONFLICT ${tokens[tokens.length - 1]?.text ?? 'ABORT'}`];
};

/** The clauses as CREATE TABLE writes them. `keyChanged`: the kept primary key is not the wanted one any more. */
export const keptClausesFor = (clauses: ReadonlyArray<Opaque>, table: Table, keyChanged: boolean): Kept => {
  const texts = clauses.flatMap((o) => o.definition);
  const notNull = texts.flatMap((t) => {
    const found = notNullOf(t);
    const column = table.columns.find((c) => fold(c.name) === found?.[0]);
    return found === null || column?.nullable !== false ? [] : [found];
  });
  return {
    primaryKey: keyChanged ? null : (texts.find(isKey) ?? null),
    constraints: texts.filter((t) => !isKey(t) && notNullOf(t) === null),
    notNull: new Map(notNull),
  };
};
