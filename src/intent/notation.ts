/**
 * Intents as lines that people read and grammar/intent.peggy reads back: one line each, nothing lost.
 * `add column users.display_name varchar(255) null default 'x'`
 */
import { match, P } from 'ts-pattern';
import { type Either, isLeft } from '../prelude.js';
import { isBinaryOperator } from '../sql/climb.js';
import { parse } from '../sql/generated/intent.generated.js';
import { attempt, parseExpression, type SyntaxError_ } from '../sql/parse-expression.js';
import type { Intent, IntentByKind, IntentKind } from './algebra.js';
import * as p from './notation/parts.js';
import { columnOf, expr, name, qualified, text } from './notation/words.js';

type Lines = { readonly [K in IntentKind]: (i: IntentByKind[K]) => string };

const place = (after: string | null | undefined): string =>
  match(after)
    .with(undefined, () => '')
    .with(null, () => ' first')
    .with(P.string, (column) => ` after ${name(column)}`)
    .exhaustive();
const change = (from: string, to: string): string => `from ${from} to ${to}`;

const lines: Lines = {
  CreateTable: (i) => `create table ${p.table(i.table)}`,
  DropTable: (i) => `drop table ${p.table(i.table)}`,
  RenameTable: (i) => `rename table ${qualified(i.from)} to ${qualified(i.to)}`,
  SetTableOptions: (i) => `set options ${qualified(i.table)} ${change(p.options(i.from), p.options(i.to))}`,
  AddColumn: (i) => `add column ${p.column(i.column, `${qualified(i.table)}.`)}${place(i.after)}`,
  DropColumn: (i) => `drop column ${p.column(i.column, `${qualified(i.table)}.`)}${place(i.after)}`,
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
  CreateEnum: (i) => `create enum ${p.enumType(i.type)}`,
  DropEnum: (i) => `drop enum ${p.enumType(i.type)}`,
  AddEnumValue: (i) =>
    `add value ${qualified(i.type)} ${text(i.value)}${i.place === null ? '' : ` ${i.place.where} ${text(i.place.value)}`}`,
  ReplaceEnum: (i) => `replace enum ${change(p.enumType(i.from), p.enumType(i.to))}`,
  Backfill: (i) =>
    `backfill ${i.fresh ? 'fresh ' : ''}column ${columnOf(i.table, i.column)} with ${expr(i.value)}${i.where === null ? '' : ` where ${expr(i.where)}`}`,
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
