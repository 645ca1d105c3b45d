/** `#[Index]`, `#[PrimaryKey]` and what `#[Table]` says of them. They have the last word on a table. */
import type { DialectId } from '../../../ir/expression.js';
import { type Arguments, argumentsOf, objects, textArgument, textList, truth, type Written } from './arguments.js';
import type { Entity } from './definition.js';
import { ensureIndex, indexColumn, type TableDraft } from './draft.js';
import { annotation, attributeOf, attributesOf } from './names.js';
import type { PhpClass } from './php/parse.js';
import type { Context } from './report.js';

/** @param of the class whose attributes these are: the entity's own, its mapper's, a child's. */
export const renderIndexes = (c: Context, t: TableDraft, e: Entity, of: PhpClass): void => {
  const table = attributeOf(of, annotation.table);
  const a = table === null ? null : argumentsOf(c, table, ['columns', 'primary', 'indexes']);
  const keys = a === null ? attributesOf(of, annotation.primaryKey) : objects(c, a, 'primary', 'PrimaryKey');
  const listed = a === null ? [] : objects(c, a, 'indexes', 'Index');
  for (const w of listed) index(c, t, e, w);
  for (const w of keys.slice(0, 1)) primaryKey(c, t, e, w);
  for (const w of attributesOf(of, annotation.index)) index(c, t, e, w);
};

/** Cycle's own drivers: that of MariaDB has no order in an index. */
const ordersIndexes: Readonly<Record<DialectId, boolean>> = {
  postgres: true,
  mysql: true,
  mariadb: false,
  sqlite: true,
};

const columnsOf = (c: Context, t: TableDraft, e: Entity, w: Written, a: Arguments) => {
  const names = textList(c, a, 'columns') ?? [];
  if (names.length === 0) c.report('spec.missing-key', w.at, { key: 'columns', in: `#[${a.short}]` });
  return names.map((text) => {
    const { name, order } = indexColumn(text);
    if (!ordersIndexes[c.dialect] && name !== text) {
      const why = 'Cycle refuses it on MariaDB';
      c.report('entity.unsupported', w.at, { what: `the order of ${name} in an index`, entity: e.of.name, why });
    }
    const column = e.fields.get(name)?.column ?? name;
    if (!t.columns.has(column))
      c.report(
        'spec.unknown-column',
        w.at,
        { column: name, table: t.name },
        `It has ${[...t.columns.keys()].join(', ')}.`,
      );
    return { name: column, order };
  });
};

const index = (c: Context, t: TableDraft, e: Entity, w: Written): void => {
  const a = argumentsOf(c, w, ['columns', 'unique', 'name']);
  const columns = columnsOf(c, t, e, w, a);
  const name = textArgument(c, a, 'name');
  ensureIndex(t, columns, w.at, { unique: truth(c, a, 'unique', false), ...(name === null ? {} : { name }) });
};

const primaryKey = (c: Context, t: TableDraft, e: Entity, w: Written): void => {
  const a = argumentsOf(c, w, ['columns']);
  t.primaryKey = columnsOf(c, t, e, w, a).map((p) => p.name);
};
