/** A column definition (https://www.sqlite.org/lang_createtable.html). */
import { E } from '../../../ir/expression.js';
import type { Problem } from '../../../ir/problem.js';
import type { Column, Default, Table } from '../../../ir/schema.js';
import { collect, isLeft, right, type Validated } from '../../../prelude.js';
import { printExpr } from '../expression.js';
import { quote } from '../quote.js';
import { keyColumn, rowidAlias } from '../rowid.js';
import { spell } from '../types.js';
import { refuse } from './problems.js';

type Text = Validated<Problem, string>;

const clockWords = new Set(['current_timestamp', 'current_date', 'current_time']);

/** Literals and the clock's words stand bare, every other expression in parentheses. */
const printDefault = (d: Default): Text => {
  const expr = d.kind === 'Value' ? E.literal(d.value) : d.expr;
  const text = printExpr(expr);
  if (isLeft(text)) return text;
  const bare =
    (expr.kind === 'Literal' && !text.right.startsWith('CAST')) ||
    (expr.kind === 'Call' && expr.args.length === 0 && clockWords.has(expr.name));
  return right(` DEFAULT ${bare ? text.right : `(${text.right})`}`);
};

/** What a column says about a primary key that stands at the column. */
const inlineKey = (c: Column, t: Table): string => {
  const key = t.primaryKey;
  if (key === null || keyColumn(t)?.name !== c.name || !keyAtColumn(t)) return '';
  const named = key.name === null ? '' : ` CONSTRAINT ${quote(key.name)}`;
  const order = key.columns[0]?.order === 'desc' ? ' DESC' : '';
  return `${named} PRIMARY KEY${order}${c.identity === null ? '' : ' AUTOINCREMENT'}`;
};

/**
 * The rowid and INTEGER PRIMARY KEY DESC, which is not the rowid, are written at the column; every other key has its own
 * line: PRIMARY KEY (id DESC) of an INTEGER column would be the rowid again.
 */
export const keyAtColumn = (t: Table): boolean => {
  const column = keyColumn(t);
  if (column === null || t.options.withoutRowid) return false;
  const descending = t.primaryKey?.columns[0]?.order === 'desc';
  return rowidAlias(t) !== null || (descending && column.type.kind === 'Integer' && column.type.bits === 32);
};

const refusals = (c: Column, t: Table | null): Text | null => {
  const numbered = c.identity !== null && (t === null || rowidAlias(t)?.name !== c.name);
  if (numbered) {
    return refuse(
      'column that numbers itself without being the whole primary key',
      { column: c.name },
      'Say auto_increment: false for it, or make it the only primary key column, an integer.',
    );
  }
  if (
    c.type.kind === 'Native' &&
    t?.options.strict === true &&
    !/^(INT|INTEGER|REAL|TEXT|BLOB|ANY)$/i.test(c.type.spelling)
  ) {
    return refuse('such type in a STRICT table', { column: c.name, type: c.type.spelling });
  }
  return c.onUpdate === null ? null : refuse('ON UPDATE of a column', { column: c.name });
};

/** Table null: for ALTER TABLE ADD COLUMN, where no key can be said. `notNull`: its ON CONFLICT clause, when it has one. */
export const printColumn = (c: Column, t: Table | null, notNull = ''): Text => {
  const refused = refusals(c, t);
  if (refused !== null) return refused;
  const parts = collect<Problem, string>([
    spell(c.type),
    c.default === null ? right('') : printDefault(c.default),
    c.generated === null ? right('') : printExpr(c.generated.expr),
  ]);
  if (isLeft(parts)) return parts;
  const [type = '', byDefault = '', expression = ''] = parts.right;
  const isAlias = t !== null && rowidAlias(t)?.name === c.name;
  return right(
    [
      quote(c.name),
      type === '' ? '' : ` ${type}`,
      t === null ? '' : inlineKey(c, t),
      c.collation === null ? '' : ` COLLATE ${quote(c.collation)}`,
      c.nullable || isAlias ? '' : ` NOT NULL${notNull}`,
      byDefault,
      c.generated === null ? '' : ` GENERATED ALWAYS AS (${expression}) ${c.generated.stored ? 'STORED' : 'VIRTUAL'}`,
    ].join(''),
  );
};
