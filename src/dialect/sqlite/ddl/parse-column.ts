/** A column definition of CREATE TABLE (https://www.sqlite.org/lang_createtable.html). */
import { deferrable, groupText, onConflict, references } from './clauses.js';
import { type Cursor, sourceOf } from './cursor.js';
import type { DdlColumn, DdlConstraint, DdlDefault, DdlPart } from './shape.js';
import { isOperator, isWord, type Token } from './tokens.js';

export interface ParsedColumn {
  readonly column: DdlColumn;
  readonly constraints: ReadonlyArray<DdlConstraint>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Words that end a declared type. GENERATED does only when ALWAYS follows: it is no reserved word. */
const stops = new Set([
  'constraint',
  'primary',
  'not',
  'null',
  'unique',
  'check',
  'default',
  'collate',
  'references',
  'as',
  'on',
]);

const endsType = (c: Cursor): boolean => {
  const token = c.peek();
  if (token === undefined) return true;
  if (token.kind === 'word') {
    const word = token.text.toLowerCase();
    return stops.has(word) || (word === 'generated' && isWord(c.peek(1), 'always'));
  }
  return token.kind !== 'name' && token.kind !== 'string';
};

const quoteWord = (t: Token): string => (t.kind === 'word' ? t.text : `"${t.text.split('"').join('""')}"`);

/** `UNSIGNED BIG INT`, `DECIMAL(10,2)`; empty when the column has no type. */
export const typeText = (c: Cursor): string => {
  const words: string[] = [];
  while (!endsType(c)) {
    const token = c.take();
    if (token !== undefined) words.push(quoteWord(token));
  }
  if (words.length === 0) return '';
  const sizes = isOperator(c.peek(), '(') ? c.group() : null;
  return words.join(' ') + (sizes === null ? '' : `(${sizes.map((t) => t.text).join('')})`);
};

/** After the word DEFAULT. A bare or double-quoted name is a string there. */
const defaultOf = (sql: string, c: Cursor): DdlDefault | null => {
  const inner = groupText(sql, c);
  if (inner !== null) return { kind: 'Expression', sql: inner };
  const sign = c.operator('-') ? '-' : '';
  if (sign === '') c.operator('+');
  const token = c.take();
  if (token === undefined || token.kind === 'operator') return null;
  if (sign !== '' && token.kind !== 'number') return { kind: 'Expression', sql: `-${sourceOf(sql, [token])}` };
  if (token.kind === 'name') return { kind: 'Literal', token: 'string', text: token.text };
  return { kind: 'Literal', token: token.kind, text: sign + token.text };
};

const own = (name: string, descending = false): ReadonlyArray<DdlPart> => [
  { sql: name, name, collation: null, descending },
];

/** Parses up to the comma or the end; null when the text is none this grammar knows. */
export const parseColumn = (sql: string, c: Cursor): ParsedColumn | null => {
  const name = c.name();
  if (name === null) return null;
  const column: Mutable<DdlColumn> = {
    name,
    type: typeText(c),
    notNull: false,
    notNullConflict: null,
    default: null,
    collation: null,
    generated: null,
  };
  const constraints: DdlConstraint[] = [];
  let called: string | null = null;
  const named = (): string | null => {
    const n = called;
    called = null;
    return n;
  };
  const clause = (): boolean => {
    if (c.words('constraint')) {
      called = c.name();
      return called !== null;
    }
    if (c.words('primary', 'key')) {
      const descending = c.words('desc');
      if (!descending) c.words('asc');
      const conflict = onConflict(c);
      const autoincrement = c.words('autoincrement');
      constraints.push({
        kind: 'PrimaryKey',
        name: named(),
        parts: own(name, descending),
        onConflict: conflict,
        autoincrement,
        atColumn: true,
      });
      return true;
    }
    if (c.words('not', 'null')) {
      column.notNull = true;
      column.notNullConflict = onConflict(c);
      named();
      return true;
    }
    if (c.words('null')) {
      onConflict(c);
      named();
      return true;
    }
    if (c.words('unique')) {
      constraints.push({ kind: 'Unique', name: named(), parts: own(name), onConflict: onConflict(c) });
      return true;
    }
    if (c.words('check')) {
      const text = groupText(sql, c);
      onConflict(c);
      constraints.push({ kind: 'Check', name: named(), sql: text ?? '' });
      return text !== null;
    }
    if (c.words('default')) {
      column.default = defaultOf(sql, c);
      named();
      return column.default !== null;
    }
    if (c.words('collate')) {
      column.collation = c.name();
      named();
      return column.collation !== null;
    }
    if (c.words('references')) {
      const target = references(c);
      if (target === null) return false;
      constraints.push({ kind: 'ForeignKey', name: named(), columns: [name], references: target });
      return true;
    }
    if (c.words('generated', 'always', 'as') || c.words('as')) {
      const text = groupText(sql, c);
      const stored = c.words('stored');
      if (!stored) c.words('virtual');
      column.generated = { sql: text ?? '', stored };
      named();
      return text !== null;
    }
    // A DEFERRABLE that stands apart belongs to the reference before it.
    const last = constraints[constraints.length - 1];
    const when = deferrable(c);
    if (when === null || last?.kind !== 'ForeignKey') return false;
    constraints[constraints.length - 1] = { ...last, references: { ...last.references, deferrable: when } };
    return true;
  };
  while (!c.done() && !isOperator(c.peek(), ',') && !isOperator(c.peek(), ')')) if (!clause()) return null;
  return { column, constraints };
};
