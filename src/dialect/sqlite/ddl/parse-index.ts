/** CREATE INDEX as sqlite_schema keeps it. */
import { parts } from './clauses.js';
import { cursor, sourceOf } from './cursor.js';
import { objectName } from './parse-table.js';
import type { DdlIndex } from './shape.js';
import { isOperator, type Token, tokenise } from './tokens.js';

const withoutSemicolon = (tokens: ReadonlyArray<Token>): ReadonlyArray<Token> =>
  isOperator(tokens[tokens.length - 1], ';') ? tokens.slice(0, -1) : tokens;

/** Null when the text is none this grammar knows. */
export const parseCreateIndex = (sql: string): DdlIndex | null => {
  const tokens = withoutSemicolon(tokenise(sql));
  const c = cursor(tokens);
  if (!c.words('create')) return null;
  const unique = c.words('unique');
  if (!c.words('index')) return null;
  c.words('if', 'not', 'exists');
  const name = objectName(c);
  const table = c.words('on') ? c.name() : null;
  const group = c.group();
  if (name === null || table === null || group === null) return null;
  const rest: Token[] = [];
  const filtered = c.words('where');
  while (!c.done()) {
    const token = c.take();
    if (token !== undefined) rest.push(token);
  }
  if (filtered !== rest.length > 0) return null;
  return { name, table, unique, parts: parts(sql, group), where: filtered ? sourceOf(sql, rest) : null };
};
