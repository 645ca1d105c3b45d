/** Every column that a table's keys, indexes and expressions name must be one of its fields. */
import { columnsOf, type Expr } from '../../ir/expression.js';
import type { Check, ForeignKey, Index, PrimaryKey } from '../../ir/schema.js';
import { suggest } from '../../ir/suggest.js';
import type { Field } from './field.js';
import type { SaidUnique } from './indexes.js';
import type { Node } from './node.js';
import type { Source } from './report.js';
import type { Keys } from './values.js';

/** A part of a table and the node that says it. */
export type Placed<A> = readonly [part: A, node: Node];

export interface Parts {
  readonly primaryKey: PrimaryKey | null;
  readonly fields: ReadonlyArray<Field>;
  readonly uniques: ReadonlyArray<Placed<SaidUnique>>;
  readonly foreignKeys: ReadonlyArray<Placed<ForeignKey>>;
  readonly checks: ReadonlyArray<Placed<Check>>;
  readonly indexes: ReadonlyArray<Placed<Index>>;
}

/** @param read the names of the fields that were not refused. */
export const checkColumns = (src: Source, keys: Keys, table: string, parts: Parts, read: ReadonlySet<string>): void => {
  // A field that was refused was reported; what names it is not wrong for that.
  const written = keys.get('fields')?.value;
  const entries = written?.kind === 'Map' ? written.entries : [];
  if (entries.length === 0) return;
  const names = entries.length === read.size ? read : new Set(entries.map((e) => e.key));
  const need = (columns: ReadonlyArray<string>, offset: number, where: string): void => {
    for (const column of columns) {
      if (names.has(column)) continue;
      const near = suggest(column, names);
      const data = { column, table, in: where };
      src.report(
        'spec.unknown-column',
        offset,
        near === null ? data : { ...data, suggestion: near },
        hint(near, names),
      );
    }
  };
  const key = keys.get('primary_key');
  if (key !== undefined) need(parts.primaryKey?.columns.map((c) => c.name) ?? [], key.value.offset, 'primary_key');
  for (const { column, entry } of parts.fields)
    if (column.generated !== null) need(inside(column.generated.expr), entry.value.offset, `field ${column.name}`);
  for (const [{ unique, rule }, node] of parts.uniques) {
    const by = rule?.kind === 'Dedupe' && rule.by !== null ? [rule.by] : [];
    need([...unique.columns, ...unique.include, ...by], node.offset, 'uniques');
  }
  for (const [foreignKey, node] of parts.foreignKeys) need(foreignKey.columns, node.offset, 'foreign_keys');
  for (const [check, node] of parts.checks) need(inside(check.expr), node.offset, 'checks');
  for (const [index, node] of parts.indexes) {
    const columns = index.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : inside(p.of.expr)));
    need(columns, node.offset, 'indexes');
    need(index.include, node.offset, 'indexes');
    need(inside(index.where), node.offset, 'indexes');
  }
};

const hint = (near: string | null, names: ReadonlySet<string>): string =>
  near === null ? `Its fields are ${[...names].slice(0, 20).join(', ')}.` : `Did you mean ${JSON.stringify(near)}?`;

/** Nobody knows which columns an engine's own text names. */
const inside = (e: Expr | null): ReadonlyArray<string> => (e === null ? [] : (columnsOf(e) ?? []));
