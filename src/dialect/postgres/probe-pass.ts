/**
 * What becomes of a value on its way into a column. The change itself is worked out by the server (`trial`), so that its
 * own rules decide; the predicates count the rows. Assignment rules: https://www.postgresql.org/docs/18/typeconv-query.html
 */
import type { Expr } from '../../ir/expression.js';
import { E } from '../../ir/expression.js';
import { type DataType, sameType } from '../../ir/type.js';
import { isLeft } from '../../prelude.js';
import { B, integerRange, powerOfTen } from '../../sql/build.js';
import type { ServerVersion } from '../dialect.js';
import { type Outcome, outcome, type Passage } from '../probe.js';
import { conversion } from './conversion.js';
import { printExpr } from './expression.js';
import { changedBy } from './probe-changed.js';
import { spell } from './types.js';

export const asText = (v: Expr): Expr => B.cast(v, 'text');

export const isText = (t: DataType): t is Extract<DataType, { kind: 'Varchar' | 'Char' | 'Text' }> =>
  t.kind === 'Varchar' || t.kind === 'Char' || t.kind === 'Text';

const isNumber = (t: DataType): boolean => t.kind === 'Integer' || t.kind === 'Decimal' || t.kind === 'Float';

const spelled = (t: DataType): string | null => {
  const s = spell(t);
  return isLeft(s) ? null : s.right;
};

/** The value by the conversion that a change of the type writes; null when there is none. */
export const converted = (value: Expr, from: DataType, to: DataType): Expr | null => {
  const how = conversion(from, to);
  if (how.kind === 'none') return null;
  if (how.kind === 'assignment') return value;
  const type = spelled(to);
  const text = printExpr(value);
  return type === null || isLeft(text) ? null : E.native('postgres', `(${how.sql(`(${text.right})`, type)})`);
};

const lengthOf = (t: DataType): number | null => (t.kind === 'Varchar' || t.kind === 'Char' ? t.length : null);

/** Blanks beyond the length are cut without a word; anything else is refused. Bytes are counted for nothing, characters are not. */
const tooLong = (v: Expr, length: number): Expr =>
  B.and(
    B.gt(B.call('octet_length', asText(v)), B.num(length)),
    B.gt(B.call('char_length', B.call('rtrim', asText(v), B.text(' '))), B.num(length)),
  );

const numberRefused = (v: Expr, from: DataType | null, to: DataType): Expr | null => {
  if (to.kind === 'Integer') {
    const { low, high } = integerRange(to.bits, to.unsigned);
    const whole = from?.kind === 'Integer' ? v : B.call('round', v);
    return B.outside(whole, B.num(low), B.num(high));
  }
  if (to.kind === 'Decimal' && to.precision !== null) {
    const scale = to.scale ?? 0;
    const rounded = B.call('abs', B.call('round', B.cast(v, 'numeric'), B.num(scale)));
    const over = B.ge(rounded, B.num(powerOfTen(to.precision - scale)));
    return B.and(over, B.ne(rounded, B.cast(B.text('NaN'), 'numeric')));
  }
  return to.kind === 'Decimal' ? outcome.never : null;
};

/** Texts that are no value of the type. The server has a word for it since 16. */
const textRefused = (v: Expr, to: DataType, version: ServerVersion): Expr | null => {
  const type = spelled(to);
  if (to.kind === 'Bit' || type === null || to.kind === 'Blob') return to.kind === 'Blob' ? outcome.never : null;
  if (version.major >= 16) return E.not(B.call('pg_input_is_valid', asText(v), B.text(type)));
  const matches = (pattern: string): Expr => B.op('~', asText(v), B.text(pattern));
  // A number too long to be worked out would stop the count itself.
  const short = B.lt(B.call('char_length', asText(v)), B.num(400));
  const numeric = (e: Expr): Expr => B.cast(e, 'numeric');
  if (to.kind === 'Integer') {
    const { low, high } = integerRange(to.bits, to.unsigned);
    const fits: Expr = {
      kind: 'Between',
      arg: numeric(asText(v)),
      low: B.num(low),
      high: B.num(high),
      negated: false,
    };
    return refusedUnless(B.and(matches('^[ \\t\\n\\r\\v\\f]*[-+]?[0-9]+[ \\t\\n\\r\\v\\f]*$'), short), fits);
  }
  if (to.kind === 'Decimal') {
    const plain = '^[ \\t\\n\\r\\v\\f]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?[ \\t\\n\\r\\v\\f]*$';
    const over = numberRefused(numeric(asText(v)), to, to);
    return over === null ? null : refusedUnless(B.and(matches(plain), short), E.not(over));
  }
  if (to.kind === 'Uuid') return E.not(matches('^[{]?[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}[}]?$'));
  return null;
};

/** False, not unknown, for NULL: a NULL is never refused here. */
const refusedUnless = (looks: Expr, fits: Expr): Expr =>
  B.when(looks, E.not(fits), { ...looks, kind: 'Unary', op: 'not', arg: looks });

const refusedBy = (v: Expr, from: DataType | null, to: DataType, p: Passage, version: ServerVersion): Expr | null => {
  const length = lengthOf(to);
  if (isText(to))
    return length === null ? (from === null || from.kind === 'Blob' ? null : outcome.never) : tooLong(v, length);
  if (to.kind === 'Enum') return B.notIn(asText(v), p.toLabels.map(B.text));
  if (from === null) return null;
  if (isText(from)) return textRefused(v, to, version);
  if (isNumber(from) && isNumber(to)) return numberRefused(v, from, to);
  if (from.kind === 'Bit' && to.kind === 'Bit' && to.length !== null)
    return to.varying ? B.gt(B.call('length', v), B.num(to.length)) : B.ne(B.call('length', v), B.num(to.length));
  // A date goes farther than a moment. https://www.postgresql.org/docs/18/datatype-datetime.html
  if (from.kind === 'Date' && to.kind === 'DateTime')
    return B.and(B.gt(v, B.cast(B.text('294276-12-31'), 'date')), B.call('isfinite', v));
  if (sameType(from, to) || lossless.has(`${from.kind} ${to.kind}`)) return outcome.never;
  return null;
};

/** Nothing of the first is refused by the second. */
const lossless: ReadonlySet<string> = new Set([
  'Boolean Integer',
  'Integer Boolean',
  'DateTime DateTime',
  'DateTime Date',
  'DateTime Time',
  'Time Time',
]);

export const pass =
  (version: ServerVersion) =>
  (p: Passage): Outcome => {
    const from = p.from?.type ?? null;
    const to = p.to.type;
    if (p.by === 'type' && from !== null && sameType(from, to) && to.kind !== 'Enum') return outcome.keeps(p.value);
    const given = p.by === 'type' && from !== null ? converted(p.value, from, to) : p.value;
    const type = spelled(to);
    if (given === null || type === null) return outcome.open;
    // Bytes are measured as the text that they hold, not as the one that they are shown by.
    const refused = refusedBy(from?.kind === 'Blob' && isText(to) ? given : p.value, from, to, p, version);
    // A cast to a text type would cut what the assignment refuses; one to an enum needs no more than its label.
    const value =
      to.kind === 'Char'
        ? B.cast(given, type)
        : isText(to)
          ? asText(given)
          : to.kind === 'Enum'
            ? asText(given)
            : B.cast(given, type);
    const changed = from === null ? (p.by === 'write' ? outcome.never : null) : changedBy(p.value, value, from, to);
    const guarded = changed === null || refused === null ? changed : B.when(refused, E.boolean(false), changed);
    const never = changed?.kind === 'Literal' ? changed : guarded;
    return {
      refused,
      changed: never,
      value,
      trial: !isText(to) || from?.kind === 'Blob' || p.by === 'using' || from === null,
    };
  };
