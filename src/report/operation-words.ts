/**
 * An intent as people read it: `ADD COLUMN display_name VARCHAR(255) NULL DEFAULT NULL`. The table is named only where
 * the line would not say which one is meant.
 */
import type { IntentByKind, IntentKind } from '../intent/algebra.js';
import { nameOfConstraint } from '../intent/rename-constraint.js';
import type { QName } from '../ir/name.js';
import type { TableOptions } from '../ir/schema.js';
import type { Batch } from '../sql/ast.js';
import {
  checkWords,
  columnWords,
  foreignKeyWords,
  identityWords,
  indexWords,
  keyWords,
  list,
  named,
  tableParts,
  uniqueWords,
} from './column-words.js';
import { rowsWords } from './rows-words.js';
import { loudType, type Spelling, spellDefault, spellTable } from './spelling.js';

export interface WordsContext {
  readonly spelling: Spelling;
  /** True when all of a migration is about one table. */
  readonly oneTable: boolean;
}

type Words = { readonly [K in IntentKind]: (intent: IntentByKind[K], c: WordsContext) => ReadonlyArray<string> };

const column = (c: WordsContext, table: QName, name: string): string =>
  c.oneTable ? c.spelling.name(name) : `${spellTable(c.spelling, table)}.${c.spelling.name(name)}`;

/** `ADD CONSTRAINT …`, after `ALTER TABLE users` where the line would not say which table. */
const inTable = (c: WordsContext, table: QName, what: string): string =>
  c.oneTable ? what : `ALTER TABLE ${spellTable(c.spelling, table)} ${what}`;

const alter = (c: WordsContext, i: { readonly table: QName; readonly column: string }, what: string) => [
  `ALTER COLUMN ${column(c, i.table, i.column)} ${what}`,
];

const quote = (text: string): string => `'${text.replace(/'/g, "''")}'`;

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The options that change, by name, with their new value. */
export const changedOptions = (from: TableOptions, to: TableOptions): ReadonlyArray<readonly [string, unknown]> =>
  Object.entries(to).filter(([key, value]) => !sameText(value, Object.entries(from).find(([k]) => k === key)?.[1]));

const optionName = (key: string): string => key.replace(/[A-Z]/g, (c) => ` ${c}`).toUpperCase();

const optionValue = (key: string, value: unknown): string =>
  value === null || value === false
    ? 'NONE'
    : value === true
      ? 'YES'
      : Array.isArray(value)
        ? value.join(', ')
        : key === 'comment'
          ? quote(String(value))
          : String(value);

const words: Words = {
  CreateTable: (i, { spelling }) => [
    `CREATE TABLE ${spellTable(spelling, i.table.name)}`,
    ...tableParts(spelling, i.table).map((line) => `    ${line}`),
  ],
  DropTable: (i, { spelling }) => [`DROP TABLE ${spellTable(spelling, i.table.name)}`],
  RenameTable: (i, { spelling }) => [`RENAME TABLE ${spellTable(spelling, i.from)} TO ${spellTable(spelling, i.to)}`],
  SetTableOptions: (i, { spelling }) =>
    changedOptions(i.from, i.to).map(
      ([key, value]) =>
        `ALTER TABLE ${spellTable(spelling, i.table)} SET ${optionName(key)} ${optionValue(key, value)}`,
    ),
  AddColumn: (i, c) => [`ADD COLUMN ${column(c, i.table, i.column.name)} ${columnWords(c.spelling, i.column)}`],
  DropColumn: (i, c) => [`DROP COLUMN ${column(c, i.table, i.column.name)}`],
  RenameColumn: (i, c) => [`RENAME COLUMN ${column(c, i.table, i.from)} TO ${c.spelling.name(i.to)}`],
  ChangeType: (i, c) =>
    alter(
      c,
      i,
      [
        `TYPE ${loudType(c.spelling.type(i.to.type))}`,
        i.to.charset === null || i.to.charset === i.from.charset ? '' : ` CHARACTER SET ${i.to.charset}`,
        i.to.collation === null || i.to.collation === i.from.collation
          ? ''
          : ` COLLATE ${c.spelling.name(i.to.collation)}`,
        i.using === null ? '' : ` USING ${c.spelling.expr(i.using)}`,
      ].join(''),
    ),
  SetNullability: (i, c) => alter(c, i, i.nullable ? 'DROP NOT NULL' : 'SET NOT NULL'),
  SetDefault: (i, c) => alter(c, i, i.to === null ? 'DROP DEFAULT' : `SET DEFAULT ${spellDefault(c.spelling, i.to)}`),
  SetIdentity: (i, c) => alter(c, i, i.to === null ? 'DROP IDENTITY' : `SET ${identityWords(i.to)}`),
  SetGenerated: (i, c) =>
    alter(
      c,
      i,
      i.to === null
        ? 'DROP EXPRESSION'
        : `SET GENERATED ALWAYS AS (${c.spelling.expr(i.to.expr)}) ${i.to.stored ? 'STORED' : 'VIRTUAL'}`,
    ),
  SetAttributes: (i, c) => [
    ...(i.from.comment === i.to.comment
      ? []
      : alter(c, i, i.to.comment === null ? 'DROP COMMENT' : `COMMENT ${quote(i.to.comment)}`)),
    ...(sameText(i.from.onUpdate, i.to.onUpdate)
      ? []
      : alter(c, i, i.to.onUpdate === null ? 'DROP ON UPDATE' : `ON UPDATE ${c.spelling.expr(i.to.onUpdate)}`)),
    ...(i.from.invisible === i.to.invisible ? [] : alter(c, i, i.to.invisible ? 'SET INVISIBLE' : 'SET VISIBLE')),
  ],
  SetPrimaryKey: (i, c) => [
    inTable(c, i.table, i.to === null ? 'DROP PRIMARY KEY' : `SET PRIMARY KEY ${keyWords(c.spelling, i.to)}`),
  ],
  AddUnique: (i, c) => [
    inTable(c, i.table, `ADD ${named(c.spelling, i.unique.name)}${uniqueWords(c.spelling, i.unique)}`),
  ],
  DropUnique: (i, c) => [dropped(c, i.unique.name, `UNIQUE ${list(c.spelling, i.unique.columns)}`, i.table)],
  AddForeignKey: (i, c) => [
    inTable(c, i.table, `ADD ${named(c.spelling, i.foreignKey.name)}${foreignKeyWords(c.spelling, i.foreignKey)}`),
  ],
  DropForeignKey: (i, c) => [
    dropped(c, i.foreignKey.name, `FOREIGN KEY ${list(c.spelling, i.foreignKey.columns)}`, i.table),
  ],
  AddCheck: (i, c) => [inTable(c, i.table, `ADD ${named(c.spelling, i.check.name)}${checkWords(c.spelling, i.check)}`)],
  DropCheck: (i, c) => [dropped(c, i.check.name, checkWords(c.spelling, i.check), i.table)],
  AddIndex: (i, c) => [
    `CREATE ${i.index.unique ? 'UNIQUE ' : ''}INDEX ${i.index.name === null ? '' : `${c.spelling.name(i.index.name)} `}ON ${spellTable(c.spelling, i.table)} ${indexWords(c.spelling, i.index)}`,
  ],
  DropIndex: (i, c) => [
    `DROP INDEX ${i.index.name === null ? indexWords(c.spelling, i.index) : c.spelling.name(i.index.name)}${c.oneTable ? '' : ` ON ${spellTable(c.spelling, i.table)}`}`,
  ],
  RenameIndex: (i, c) => [
    `ALTER INDEX ${c.spelling.name(i.index.name ?? '')}${c.oneTable ? '' : ` ON ${spellTable(c.spelling, i.table)}`} RENAME TO ${c.spelling.name(i.to)}`,
  ],
  RenameConstraint: (i, c) => [
    inTable(
      c,
      i.table,
      `RENAME CONSTRAINT ${c.spelling.name(nameOfConstraint(i.constraint) ?? '')} TO ${c.spelling.name(i.to)}`,
    ),
  ],
  CreateEnum: (i, { spelling }) => [
    `CREATE TYPE ${spellTable(spelling, i.type.name)} AS ENUM (${i.type.values.map(quote).join(', ')})`,
  ],
  DropEnum: (i, { spelling }) => [`DROP TYPE ${spellTable(spelling, i.type.name)}`],
  AddEnumValue: (i, { spelling }) => [
    `ALTER TYPE ${spellTable(spelling, i.type)} ADD VALUE ${quote(i.value)}${i.place === null ? '' : ` ${i.place.where.toUpperCase()} ${quote(i.place.value)}`}`,
  ],
  ReplaceEnum: (i, { spelling }) => [
    `REPLACE TYPE ${spellTable(spelling, i.to.name)} AS ENUM (${i.to.values.map(quote).join(', ')})`,
  ],
  CopyColumns: (i, { spelling }) => [
    `UPDATE ${spellTable(spelling, i.table)} SET ${i.set.map((x) => `${spelling.name(x.column)} = ${spelling.expr(x.value)}`).join(', ')}${i.where === null ? '' : ' where they do not agree'}${i.batch === null ? '' : inPieces(i.batch)}`,
  ],
  AddObject: (i, { spelling }) => [
    `CREATE ${i.object.kind.toUpperCase()} ${spelling.name(i.object.name.name)} ON ${spellTable(spelling, i.table)}`,
  ],
  DropObject: (i, { spelling }) => [
    `DROP ${i.object.kind.toUpperCase()} ${spelling.name(i.object.name.name)} ON ${spellTable(spelling, i.table)}`,
  ],
  KeepRows: (i, { spelling }) => [
    `KEEP ${list(spelling, i.columns)} of ${rowsWords(spelling, i.rows)} OF ${spellTable(spelling, i.table)} IN ${spellTable(spelling, i.kept.name)}${i.days === null ? '' : ` FOR ${i.days} DAYS`}`,
  ],
  ClearRows: (i, { spelling }) => [
    i.empties === null
      ? `DELETE FROM ${spellTable(spelling, i.table)} ${rowsWords(spelling, i.rows)}`
      : `UPDATE ${spellTable(spelling, i.table)} SET ${i.empties.map((c) => `${spelling.name(c)} = NULL`).join(', ')} for ${rowsWords(spelling, i.rows)}`,
  ],
  RestoreRows: (i, { spelling }) => [
    `RESTORE ${i.insert ? 'rows' : list(spelling, i.columns)} OF ${spellTable(spelling, i.table)} FROM ${spellTable(spelling, i.kept.name)}`,
  ],
  DropKept: (i, { spelling }) => [`DROP TABLE ${spellTable(spelling, i.kept.name)}`],
  Verify: (i, { spelling }) => [
    `VERIFY ${list(spelling, i.columns)} of ${spellTable(spelling, i.table)}: stop when a row differs`,
  ],
  Backfill: (i, { spelling }) => [
    `UPDATE ${spellTable(spelling, i.table)} SET ${spelling.name(i.column)} = ${spelling.expr(i.value)}${i.where === null ? '' : ` WHERE ${spelling.expr(i.where)}`}${i.batch === undefined ? '' : inPieces(i.batch)}`,
  ],
};

const inPieces = (b: Batch): string => `, ${b.size} rows at a time`;

const dropped = (c: WordsContext, name: string | null, what: string, table: QName): string =>
  inTable(c, table, name === null ? `DROP ${what}` : `DROP CONSTRAINT ${c.spelling.name(name)}`);

/** One line; a table's parts and several changed options stand on lines of their own. */
export const operationWords = <K extends IntentKind>(intent: IntentByKind[K] & { kind: K }, c: WordsContext) =>
  words[intent.kind](intent, c);
