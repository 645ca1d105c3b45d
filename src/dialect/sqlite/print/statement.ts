/** One statement's text. */
import { type Problem, problem } from '../../../ir/problem.js';
import { collect, isLeft, left, map, right, traverse, type Validated } from '../../../prelude.js';
import type { Statement, StatementByKind } from '../../../sql/ast.js';
import { toSqlite } from '../../../sql/portable.js';
import { rowsText } from '../../../sql/rows.js';
import { printExpr } from '../expression.js';
import { quote } from '../quote.js';
import { atLeast, type ServerVersion } from '../version.js';
import { printAlter } from './alter.js';
import { list } from './constraint.js';
import { printCreateIndex, printDropIndex } from './index-statement.js';
import { refuse } from './problems.js';
import { printTable } from './table.js';

type Text = Validated<Problem, string>;

const printUpdate = (s: StatementByKind['Update']): Text => {
  const parts = collect<Problem, string>([
    map((sets: ReadonlyArray<string>) => sets.join(', '))(
      traverse(s.set, (x) => map((v: string) => `${quote(x.column)} = ${v}`)(printExpr(x.value))),
    ),
    s.where === null ? right('') : map((w: string) => ` WHERE ${w}`)(printExpr(s.where)),
  ]);
  if (isLeft(parts)) return parts;
  const [sets = '', where = ''] = parts.right;
  return right(`UPDATE ${quote(s.table.name)} SET ${sets}${where}`);
};

const printInsertSelect = (s: StatementByKind['InsertSelect']): Text =>
  map(
    (values: ReadonlyArray<string>) =>
      `INSERT INTO ${quote(s.into.name)} (${list(s.columns)}) SELECT ${values.join(', ')} FROM ${quote(s.from.name)}`,
  )(traverse(s.values, printExpr));

const printRows = (s: StatementByKind['Rows']): Text => {
  const problems: Problem[] = [];
  const text = rowsText(
    {
      table: (name) => quote(name.name),
      id: quote,
      expr: (e) => {
        const printed = printExpr(toSqlite(e));
        if (isLeft(printed)) problems.push(...printed.left);
        return isLeft(printed) ? '' : printed.right;
      },
    },
    s.rows,
  );
  return problems.length > 0 ? left(problems) : right(text);
};

const spelled = (s: Statement, version: ServerVersion): Text => {
  switch (s.kind) {
    case 'CreateTable':
      // https://www.sqlite.org/stricttables.html
      return s.table.options.strict && !atLeast(version, 37)
        ? refuse('STRICT tables before 3.37', { table: s.table.name.name })
        : printTable(s.table);
    case 'DropTable':
      return right(`DROP TABLE ${quote(s.table.name.name)}`);
    case 'RenameTable':
      return /^sqlite_/i.test(s.to.name)
        ? refuse('names for us that begin with sqlite_', { table: s.to.name })
        : right(`ALTER TABLE ${quote(s.from.name)} RENAME TO ${quote(s.to.name)}`);
    case 'AlterTable':
      return printAlter(s);
    case 'CreateIndex':
      return printCreateIndex(s.table, s.index);
    case 'DropIndex':
      return printDropIndex(s.index);
    case 'Update':
      return printUpdate(s);
    case 'InsertSelect':
      return printInsertSelect(s);
    case 'CreateObject': {
      const [only, ...more] = s.object.definition;
      return only === undefined || more.length > 0
        ? refuse('an object that is not one statement', { name: s.object.name.name })
        : right(only);
    }
    case 'DropObject':
      return right(s.drop);
    case 'Rows':
      return printRows(s);
    case 'Assert':
      return refuse('a check of rows in one statement', { table: s.table.name });
    case 'Verbatim':
      return s.sql.trim() === '' ? refuse('empty statement') : right(s.sql);
    case 'CreateEnum':
    case 'DropEnum':
    case 'ReplaceEnum':
    case 'RenameEnum':
    case 'AddEnumValue':
      return refuse('enum types');
    case 'Comment':
      return refuse('comments');
  }
};

/** A statement with U+0000 in it would be cut there by the C library. */
export const print =
  (version: ServerVersion) =>
  (s: Statement): Text => {
    const text = spelled(s, version);
    if (isLeft(text) || !text.right.includes('\u0000')) return text;
    return left([problem('dialect.identifier', { engine: 'SQLite', name: 'U+0000' })]);
  };
