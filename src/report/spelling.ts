/**
 * How types and expressions are spelled where people read them: the engine's own type names, and expressions with as
 * few quotes as can be. Text made here is never executed.
 */
import type { Dialect } from '../dialect/dialect.js';
import type { Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { Default } from '../ir/schema.js';
import type { DataType } from '../ir/type.js';
import { getOrElse } from '../prelude.js';
import { printExpression } from '../sql/print-expression.js';

export interface Spelling {
  /** `varchar(255)`. */
  readonly type: (type: DataType) => string;
  /** `COALESCE(first_name || ' ' || last_name, email)`. */
  readonly expr: (expr: Expr) => string;
  /** A name as it stands, quoted only where it could be misread. */
  readonly name: (name: string) => string;
}

/** Functions that read as part of the language; what stands in quotes is left alone. */
const loud =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\b(?:coalesce|nullif|cast|concat|greatest|least|lower|upper|trim|replace|substr|substring|length)(?=\()|\bcurrent_(?:timestamp|date|time)\b/g;

const loudCalls = (text: string): string =>
  text.replace(loud, (part) => (/^['"]/.test(part) ? part : part.toUpperCase()));

const bare = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_$]*$/.test(name) ? name : `"${name.replace(/"/g, '""')}"`;

export const spellingOf = (dialect: Pick<Dialect, 'id' | 'name' | 'types'>): Spelling => {
  const print = printExpression({
    dialect: dialect.id,
    name: dialect.name,
    quote: bare,
    string: (value) => `'${value.replace(/'/g, "''")}'`,
    boolean: (value) => (value ? 'TRUE' : 'FALSE'),
    bytes: (hex) => `X'${hex}'`,
  });
  return {
    type: (type) => short(getOrElse(() => fallbackType(type))(dialect.types.spell(type))),
    expr: (expr) => loudCalls(getOrElse(() => fallbackExpr(expr))(print(expr))),
    name: bare,
  };
};

/** A plan's types and expressions were printed once already; this only keeps a report from failing. */
const fallbackType = (type: DataType): string => (type.kind === 'Native' ? type.spelling : type.kind.toLowerCase());
const fallbackExpr = (expr: Expr): string => (expr.kind === 'Column' ? expr.name : `<${expr.kind.toLowerCase()}>`);

/** The standard's long names have short ones that everybody says; the engine takes both. */
const shorter: ReadonlyArray<readonly [RegExp, string]> = [
  [/^character varying\b/, 'varchar'],
  [/^character\b/, 'char'],
  [/^bit varying\b/, 'varbit'],
  [/^(timestamp|time)(\(\d+\))? without time zone\b/, '$1$2'],
  [/^(timestamp|time)(\(\d+\))? with time zone\b/, '$1tz$2'],
];

const short = (spelling: string): string => shorter.reduce((text, [long, word]) => text.replace(long, word), spelling);

/** `varchar(255)` → `VARCHAR(255)`, `enum('a')` → `ENUM('a')`: what stands in quotes keeps its case. */
export const loudType = (spelling: string): string =>
  spelling.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|[^'"`]+/g, (part) =>
    /^['"`]/.test(part) ? part : part.toUpperCase(),
  );

export const spellDefault = (s: Spelling, value: Default): string =>
  value.kind === 'Value' ? s.expr({ kind: 'Literal', value: value.value }) : s.expr(value.expr);

export const spellTable = (s: Spelling, table: QName): string =>
  table.namespace === null ? s.name(table.name) : `${s.name(table.namespace)}.${s.name(table.name)}`;
