/** Any expression there can be: names, operators and texts of every kind, also ones no engine would read. */
import fc from 'fast-check';
import type { BinaryOperator, DialectId, Expr, Literal } from '../../src/ir/expression.js';

/** Words that notations trip over, and any text at all, with halves of characters. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('users', 'email', 'created_at', 'Mixed Case', 'x') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      "'",
      '"',
      '`',
      '\\',
      '\n',
      '\r\n',
      '\t',
      '\u2028',
      '\u0085',
      '\u202e',
      '\0',
      '}',
      '{',
      ']',
      '.',
      'a.b',
      'null',
      'not null',
      'none',
      'named',
      'index',
      'unique',
      'using',
      'select',
      'from',
      'case',
      'end',
      'and',
      'current_timestamp',
      'interval',
      '--',
      '/*',
      '*/',
      '; drop table x',
      "\\'",
      '\\u0041',
      'é',
      '😀',
      '\ud83d',
      '\ude00',
      '%s',
      '$1',
      '?',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.array(fc.nat(0xffff), { maxLength: 5 }).map((codes) => String.fromCharCode(...codes)) },
);

export const literal: fc.Arbitrary<Literal> = fc.oneof(
  anyText.map((value): Literal => ({ kind: 'String', value })),
  fc
    .constantFrom('0', '-5', '1.50', '.5', '9007199254740993', '1e5', '-0', '007')
    .map((text): Literal => ({ kind: 'Number', text })),
  anyText.map((text): Literal => ({ kind: 'Number', text })),
  fc.boolean().map((value): Literal => ({ kind: 'Boolean', value })),
  fc.constantFrom('', 'FF', '00DEADBEEF', 'zz').map((hex): Literal => ({ kind: 'Bytes', hex })),
  fc.constant<Literal>({ kind: 'Null' }),
);

export const binaryOperators: ReadonlyArray<BinaryOperator> = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '||',
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
  'is distinct from',
  'is not distinct from',
  'like',
  'not like',
  'ilike',
  'not ilike',
  'regexp',
  'not regexp',
];

export const dialects: ReadonlyArray<DialectId> = ['postgres', 'mysql', 'mariadb', 'sqlite'];

export const native: fc.Arbitrary<Expr> = fc
  .dictionary(fc.constantFrom(...dialects), anyText)
  .map((text): Expr => ({ kind: 'Native', text: { ...text } }));

export const anyExpression: fc.Arbitrary<Expr> = fc.letrec<{ e: Expr }>((tie) => {
  const e = tie('e');
  const maybe = fc.option(e, { nil: null });
  const several = fc.array(e, { maxLength: 3 });
  return {
    e: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      literal.map((value): Expr => ({ kind: 'Literal', value })),
      fc.record({ kind: fc.constant('Column' as const), table: fc.option(anyText, { nil: null }), name: anyText }),
      native,
      fc.record({ kind: fc.constant('Unary' as const), op: fc.constantFrom('-' as const, 'not' as const), arg: e }),
      fc.record({ kind: fc.constant('Binary' as const), op: fc.constantFrom(...binaryOperators), left: e, right: e }),
      fc.record({
        kind: fc.constant('Operator' as const),
        op: fc.oneof(fc.constantFrom('->>', '@>', '[]', 'escape', 'glob'), anyText),
        left: e,
        right: e,
      }),
      fc.record({
        kind: fc.constant('Is' as const),
        arg: e,
        what: fc.constantFrom('null' as const, 'true' as const, 'false' as const),
        negated: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('In' as const), arg: e, list: several, negated: fc.boolean() }),
      fc.record({ kind: fc.constant('Between' as const), arg: e, low: e, high: e, negated: fc.boolean() }),
      fc.record({
        kind: fc.constant('Call' as const),
        name: fc.oneof(fc.constantFrom('now', 'coalesce', 'lower', 'like_escape'), anyText),
        args: several,
      }),
      fc.record({
        kind: fc.constant('Case' as const),
        operand: maybe,
        whens: fc.array(fc.record({ when: e, result: e }), { maxLength: 2 }),
        otherwise: maybe,
      }),
      fc.record({
        kind: fc.constant('Cast' as const),
        arg: e,
        type: fc.oneof(fc.constantFrom('int', 'varchar(20)', 'text[]'), anyText),
      }),
      fc.record({ kind: fc.constant('Collate' as const), arg: e, collation: anyText }),
      fc.record({ kind: fc.constant('Array' as const), items: several }),
    ),
  };
}).e;
