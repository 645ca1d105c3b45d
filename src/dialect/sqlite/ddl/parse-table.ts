/**
 * CREATE TABLE as sqlite_schema keeps it. The engine parses this very text each time it opens the file, so it is the whole
 * truth; the pragmas leave out checks, names, collations and much more (https://www.sqlite.org/schematab.html).
 */
import { memory } from '../../../ir/remembered.js';
import { deferrable, groupText, names, onConflict, parts, references } from './clauses.js';
import { type Cursor, cursor, sourceOf } from './cursor.js';
import { type ParsedColumn, parseColumn } from './parse-column.js';
import type { DdlColumn, DdlConstraint, DdlTable } from './shape.js';
import { isWord, type Token, tokenise } from './tokens.js';

const startsConstraint = (c: Cursor): boolean => {
  const word = c.peek()?.key;
  if (word === 'constraint' || word === 'check' || word === 'unique') return true;
  return (word === 'primary' || word === 'foreign') && isWord(c.peek(1), 'key');
};

/** AUTOINCREMENT may stand inside the parentheses of a table's PRIMARY KEY. */
const keyParts = (sql: string, c: Cursor) => {
  const group = c.group() ?? [];
  const autoincrement = isWord(group[group.length - 1], 'autoincrement');
  return { parts: parts(sql, autoincrement ? group.slice(0, -1) : group), autoincrement };
};

/** One table constraint after its optional name; null when none follows. */
const constraint = (sql: string, c: Cursor, name: string | null): DdlConstraint | null => {
  if (c.words('primary', 'key')) {
    const key = keyParts(sql, c);
    return { kind: 'PrimaryKey', name, ...key, onConflict: onConflict(c), atColumn: false };
  }
  if (c.words('unique')) {
    const of = parts(sql, c.group() ?? []);
    return { kind: 'Unique', name, parts: of, onConflict: onConflict(c) };
  }
  if (c.words('check')) {
    const text = groupText(sql, c);
    onConflict(c);
    return text === null ? null : { kind: 'Check', name, sql: text };
  }
  if (c.words('foreign', 'key')) {
    const columns = names(c.group() ?? []);
    const target = c.words('references') ? references(c) : null;
    return target === null ? null : { kind: 'ForeignKey', name, columns, references: target };
  }
  return null;
};

/** Commas between table constraints are optional, and a CONSTRAINT name may stand without a constraint. */
const tableConstraints = (sql: string, c: Cursor): ReadonlyArray<DdlConstraint> | null => {
  const found: DdlConstraint[] = [];
  let called: string | null = null;
  while (!c.done()) {
    if (c.operator(',')) continue;
    if (c.words('constraint')) {
      called = c.name();
      continue;
    }
    const one = constraint(sql, c, called);
    called = null;
    if (one !== null) found.push(one);
    else if (deferrable(c) === null) return null;
  }
  return found;
};

interface Body {
  readonly columns: ReadonlyArray<DdlColumn>;
  readonly constraints: ReadonlyArray<DdlConstraint>;
}

const known = memory<ParsedColumn>();

/** Many tables say a column in the same words. */
const columnOf = (sql: string, tokens: ReadonlyArray<Token>): ParsedColumn | null => {
  const text = sourceOf(sql, tokens);
  const before = known.of(text);
  if (before !== undefined) return before;
  const c = cursor(tokens);
  const parsed = parseColumn(sql, c);
  return parsed === null || !c.done() ? null : known.keep(text, parsed);
};

const body = (sql: string, c: Cursor): Body | null => {
  const columns: DdlColumn[] = [];
  const constraints: DdlConstraint[] = [];
  while (!c.done()) {
    if (columns.length > 0 && startsConstraint(c)) {
      const rest = tableConstraints(sql, c);
      return rest === null ? null : { columns, constraints: [...constraints, ...rest] };
    }
    const parsed = columnOf(sql, c.part());
    if (parsed === null) return null;
    columns.push(parsed.column);
    constraints.push(...parsed.constraints);
    c.operator(',');
  }
  return { columns, constraints };
};

const options = (c: Cursor): { readonly strict: boolean; readonly withoutRowid: boolean } | null => {
  let [strict, withoutRowid] = [false, false];
  while (!c.done()) {
    if (c.words('without', 'rowid')) withoutRowid = true;
    else if (c.words('strict')) strict = true;
    else if (!c.operator(',') && !c.operator(';')) return null;
  }
  return { strict, withoutRowid };
};

/** `name` or `schema.name`. */
export const objectName = (c: Cursor): string | null => {
  const first = c.name();
  return first !== null && c.operator('.') ? c.name() : first;
};

/** Null when the text is none this grammar knows: the caller makes a Problem of it, never a guess. */
export const parseCreateTable = (sql: string): DdlTable | null => {
  const c = cursor(tokenise(sql));
  if (!c.words('create')) return null;
  if (!c.words('temp')) c.words('temporary');
  if (!c.words('table')) return null;
  c.words('if', 'not', 'exists');
  const name = objectName(c);
  const inside = c.group();
  if (name === null || inside === null) return null;
  const said = body(sql, cursor(inside));
  const ends = options(c);
  return said === null || ends === null || said.columns.length === 0 ? null : { name, ...said, ...ends };
};
