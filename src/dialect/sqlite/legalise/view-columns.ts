/**
 * Who stands in the way of RENAME COLUMN. The engine rewrites the column's name wherever it is read, but not the name of
 * the output column that a view or a subquery makes of it: `SELECT a FROM t` gives `c` afterwards, and whoever reads `a`
 * of it makes the rename fail ("error in view w after rename"). With `SELECT a AS a` it goes through.
 */
import type { Opaque, Schema, Table } from '../../../ir/schema.js';
import { splitCommas } from '../ddl/cursor.js';
import { fold, isOperator, isWord, type Token, tokenise } from '../ddl/tokens.js';

const isName = (t: Token | undefined, name: string): boolean =>
  t !== undefined && (t.kind === 'word' || t.kind === 'name') && fold(t.text) === fold(name);

/** Up to the word that ends a select list, at the depth where it began. */
const selectList = (tokens: ReadonlyArray<Token>, from: number): ReadonlyArray<Token> => {
  let depth = 0;
  const end = tokens.findIndex((t, i) => {
    if (i < from) return false;
    if (isOperator(t, '(')) depth += 1;
    if (isOperator(t, ')')) depth -= 1;
    return depth < 0 || (depth === 0 && (isWord(t, 'from') || isWord(t, 'union')));
  });
  return tokens.slice(from, end < 0 ? tokens.length : end);
};

/** The list has the column, or all columns, under no name of its own. */
const passesOn = (list: ReadonlyArray<Token>, column: string): boolean =>
  splitCommas(list).some((item) => {
    const words = isWord(item[0], 'distinct') || isWord(item[0], 'all') ? item.slice(1) : item;
    const last = words[words.length - 1];
    const bare = words.length === 1 || (words.length === 3 && isOperator(words[1], '.'));
    return bare && (isOperator(last, '*') || isName(last, column));
  });

interface Selects {
  /** The outermost SELECT makes an output column of that name, and no list of names stands before it. */
  readonly view: boolean;
  /** A subquery in FROM or WITH does. */
  readonly inner: boolean;
}

const selectsOf = (tokens: ReadonlyArray<Token>, column: string): Selects => {
  const depths: number[] = [];
  let depth = 0;
  for (const t of tokens) {
    if (isOperator(t, ')')) depth -= 1;
    depths.push(depth);
    if (isOperator(t, '(')) depth += 1;
  }
  const selects = tokens.flatMap((t, i) => (isWord(t, 'select') ? [i] : []));
  const passing = selects.filter((i) => passesOn(selectList(tokens, i + 1), column));
  const outer = selects.find((i) => depths[i] === 0);
  const named = isOperator(tokens[3], '(') || isOperator(tokens[5], '(');
  const feeds = (i: number): boolean => {
    const before = tokens[i - 2];
    return isOperator(tokens[i - 1], '(') && ['from', 'join', 'as', 'materialized'].some((w) => isWord(before, w));
  };
  return { view: outer !== undefined && passing.includes(outer) && !named, inner: passing.some(feeds) };
};

/** The name is read somewhere, not only given to something. */
const reads = (tokens: ReadonlyArray<Token>, column: string): boolean =>
  tokens.some((t, i) => isName(t, column) && !isWord(tokens[i - 1], 'as'));

const times = (tokens: ReadonlyArray<Token>, column: string): number => tokens.filter((t) => isName(t, column)).length;

/** Views and triggers that read the column by the name that a view or a subquery hands on. */
export const readersOfOutput = (table: Table, column: string, schema: Schema): ReadonlyArray<Opaque> => {
  const handing = new Set<string>();
  const blocked = new Set<Opaque>();
  const objects = schema.opaque.filter((o) => o.kind === 'view' || o.kind === 'trigger');
  const direct = (o: Opaque): boolean =>
    o.dependsOn.some(
      (d) => fold(d.table.name) === fold(table.name.name) && (d.columns?.some((c) => fold(c) === fold(column)) ?? true),
    );
  const through = (o: Opaque): boolean =>
    o.dependsOn.some((d) => handing.has(fold(d.table.name))) || (o.on !== null && handing.has(fold(o.on.name)));
  // Each round finds the views of one more level.
  for (let size = -1; size !== handing.size; ) {
    size = handing.size;
    for (const o of objects) {
      if (!direct(o) && !through(o)) continue;
      const tokens = o.definition.flatMap(tokenise);
      const { view, inner } = selectsOf(tokens, column);
      if (inner && times(tokens, column) > 1) blocked.add(o);
      if (through(o) && reads(tokens, column)) blocked.add(o);
      if (o.kind === 'view' && view) handing.add(fold(o.name.name));
    }
  }
  return [...blocked];
};
