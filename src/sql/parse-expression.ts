/** Text → expression. The whole text or nothing: what a flavour cannot say is refused, never dropped. */
import type { Expr } from '../ir/expression.js';
import { remembered } from '../ir/remembered.js';
import { type Either, left, map, right } from '../prelude.js';
import { climb, special } from './climb.js';
import { parse } from './generated/expression.generated.js';
import type { Flavour } from './precedence.js';
import { fromMysql } from './rewrite/mysql.js';
import { fromSqlite } from './rewrite/sqlite.js';

export type { Flavour };

export interface SyntaxError_ {
  readonly message: string;
  /** In characters (UTF-16 units) from the start of the text. */
  readonly offset: number;
}

/** Runs a generated parser; its exception is the only one expected. */
export const attempt = <A>(text: string, run: () => A): Either<SyntaxError_, A> => {
  try {
    return right(run());
  } catch (error) {
    return left(described(text, error));
  }
};

/** What peggy's exception says, without the list of the sixty things that could have stood there. */
const described = (text: string, error: unknown): SyntaxError_ => {
  if (error instanceof RangeError) return { message: 'nested too deeply', offset: 0 };
  if (!(error instanceof Error) || !('location' in error) || !('expected' in error))
    return { message: String(error), offset: 0 };
  const { location } = error;
  const start = typeof location === 'object' && location !== null && 'start' in location ? location.start : null;
  const offset = typeof start === 'object' && start !== null && 'offset' in start ? Number(start.offset) : 0;
  if (error.expected === null) return { message: error.message, offset };
  const found = /^(?:[\p{L}\p{N}_]+|.)/su.exec(text.slice(offset))?.[0];
  return { message: found === undefined ? 'unexpected end' : `unexpected ${found}`, offset };
};

/** Deeper trees are refused, because everything that walks one recurses. */
const deepest = 1000;

const isDeep = (root: Expr): boolean => {
  let level: ReadonlyArray<unknown> = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest * 2) return true;
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
  }
  return false;
};

/**
 * MySQL's information_schema prints expressions with every quote and backslash escaped once more:
 * `(\`a\` = _utf8mb4\'x\')`. Outside a string a backslash cannot stand, so one there gives it away.
 */
const unescaped = (text: string): string =>
  /^(?:[^'"`\\]|`[^`]*`)*\\'/.test(text) ? text.replace(/\\([\s\S])/g, '$1') : text;

const asPrinted = (text: string): string => text;
const asRead = (e: Expr): Expr => e;

/** What a flavour's text needs before the grammar, and its tree after it. */
const before: Readonly<Record<Flavour, (text: string) => string>> = {
  portable: asPrinted,
  postgres: asPrinted,
  mysql: unescaped,
  mariadb: asPrinted,
  sqlite: asPrinted,
};
const after: Readonly<Record<Flavour, (e: Expr) => Expr>> = {
  portable: asRead,
  postgres: asRead,
  mysql: fromMysql,
  mariadb: fromMysql,
  sqlite: fromSqlite,
};

const reader = (flavour: Flavour): ((text: string) => Either<SyntaxError_, Expr>) =>
  remembered((text) => {
    const source = before[flavour](text);
    const result = attempt(source, () => parse(source, { flavour, climb: climb(flavour), special }));
    if (result._tag === 'Right' && isDeep(result.right)) return left({ message: 'nested too deeply', offset: 0 });
    return map(after[flavour])(result);
  });

const readers: Readonly<Record<Flavour, ReturnType<typeof reader>>> = {
  portable: reader('portable'),
  postgres: reader('postgres'),
  mysql: reader('mysql'),
  mariadb: reader('mariadb'),
  sqlite: reader('sqlite'),
};

export const parseExpression = (text: string, flavour: Flavour): Either<SyntaxError_, Expr> => readers[flavour](text);
