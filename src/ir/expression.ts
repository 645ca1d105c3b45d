/**
 * SQL expressions: defaults, generated columns, checks, index parts, predicates, backfills.
 * Parsed by grammar/expression.peggy, both from specs (portable SQL) and from what engines print back.
 * `physical` of a dialect rewrites portable functions to the engine's own; printers then only spell.
 */

import { kept, mapKept } from './identical.js';

/** The four engines. Only dialect/, edge/ and cli/ may branch on it; elsewhere it is a label and a key. */
export type DialectId = 'postgres' | 'mysql' | 'mariadb' | 'sqlite';

export type Literal =
  | { readonly kind: 'String'; readonly value: string }
  /** The digits as written: JavaScript numbers would round 9007199254740993 and 1.10. */
  | { readonly kind: 'Number'; readonly text: string }
  | { readonly kind: 'Boolean'; readonly value: boolean }
  /** Hexadecimal digits, upper case. */
  | { readonly kind: 'Bytes'; readonly hex: string }
  | { readonly kind: 'Null' };

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '||'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'is distinct from'
  | 'is not distinct from'
  | 'like'
  | 'not like'
  | 'ilike'
  | 'not ilike'
  | 'regexp'
  | 'not regexp';
/** Operators only one engine has (`->`, `->>`, `@>`, `~`, `&`, `<<`, …) are `Operator` below. */

export interface ExprByKind {
  Literal: { readonly kind: 'Literal'; readonly value: Literal };
  Column: { readonly kind: 'Column'; readonly table: string | null; readonly name: string };
  Unary: { readonly kind: 'Unary'; readonly op: '-' | 'not'; readonly arg: Expr };
  Binary: { readonly kind: 'Binary'; readonly op: BinaryOperator; readonly left: Expr; readonly right: Expr };
  /** Any other infix operator, spelled as written. */
  Operator: { readonly kind: 'Operator'; readonly op: string; readonly left: Expr; readonly right: Expr };
  /** `is null`, `is true`, `is false`, `is unknown`, and their negations. */
  Is: { readonly kind: 'Is'; readonly arg: Expr; readonly what: 'null' | 'true' | 'false'; readonly negated: boolean };
  In: { readonly kind: 'In'; readonly arg: Expr; readonly list: ReadonlyArray<Expr>; readonly negated: boolean };
  Between: {
    readonly kind: 'Between';
    readonly arg: Expr;
    readonly low: Expr;
    readonly high: Expr;
    readonly negated: boolean;
  };
  /** Name in lower case unless it was quoted. `current_timestamp` & co. are calls without arguments. */
  Call: { readonly kind: 'Call'; readonly name: string; readonly args: ReadonlyArray<Expr> };
  Case: {
    readonly kind: 'Case';
    readonly operand: Expr | null;
    readonly whens: ReadonlyArray<{ readonly when: Expr; readonly result: Expr }>;
    readonly otherwise: Expr | null;
  };
  /** The type's spelling, lower case, single-spaced: `varchar(20)`, `character varying`, `text[]`. */
  Cast: { readonly kind: 'Cast'; readonly arg: Expr; readonly type: string };
  Collate: { readonly kind: 'Collate'; readonly arg: Expr; readonly collation: string };
  Array: { readonly kind: 'Array'; readonly items: ReadonlyArray<Expr> };
  /** What the grammar cannot say, one text per engine. An engine without a text is a Problem when it is printed. */
  Native: { readonly kind: 'Native'; readonly text: Readonly<Partial<Record<DialectId, string>>> };
}

export type Expr = ExprByKind[keyof ExprByKind];

export const E = {
  string: (value: string): Expr => ({ kind: 'Literal', value: { kind: 'String', value } }),
  number: (text: string | number): Expr => ({ kind: 'Literal', value: { kind: 'Number', text: String(text) } }),
  boolean: (value: boolean): Expr => ({ kind: 'Literal', value: { kind: 'Boolean', value } }),
  null: { kind: 'Literal', value: { kind: 'Null' } } as Expr,
  literal: (value: Literal): Expr => ({ kind: 'Literal', value }),
  column: (name: string, table: string | null = null): Expr => ({ kind: 'Column', table, name }),
  binary: (op: BinaryOperator, left: Expr, right: Expr): Expr => ({ kind: 'Binary', op, left, right }),
  not: (arg: Expr): Expr => ({ kind: 'Unary', op: 'not', arg }),
  isNull: (arg: Expr, negated = false): Expr => ({ kind: 'Is', arg, what: 'null', negated }),
  call: (name: string, ...args: ReadonlyArray<Expr>): Expr => ({ kind: 'Call', name, args }),
  cast: (arg: Expr, type: string): Expr => ({ kind: 'Cast', arg, type }),
  native: (dialect: DialectId, text: string): Expr => ({ kind: 'Native', text: { [dialect]: text } }),
} as const;

/** Children first, then the node itself: the one place that knows where expressions nest. */
export const mapExpr = (e: Expr, f: (e: Expr) => Expr): Expr => {
  const go = (x: Expr): Expr => mapExpr(x, f);
  switch (e.kind) {
    case 'Literal':
    case 'Column':
    case 'Native':
      return f(e);
    case 'Unary':
    case 'Is':
    case 'Cast':
    case 'Collate':
      return f(kept(e, { ...e, arg: go(e.arg) }));
    case 'Binary':
    case 'Operator':
      return f(kept(e, { ...e, left: go(e.left), right: go(e.right) }));
    case 'In':
      return f(kept(e, { ...e, arg: go(e.arg), list: mapKept(e.list, go) }));
    case 'Between':
      return f(kept(e, { ...e, arg: go(e.arg), low: go(e.low), high: go(e.high) }));
    case 'Call':
      return f(kept(e, { ...e, args: mapKept(e.args, go) }));
    case 'Array':
      return f(kept(e, { ...e, items: mapKept(e.items, go) }));
    case 'Case':
      return f(
        kept(e, {
          ...e,
          operand: e.operand === null ? null : go(e.operand),
          whens: mapKept(e.whens, (w) => kept(w, { when: go(w.when), result: go(w.result) })),
          otherwise: e.otherwise === null ? null : go(e.otherwise),
        }),
      );
  }
};

/** Every column an expression names, sorted; null when it holds engine text whose columns nobody knows. */
export const columnsOf = (e: Expr): ReadonlyArray<string> | null => {
  const names = new Set<string>();
  let opaque = false;
  mapExpr(e, (x) => {
    if (x.kind === 'Column') names.add(x.name);
    if (x.kind === 'Native') opaque = true;
    return x;
  });
  return opaque ? null : [...names].sort();
};

/** True when the expression names the column, or when nobody can tell. */
export const mentions = (e: Expr, column: string): boolean => columnsOf(e)?.includes(column) ?? true;

export const renameColumnIn = (e: Expr, from: string, to: string): Expr =>
  mapExpr(e, (x) => (x.kind === 'Column' && x.name === from ? { ...x, name: to } : x));
