/** Why a column cannot have a second one beside it that says the same; null when it can. */
import { findTable } from '../../intent/edit.js';
import { columnsOf } from '../../ir/expression.js';
import { type QName, sameName, showName } from '../../ir/name.js';
import type { Column, Schema, Table } from '../../ir/schema.js';

const pointedTo = (s: Schema, table: QName, column: string): boolean =>
  s.tables.some((t) =>
    t.foreignKeys.some((f) => sameName(f.references.table, table) && f.references.columns.includes(column)),
  );

const readBy = (s: Schema, table: QName, column: string): string | null => {
  const reader = s.opaque.find((o) =>
    o.dependsOn.some((d) => sameName(d.table, table) && (d.columns === null || d.columns.includes(column))),
  );
  return reader === undefined ? null : `the ${reader.kind} ${showName(reader.name)}`;
};

const ofColumn = (c: Column): string | null => {
  if (c.identity !== null) return 'it numbers itself';
  if (c.generated !== null) return 'it is computed';
  return c.onUpdate === null ? null : 'the server sets it on every update';
};

const ofTable = (t: Table, column: string): string | null => {
  if (t.primaryKey?.columns.some((k) => k.name === column) === true) return 'it is part of the primary key';
  const computed = t.columns.find(
    (c) => c.generated !== null && (columnsOf(c.generated.expr)?.includes(column) ?? true),
  );
  return computed === undefined ? null : `${computed.name} is computed from it`;
};

/** `what`: the objects that the plan itself made and takes off again do not count. */
export const whyNot = (s: Schema, table: QName, column: string): string | null => {
  const t = findTable(s, table);
  const c = t?.columns.find((x) => x.name === column);
  if (t === undefined || c === undefined) return 'it is not there';
  const reader = readBy(s, table, column);
  return (
    ofColumn(c) ??
    ofTable(t, column) ??
    (pointedTo(s, table, column) ? 'foreign keys point to it' : null) ??
    (reader === null ? null : `${reader} may read it`)
  );
};
