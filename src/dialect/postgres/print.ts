/** One statement, without a closing semicolon. What a statement cannot say here was taken apart by legalise. */

import type { Problem } from '../../ir/problem.js';
import type { Table } from '../../ir/schema.js';
import type { Validated } from '../../prelude.js';
import type { Statement, StatementByKind } from '../../sql/ast.js';
import { rowsText } from '../../sql/rows.js';
import type { Features } from './capabilities.js';
import { printAlterTable } from './print-alter.js';
import { printAssert, printBatches } from './print-block.js';
import { printColumn } from './print-column.js';
import {
  printCheck,
  printForeignKey,
  printIndex,
  printParameters,
  printPrimaryKey,
  printUnique,
  unsupported,
} from './print-parts.js';
import { type Words, words } from './words.js';

const createTable = (w: Words, t: Table, features: Features): string => {
  if (t.indexes.length > 0) w.refuse(unsupported('an index inside CREATE TABLE'));
  // The server takes NOT VALID in CREATE TABLE and marks the constraint valid all the same: there are no rows.
  if ([...t.checks, ...t.foreignKeys].some((c) => c.notValid)) w.refuse(unsupported('NOT VALID inside CREATE TABLE'));
  if (t.options.comment !== null) w.refuse(unsupported('a comment inside CREATE TABLE'));
  const lines = [
    ...t.columns.map((c) => printColumn(w, c, features)),
    ...(t.primaryKey === null ? [] : [printPrimaryKey(w, t.primaryKey)]),
    ...t.uniques.map((u) => printUnique(w, u, features)),
    ...t.checks.map((c) => printCheck(w, c, features)),
    ...t.foreignKeys.map((f) => printForeignKey(w, f)),
  ];
  const body = lines.length === 0 ? '()' : `(\n  ${lines.join(',\n  ')}\n)`;
  return (
    `CREATE ${t.options.unlogged ? 'UNLOGGED ' : ''}TABLE ${w.name(t.name)} ${body}` +
    (t.options.storage.length === 0 ? '' : ` WITH (${printParameters(w, t.options.storage)})`)
  );
};

const renamed = (w: Words, what: 'TABLE' | 'TYPE', s: StatementByKind['RenameTable' | 'RenameEnum']): string => {
  // A type that is renamed away from such a name is there, and is not the one that would be found.
  if (what === 'TYPE') for (const n of [s.from, s.to]) w.typeName(n);
  if (s.from.namespace === s.to.namespace) return `ALTER ${what} ${w.name(s.from)} RENAME TO ${w.id(s.to.name)}`;
  return s.from.name === s.to.name && s.to.namespace !== null
    ? `ALTER ${what} ${w.name(s.from)} SET SCHEMA ${w.id(s.to.namespace)}`
    : w.refuse(unsupported('name for the default namespace of a move', 'Name the namespace in the new name.'));
};

const commentTarget = (w: Words, on: StatementByKind['Comment']['on']): string => {
  switch (on.kind) {
    case 'Table':
      return `TABLE ${w.name(on.table)}`;
    case 'Column':
      return `COLUMN ${w.name(on.table)}.${w.id(on.column)}`;
    case 'Index':
      return `INDEX ${w.name({ namespace: on.namespace, name: on.index })}`;
    case 'Type':
      return `TYPE ${w.typeName(on.type)}`;
  }
};

/** A column GENERATED ALWAYS takes a given value only when it is told to. */
const insertSelect = (w: Words, s: StatementByKind['InsertSelect'], overriding: boolean): string =>
  `INSERT INTO ${w.name(s.into)} (${w.ids(s.columns)})${overriding ? ' OVERRIDING SYSTEM VALUE' : ''} ` +
  `SELECT ${s.values.map(w.expr).join(', ')} FROM ${w.name(s.from)}`;

export const printOverriding = (s: StatementByKind['InsertSelect']): Validated<Problem, string> => {
  const w = words();
  return w.done(insertSelect(w, s, true));
};

const sql = (w: Words, s: Statement, features: Features): string => {
  switch (s.kind) {
    case 'CreateTable':
      return createTable(w, s.table, features);
    case 'DropTable':
      return `DROP TABLE ${w.name(s.table.name)}`;
    case 'RenameTable':
      return renamed(w, 'TABLE', s);
    case 'AlterTable':
      return printAlterTable(w, s, features);
    case 'CreateIndex':
      return printIndex(w, s.table, s.index, s.concurrently, features);
    case 'DropIndex':
      return s.index.name === null
        ? w.refuse(unsupported('dropping an index without a name'))
        : `DROP INDEX ${s.concurrently ? 'CONCURRENTLY ' : ''}${w.name({ namespace: s.table.namespace, name: s.index.name })}`;
    case 'CreateEnum':
      return `CREATE TYPE ${w.typeName(s.type.name)} AS ENUM (${s.type.values.map(w.text).join(', ')})`;
    case 'DropEnum':
      return `DROP TYPE ${w.typeName(s.type.name)}`;
    case 'RenameEnum':
      return renamed(w, 'TYPE', s);
    case 'ReplaceEnum':
      return w.refuse(unsupported('replacing an enum type in one statement'));
    case 'AddEnumValue':
      return (
        `ALTER TYPE ${w.typeName(s.type)} ADD VALUE ${w.text(s.value)}` +
        (s.place === null ? '' : ` ${s.place.where.toUpperCase()} ${w.text(s.place.value)}`)
      );
    case 'Update':
      if (s.batch !== undefined && s.batch !== null) return printBatches(w, s, s.batch);
      return (
        `UPDATE ${w.name(s.table)} SET ${s.set.map((x) => `${w.id(x.column)} = ${w.expr(x.value)}`).join(', ')}` +
        (s.where === null ? '' : ` WHERE ${w.expr(s.where)}`)
      );
    case 'InsertSelect':
      return insertSelect(w, s, false);
    case 'Comment':
      return `COMMENT ON ${commentTarget(w, s.on)} IS ${s.text === null || s.text === '' ? 'NULL' : w.text(s.text)}`;
    case 'CreateObject': {
      const [only, ...more] = s.object.definition;
      return only === undefined || more.length > 0
        ? w.refuse(unsupported('an object that is not one statement'))
        : only;
    }
    case 'DropObject':
      return s.drop;
    case 'Rows':
      return rowsText({ table: w.name, id: w.id, expr: w.expr }, s.rows);
    case 'Assert':
      return printAssert(w, s);
    case 'Verbatim':
      return s.sql;
  }
};

export const print =
  (features: Features) =>
  (s: Statement): Validated<Problem, string> => {
    const w = words();
    return w.done(sql(w, s, features));
  };
