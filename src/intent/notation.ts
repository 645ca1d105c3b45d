/**
 * Intents as lines that people read and grammar/intent.peggy reads back: one line each, nothing lost.
 * `add column users.display_name varchar(255) null default 'x'`
 */
import { match, P } from 'ts-pattern';
import type { QName } from '../ir/name.js';
import { type Either, isLeft } from '../prelude.js';
import type { Batch, NamedConstraint } from '../sql/ast.js';
import { isBinaryOperator } from '../sql/climb.js';
import { parse } from '../sql/generated/intent.generated.js';
import { attempt, parseExpression, type SyntaxError_ } from '../sql/parse-expression.js';
import type { Intent, IntentByKind, IntentKind } from './algebra.js';
import * as p from './notation/parts.js';
import { rowSet } from './notation/rows.js';
import { columnOf, expr, name, names, qualified, text } from './notation/words.js';

type Lines = { readonly [K in IntentKind]: (i: IntentByKind[K]) => string };

const place = (after: string | null | undefined): string =>
  match(after)
    .with(undefined, () => '')
    .with(null, () => ' first')
    .with(P.string, (column) => ` after ${name(column)}`)
    .exhaustive();
const change = (from: string, to: string): string => `from ${from} to ${to}`;

const constraint = (table: QName, c: NamedConstraint): string => {
  switch (c.kind) {
    case 'Unique':
      return `unique ${qualified(table)} ${p.unique(c.unique)}`;
    case 'ForeignKey':
      return `foreign key ${qualified(table)} ${p.foreignKey(c.foreignKey)}`;
    case 'Check':
      return `check ${qualified(table)} ${p.check(c.check)}`;
  }
};

const pieces = (b: Batch): string =>
  ` in batches of ${b.size} by ${names(b.key)}${b.rows === null ? '' : ` over ${b.rows}`}`;

const lines: Lines = {
  CreateTable: (i) => `create table ${p.table(i.table)}`,
  DropTable: (i) => `drop table ${p.table(i.table)}`,
  RenameTable: (i) => `rename table ${qualified(i.from)} to ${qualified(i.to)}`,
  SetTableOptions: (i) => `set options ${qualified(i.table)} ${change(p.options(i.from), p.options(i.to))}`,
  AddColumn: (i) => `add column ${p.column(i.column, `${qualified(i.table)}.`)}${place(i.after)}`,
  DropColumn: (i) =>
    `drop column ${p.column(i.column, `${qualified(i.table)}.`)}${place(i.after)}${i.restore === undefined ? '' : ` restore ${i.approximate === true ? 'about ' : ''}${expr(i.restore)}`}`,
  RenameColumn: (i) => `rename column ${columnOf(i.table, i.from)} to ${name(i.to)}`,
  ChangeType: (i) =>
    `change type ${columnOf(i.table, i.column)} ${change(p.storage(i.from), p.storage(i.to))}${i.using === null ? '' : ` using ${expr(i.using)}`}`,
  SetNullability: (i) => `set nullability ${columnOf(i.table, i.column)} ${p.nullability(i.nullable)}`,
  SetDefault: (i) => `set default ${columnOf(i.table, i.column)} ${change(p.default_(i.from), p.default_(i.to))}`,
  SetIdentity: (i) => `set identity ${columnOf(i.table, i.column)} ${change(p.identity(i.from), p.identity(i.to))}`,
  SetGenerated: (i) => `set generated ${columnOf(i.table, i.column)} ${change(p.generated(i.from), p.generated(i.to))}`,
  SetAttributes: (i) =>
    `set attributes ${columnOf(i.table, i.column)} ${change(p.attributes(i.from), p.attributes(i.to))}`,
  SetPrimaryKey: (i) => `set primary key ${qualified(i.table)} ${change(p.primaryKey(i.from), p.primaryKey(i.to))}`,
  AddUnique: (i) => `add unique ${qualified(i.table)} ${p.unique(i.unique)}`,
  DropUnique: (i) => `drop unique ${qualified(i.table)} ${p.unique(i.unique)}`,
  AddForeignKey: (i) => `add foreign key ${qualified(i.table)} ${p.foreignKey(i.foreignKey)}`,
  DropForeignKey: (i) => `drop foreign key ${qualified(i.table)} ${p.foreignKey(i.foreignKey)}`,
  AddCheck: (i) => `add check ${qualified(i.table)} ${p.check(i.check)}`,
  DropCheck: (i) => `drop check ${qualified(i.table)} ${p.check(i.check)}`,
  AddIndex: (i) => `add ${i.index.unique ? 'unique index' : 'index'} ${qualified(i.table)} ${p.index(i.index)}`,
  DropIndex: (i) => `drop ${i.index.unique ? 'unique index' : 'index'} ${qualified(i.table)} ${p.index(i.index)}`,
  RenameIndex: (i) =>
    `rename index ${qualified(i.table)} ${p.index(i.index)} unique ${i.index.unique} to ${name(i.to)}`,
  RenameConstraint: (i) => `rename ${constraint(i.table, i.constraint)} to ${name(i.to)}`,
  CreateEnum: (i) => `create enum ${p.enumType(i.type)}`,
  DropEnum: (i) => `drop enum ${p.enumType(i.type)}`,
  AddEnumValue: (i) =>
    `add value ${qualified(i.type)} ${text(i.value)}${i.place === null ? '' : ` ${i.place.where} ${text(i.place.value)}`}`,
  ReplaceEnum: (i) => `replace enum ${change(p.enumType(i.from), p.enumType(i.to))}`,
  Backfill: (i) =>
    `backfill ${i.fresh ? 'fresh ' : ''}column ${columnOf(i.table, i.column)} with ${expr(i.value)}${i.where === null ? '' : ` where ${expr(i.where)}`}${i.batch === undefined ? '' : pieces(i.batch)}`,
  CopyColumns: (i) =>
    `copy columns ${qualified(i.table)} (${i.set.map((x) => `${name(x.column)} with ${expr(x.value)}`).join(', ')})${i.where === null ? '' : ` where ${expr(i.where)}`}${i.batch === null ? '' : pieces(i.batch)}`,
  AddObject: (i) => `add object ${qualified(i.table)} ${p.object(i.object)} drop ${text(i.drop)}`,
  DropObject: (i) => `drop object ${qualified(i.table)} ${p.object(i.object)} drop ${text(i.drop)}`,
  Verify: (i) => `verify ${qualified(i.table)} ${names(i.columns)} no row ${expr(i.violating)} else ${text(i.message)}`,
  KeepRows: (i) =>
    `keep rows ${qualified(i.table)} ${names(i.columns)} key ${names(i.key)} ${rowSet(i.rows)} with (${i.more.map((m) => `${name(m.column)} with ${expr(m.value)}`).join(', ')})${i.days === null ? '' : ` for ${i.days} days`} in ${p.table(i.kept)}`,
  ClearRows: (i) =>
    `clear rows ${qualified(i.table)} ${names(i.columns)} key ${names(i.key)} ${rowSet(i.rows)}${i.empties === null ? '' : ` empties ${names(i.empties)}`} kept in ${p.table(i.kept)}`,
  RestoreRows: (i) =>
    `${i.insert ? 'restore rows' : 'restore values'} ${qualified(i.table)} ${names(i.columns)} key ${names(i.key)} from ${p.table(i.kept)}`,
  DropKept: (i) => `drop kept ${i.unexpired === null ? '' : `unless ${expr(i.unexpired)} `}${p.table(i.kept)}`,
};

const lineOf = <K extends IntentKind>(kind: K, intent: IntentByKind[K]): string => lines[kind](intent);

/** One line, without a line break at its end. */
export const printIntent = (intent: Intent): string => lineOf<IntentKind>(intent.kind, intent);

const sql = (source: string) => {
  const read = parseExpression(source, 'portable');
  return isLeft(read) ? read.left.message : read.right;
};

/** Reads what `printIntent` wrote: `parseIntent(printIntent(i))` is `i`. */
export const parseIntent = (line: string): Either<SyntaxError_, Intent> =>
  attempt(line, () => parse(line, { sql, isBinaryOperator }));
