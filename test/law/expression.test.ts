/** Printing an expression and reading it back gives the expression, in every flavour. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BinaryOperator, DialectId, Expr, Literal } from '../../src/ir/expression.js';
import { canonical, sameExpr } from '../../src/ir/same-expression.js';
import { isLeft, right } from '../../src/prelude.js';
import { type Flavour, parseExpression } from '../../src/sql/parse-expression.js';
import { toMariaDb, toMySql, toPostgres, toSqlite } from '../../src/sql/portable.js';
import { printExpression } from '../../src/sql/print-expression.js';
import { styles } from '../sql/styles.js';
import { anyExpression, anyText, dialects } from './arbitrary-expression.js';

const binary: ReadonlyArray<BinaryOperator> = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
  'is not distinct from',
  'like',
  'not like',
];

interface Words {
  readonly binary: ReadonlyArray<BinaryOperator>;
  readonly operators: ReadonlyArray<string>;
  readonly types: ReadonlyArray<string>;
  readonly arrays: boolean;
}
const standard: Words = {
  binary: [...binary, '||', 'is distinct from', 'ilike', 'not ilike', 'regexp', 'not regexp'],
  operators: [
    '->',
    '->>',
    '@>',
    '<@',
    '?',
    '&&',
    '&',
    '|',
    '<<',
    '>>',
    '~*',
    '!~*',
    '^',
    '#>>',
    '[]',
    'at time zone',
    'similar to',
    'not similar to',
    'operator(public.=)',
    '<=>',
    '-|-',
  ],
  types: [
    'text',
    'character varying(20)',
    'text[]',
    'timestamp(3) without time zone',
    'double precision',
    '"char"',
    'public."My Mood"',
    'interval',
    'numeric(10,2)',
    'int[][]',
  ],
  arrays: true,
};
const mysql: Words = {
  binary: [...binary, 'regexp', 'not regexp'],
  operators: ['->', '->>', '&', '|', '<<', '>>', '^', 'div', 'xor'],
  types: [
    'char charset utf8mb4',
    'signed',
    'decimal(10,2)',
    'char(3) charset latin1',
    'binary',
    'json',
    'datetime(6)',
    '"bit"',
  ],
  arrays: false,
};
// `x IS NULL` and `x IS TRUE` are questions of their own, so that IS between such values cannot be read back.
const sqlite: Words = {
  binary: [...binary.filter((op) => op !== 'is not distinct from'), '||', 'regexp', 'not regexp'],
  operators: ['->', '->>', '&', '|', '<<', '>>', 'glob', 'not glob', 'match', 'not match'],
  types: ['text', 'integer', 'real', 'numeric', 'blob'],
  arrays: false,
};
const words: Readonly<Record<Flavour, Words>> = {
  portable: standard,
  postgres: standard,
  mysql,
  mariadb: mysql,
  sqlite,
};

const name = anyText.filter((n) => n !== '' && !n.includes(']'));
const literal: fc.Arbitrary<Literal> = fc.oneof(
  anyText.map((value): Literal => ({ kind: 'String', value })),
  fc
    .constantFrom('0', '-5', '1.50', '.5', '9007199254740993', '1e5', '-0')
    .map((text): Literal => ({ kind: 'Number', text })),
  fc.boolean().map((value): Literal => ({ kind: 'Boolean', value })),
  fc.constantFrom('', 'FF', '00DEADBEEF').map((hex): Literal => ({ kind: 'Bytes', hex })),
  fc.constant<Literal>({ kind: 'Null' }),
);

/** Expressions that the flavour can say, in the form its reader gives. */
const sayable = (flavour: Flavour): fc.Arbitrary<Expr> => {
  const w = words[flavour];
  return fc.letrec<{ e: Expr }>((tie) => {
    const e = tie('e');
    const maybe = fc.option(e, { nil: null });
    const several = fc.array(e, { minLength: 1, maxLength: 3 });
    const kinds: ReadonlyArray<fc.Arbitrary<Expr>> = [
      literal.map((value): Expr => ({ kind: 'Literal', value })),
      fc.record({ kind: fc.constant('Column' as const), table: fc.option(name, { nil: null }), name }),
      fc.record({ kind: fc.constant('Unary' as const), op: fc.constantFrom('-' as const, 'not' as const), arg: e }),
      fc.record({ kind: fc.constant('Binary' as const), op: fc.constantFrom(...w.binary), left: e, right: e }),
      fc.record({ kind: fc.constant('Operator' as const), op: fc.constantFrom(...w.operators), left: e, right: e }),
      fc.record({
        kind: fc.constant('Is' as const),
        arg: e,
        what: fc.constantFrom('null' as const, 'true' as const, 'false' as const),
        negated: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('In' as const), arg: e, list: several, negated: fc.boolean() }),
      fc.record({ kind: fc.constant('Between' as const), arg: e, low: e, high: e, negated: fc.boolean() }),
      fc
        .tuple(fc.constantFrom('coalesce', 'lower', 'My Function', 'pg_temp.f', 'left', 'row', 'like_escape'), several)
        .map(
          ([n, args]): Expr => ({
            kind: 'Call',
            name: n,
            args: n === 'row' && args.length === 1 ? [...args, ...args] : args,
          }),
        ),
      fc
        .constantFrom('now', 'current_timestamp', 'current_date', 'random')
        .map((n): Expr => ({ kind: 'Call', name: n, args: [] })),
      fc
        .tuple(
          fc.constantFrom(
            'position',
            'extract',
            flavour === 'sqlite' ? 'substr' : 'substring',
            'overlay',
            'trim',
            'ltrim',
            '~',
            '+',
          ),
          e,
          e,
          e,
        )
        .map(([n, a, b, c]): Expr => {
          if (n === 'extract')
            return { kind: 'Call', name: n, args: [{ kind: 'Literal', value: { kind: 'String', value: 'year' } }, a] };
          return { kind: 'Call', name: n, args: n === '~' || n === '+' ? [a] : n === 'overlay' ? [a, b, c] : [a, b] };
        }),
      fc.record({
        kind: fc.constant('Case' as const),
        operand: maybe,
        whens: fc.array(fc.record({ when: e, result: e }), { minLength: 1, maxLength: 2 }),
        otherwise: maybe,
      }),
      fc.record({
        kind: fc.constant('Cast' as const),
        arg: e,
        type: fc.constantFrom(...w.types.filter((t) => t !== '"bit"')),
      }),
      fc.record({ kind: fc.constant('Collate' as const), arg: e, collation: name }),
      ...(w.arrays ? [fc.record({ kind: fc.constant('Array' as const), items: fc.array(e, { maxLength: 3 }) })] : []),
    ];
    return { e: fc.oneof({ maxDepth: 5, depthSize: 'small' }, ...kinds) };
  }).e;
};

const styleOf = (flavour: Flavour) => styles[flavour === 'portable' ? 'postgres' : flavour];
/** In portable text bytes are X'…'; only PostgreSQL reads '\x…'::bytea as bytes. */
const printed = (flavour: Flavour, e: Expr): string => {
  const style =
    flavour === 'portable' ? { ...styleOf(flavour), bytes: (hex: string) => `x'${hex}'` } : styleOf(flavour);
  const text = printExpression(style)(e);
  if (isLeft(text)) throw new Error(JSON.stringify(text.left));
  return text.right;
};
const flavours: ReadonlyArray<Flavour> = ['portable', ...dialects];
const rewrite: Readonly<Record<DialectId, (e: Expr) => Expr>> = {
  postgres: toPostgres,
  mysql: toMySql,
  mariadb: toMariaDb,
  sqlite: toSqlite,
};

describe('expressions', () => {
  it.each(flavours)('%s: what is printed reads back as what it was', (flavour) => {
    fc.assert(
      fc.property(sayable(flavour), (e) => {
        const text = printed(flavour, e);
        expect(parseExpression(text, flavour), text).toEqual({ _tag: 'Right', right: e });
      }),
      { numRuns: 2000 },
    );
  });
  it.each(dialects)('%s: rewriting twice is rewriting once', (id) => {
    fc.assert(
      fc.property(sayable('portable'), (e) => {
        const once = rewrite[id](e);
        expect(rewrite[id](once)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });
  it.each(['and', 'not', 'in', 'exists'])('a function called %s keeps its quotes', (name) => {
    for (const id of dialects) {
      const text = `${styles[id].quote(name)}(n)`;
      const e = parseExpression(text, id);
      expect(isLeft(e) ? e : printExpression(styles[id])(e.right)).toEqual(
        right(`${text.slice(0, -3)}(${styles[id].quote('n')})`),
      );
    }
  });

  it('the canonical form is its own canonical form', () => {
    fc.assert(
      fc.property(sayable('portable'), (e) => {
        const once = canonical(e);
        expect(canonical(once)).toEqual(once);
        expect(sameExpr(e, once)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
  it('an expression of any kind is printed or refused, and what is read prints again', () => {
    fc.assert(
      fc.property(anyExpression, fc.constantFrom(...dialects), (e, id) => {
        const text = printExpression(styles[id])(e);
        if (isLeft(text)) return;
        const read = parseExpression(text.right, id);
        if (isLeft(read)) return;
        const again = printed(id, read.right);
        expect(parseExpression(again, id), again).toEqual(read);
      }),
      { numRuns: 3000 },
    );
  });
});
