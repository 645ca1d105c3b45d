/** Statement → one SQL statement without a closing semicolon. */
import type { Problem } from '../../ir/problem.js';
import { noOptions, type Table } from '../../ir/schema.js';
import type { Validated } from '../../prelude.js';
import type { Statement } from '../../sql/ast.js';
import { rowsText } from '../../sql/rows.js';
import { type Out, printing } from './out.js';
import { alterTable } from './print-alter.js';
import { assertText } from './print-assert.js';
import { columnDefinition } from './print-column.js';
import { checkText, foreignKeyText, indexText, optionTexts, primaryKeyText, uniqueText } from './print-parts.js';
import type { Product } from './product.js';

const createTable = (out: Out, t: Table): string => {
  if (t.options.strict || t.options.withoutRowid || t.options.unlogged) out.refuse('this table option', t.name.name);
  const parts = [
    ...t.columns.map((c) => columnDefinition(out, c)),
    ...(t.primaryKey === null ? [] : [primaryKeyText(out, t.primaryKey)]),
    ...t.uniques.map((u) => uniqueText(out, u)),
    ...t.indexes.map((i) => indexText(out, i, 'KEY', t.options)),
    ...t.foreignKeys.map((f) => foreignKeyText(out, f)),
    ...t.checks.map((c) => checkText(out, c)),
  ];
  const options = optionTexts(out, null, t.options);
  return `CREATE TABLE ${out.table(t.name)} (\n  ${parts.join(',\n  ')}\n)${options.length > 0 ? ` ${options.join(' ')}` : ''}`;
};

const text = (out: Out, s: Statement): string => {
  switch (s.kind) {
    case 'CreateTable':
      return createTable(out, s.table);
    case 'DropTable':
      return `DROP TABLE ${out.table(s.table.name)}`;
    case 'RenameTable':
      return `RENAME TABLE ${out.table(s.from)} TO ${out.table(s.to)}`;
    case 'AlterTable':
      return alterTable(out, s.before, s.actions);
    case 'CreateIndex':
      return `CREATE ${indexText(out, s.index, 'INDEX', noOptions, ` ON ${out.table(s.table)}`)}`;
    case 'DropIndex':
      return `DROP INDEX ${out.name(s.index.name)} ON ${out.table(s.table)}`;
    case 'CreateEnum':
    case 'DropEnum':
      out.refuse('enum types', s.type.name.name);
      return '';
    case 'ReplaceEnum':
      out.refuse('enum types', s.from.name.name);
      return '';
    case 'RenameEnum':
      out.refuse('enum types', s.from.name);
      return '';
    case 'AddEnumValue':
      out.refuse('enum types', s.type.name);
      return '';
    case 'Update': {
      const set = s.set.map((a) => `${out.name(a.column)} = ${out.expr(a.value)}`).join(', ');
      return `UPDATE ${out.table(s.table)} SET ${set}${s.where === null ? '' : ` WHERE ${out.expr(s.where)}`}`;
    }
    case 'InsertSelect':
      return `INSERT INTO ${out.table(s.into)} (${out.list(s.columns)}) SELECT ${s.values.map(out.expr).join(', ')} FROM ${out.table(s.from)}`;
    case 'Comment':
      if (s.on.kind === 'Table') return `ALTER TABLE ${out.table(s.on.table)} COMMENT=${out.comment(s.text ?? '')}`;
      out.refuse('a comment without the definition it belongs to', s.on.kind);
      return '';
    case 'CreateObject': {
      const [only, ...more] = s.object.definition;
      if (only === undefined || more.length > 0) out.refuse('an object that is not one statement', s.object.name.name);
      return only ?? '';
    }
    case 'DropObject':
      return s.drop;
    case 'Rows':
      return rowsText({ table: out.table, id: out.name, expr: out.expr }, s.rows);
    case 'Assert':
      return assertText(out, s);
    case 'Verbatim':
      return s.sql;
  }
};

export const print =
  (product: Product) =>
  (statement: Statement): Validated<Problem, string> =>
    printing(product, (out) => {
      const said = text(out, statement);
      return statement.manner === undefined ? said : `${said}, ${statement.manner}`;
    });
