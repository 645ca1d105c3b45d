import type { BinaryOperator, DialectId, Expr, ExprByKind, Literal } from '../../ir/expression.js';
import { closed, type Decoder, flag, lazily, listOf, matching, oneOf, orNull, tagged, text } from './decoder.js';

export const dialect: Decoder<DialectId> = oneOf('postgres', 'mysql', 'mariadb', 'sqlite');

/** Numbers and bytes are printed as they are, so they must be what they say. */
export const digits = matching(/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i, 'a number in digits');
const hex = matching(/^(?:[0-9A-F]{2})*$/, 'upper-case hexadecimal digits');
/** Infix symbols or words; nothing that begins a comment. */
const operator = matching(
  /^(?!.*(?:--|\/\*))(?:[-+*/<>=~!@#%^&|`?:]+|[a-z][a-z_ ]*(?:\([\w. "<>=~!@#%^&|`?*+/-]*\))?)$/i,
  'an operator',
);

export const literal: Decoder<Literal> = tagged<Literal>('Literal', 'kind', {
  String: closed('String', { kind: oneOf('String'), value: text }),
  Number: closed('Number', { kind: oneOf('Number'), text: digits }),
  Boolean: closed('Boolean', { kind: oneOf('Boolean'), value: flag }),
  Bytes: closed('Bytes', { kind: oneOf('Bytes'), hex }),
  Null: closed('Null', { kind: oneOf('Null') }),
});

const binary: Decoder<BinaryOperator> = oneOf(
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
);

export const expr: Decoder<Expr> = lazily('Expr', () => byKind);

export const perEngine = closed<Partial<Record<DialectId, string>>>(
  'text by engine',
  { postgres: text, mysql: text, mariadb: text, sqlite: text },
  ['postgres', 'mysql', 'mariadb', 'sqlite'],
);

const whens = listOf(closed<{ when: Expr; result: Expr }>('when', { when: expr, result: expr }));

const members: { readonly [K in keyof ExprByKind]: Decoder<ExprByKind[K]> } = {
  Literal: closed('Literal', { kind: oneOf('Literal'), value: literal }),
  Column: closed('Column', { kind: oneOf('Column'), table: orNull(text), name: text }),
  Unary: closed('Unary', { kind: oneOf('Unary'), op: oneOf('-', 'not'), arg: expr }),
  Binary: closed('Binary', { kind: oneOf('Binary'), op: binary, left: expr, right: expr }),
  Operator: closed('Operator', { kind: oneOf('Operator'), op: operator, left: expr, right: expr }),
  Is: closed('Is', { kind: oneOf('Is'), arg: expr, what: oneOf('null', 'true', 'false'), negated: flag }),
  In: closed('In', { kind: oneOf('In'), arg: expr, list: listOf(expr), negated: flag }),
  Between: closed('Between', { kind: oneOf('Between'), arg: expr, low: expr, high: expr, negated: flag }),
  Call: closed('Call', { kind: oneOf('Call'), name: text, args: listOf(expr) }),
  Case: closed('Case', { kind: oneOf('Case'), operand: orNull(expr), whens, otherwise: orNull(expr) }),
  Cast: closed('Cast', { kind: oneOf('Cast'), arg: expr, type: text }),
  Collate: closed('Collate', { kind: oneOf('Collate'), arg: expr, collation: text }),
  Array: closed('Array', { kind: oneOf('Array'), items: listOf(expr) }),
  Native: closed('Native', { kind: oneOf('Native'), text: perEngine }),
};

const byKind: Decoder<Expr> = tagged<Expr>('Expr', 'kind', members);
