/** Rows whose value would not come back if the change were undone. */
import type { Expr } from '../../ir/expression.js';
import { E } from '../../ir/expression.js';
import type { DataType } from '../../ir/type.js';
import { B } from '../../sql/build.js';
import { outcome } from '../probe.js';
import { rounds } from './keeps-values.js';
import { spell } from './types.js';

const text = (v: Expr): Expr => B.cast(v, 'text');
const numeric = (v: Expr): Expr => B.cast(v, 'numeric');
const matches = (v: Expr, pattern: string): Expr => B.op('~', text(v), B.text(pattern));
const utc = (v: Expr): Expr => B.call('timezone', B.text('UTC'), v);
const stripped = (v: Expr): Expr => B.call('regexp_replace', text(v), B.text('\\s'), B.text(''), B.text('g'));
const bytewise = (v: Expr): Expr => B.collate(text(v), 'C');

const isText = (t: DataType): boolean => t.kind === 'Varchar' || t.kind === 'Char' || t.kind === 'Text';

/** A clock's zone at the end of a text. */
const zoned = '[0-9]:[0-9].*([-+][0-9]{1,2}(:?[0-9]{2})?|[zZ])\\s*$';

const fromText = (v: Expr, now: Expr, to: DataType): Expr | null => {
  const trimmed = B.call('btrim', text(v), B.text(' \t\n\r\v\f'));
  switch (to.kind) {
    case 'Integer':
    case 'Decimal':
    case 'Float': {
      const back = to.kind === 'Float' ? numeric(text(now)) : numeric(now);
      // "007" and "+7" are 7 as numbers and something else as a postal code.
      return B.or(matches(trimmed, '^([-+]?0[0-9]|[+])'), B.differs(numeric(trimmed), back));
    }
    case 'Boolean':
      return B.notIn(
        B.call('lower', trimmed),
        ['true', 'false', 't', 'f', 'yes', 'no', 'y', 'n', 'on', 'off', '1', '0'].map(B.text),
      );
    case 'Uuid':
      return B.differs(
        bytewise(B.call('regexp_replace', B.call('lower', trimmed), B.text('[{}-]'), B.text(''), B.text('g'))),
        bytewise(B.call('replace', text(now), B.text('-'), B.text(''))),
      );
    case 'Date':
      return B.or(matches(v, zoned), B.differs(B.cast(now, 'timestamp'), B.cast(text(v), 'timestamp')));
    case 'DateTime':
      return to.variant === 'instant'
        ? B.differs(now, B.cast(text(v), 'timestamptz'))
        : B.or(matches(v, zoned), B.differs(now, B.cast(text(v), 'timestamp')));
    case 'Time':
      return to.zone
        ? B.or(matches(v, '^\\s*[0-9]{4}-'), B.differs(now, B.cast(text(v), 'timetz')))
        : B.or(matches(v, '^\\s*[0-9]{4}-'), matches(v, zoned), B.differs(now, B.cast(text(v), 'time')));
    case 'Json':
      return to.binary ? B.differs(bytewise(stripped(v)), bytewise(stripped(now))) : outcome.never;
    case 'Blob':
    case 'Enum':
      return outcome.never;
    default:
      return B.differs(bytewise(v), bytewise(now));
  }
};

const amongNumbers = (v: Expr, now: Expr, from: DataType, to: DataType): Expr => {
  if (from.kind === 'Integer' && (to.kind === 'Integer' || (to.kind === 'Decimal' && !rounds(to.scale))))
    return outcome.never;
  if (to.kind === 'Float' && from.kind === 'Integer') {
    // Beyond the largest float below 2^63 the way back to a bigint is out of range.
    const largest = to.bits === 64 ? '9223372036854774784' : '9223371487098961920';
    const back = B.cast(B.cast(now, 'double precision'), 'bigint');
    return B.when(B.gt(v, B.num(largest)), E.boolean(true), B.differs(back, v));
  }
  if (to.kind === 'Float')
    return from.kind === 'Float'
      ? B.differs(B.cast(now, 'double precision'), B.cast(v, 'double precision'))
      : // The shortest text that is the number again: a cast to numeric keeps 15 digits of a double and 6 of a real.
        B.differs(numeric(text(now)), numeric(v));
  if (from.kind === 'Float') return B.differs(B.cast(now, from.bits === 32 ? 'real' : 'double precision'), v);
  return B.differs(numeric(now), v);
};

const amongTimes = (v: Expr, now: Expr, from: DataType, to: DataType): Expr | null => {
  const instant = (t: DataType): boolean => t.kind === 'DateTime' && t.variant === 'instant';
  if (to.kind === 'Time') {
    if (from.kind !== 'Time') return E.isNull(v, true);
    if (from.zone === to.zone) return B.differs(B.cast(now, from.zone ? 'timetz' : 'time'), v);
    return from.zone
      ? B.differs(B.cast(E.binary('||', text(now), B.text('+00')), 'timetz'), v)
      : B.differs(B.cast(now, 'time'), v);
  }
  if (from.kind === 'Date') return outcome.never;
  if (to.kind === 'Date') {
    const midnight = B.cast(now, 'timestamp');
    return B.differs(instant(from) ? utc(midnight) : midnight, v);
  }
  return B.differs(instant(from) === instant(to) ? now : utc(now), v);
};

const clock = (t: DataType): boolean => t.kind === 'Date' || t.kind === 'Time' || t.kind === 'DateTime';
const number = (t: DataType): boolean => t.kind === 'Integer' || t.kind === 'Decimal' || t.kind === 'Float';

/** `now`: the value after the change. Null: nobody can say. */
export const changedBy = (v: Expr, now: Expr, from: DataType, to: DataType): Expr | null => {
  if (isText(to)) {
    if (!isText(from)) return outcome.never;
    // CHAR gives no trailing blanks back; beyond a length they are cut.
    if (to.kind === 'Char')
      return from.kind === 'Char'
        ? outcome.never
        : B.differs(bytewise(v), bytewise(B.call('rtrim', text(v), B.text(' '))));
    return to.kind === 'Varchar' && to.length !== null
      ? B.and(
          B.gt(B.call('octet_length', text(v)), B.num(to.length)),
          B.gt(B.call('char_length', text(v)), B.num(to.length)),
        )
      : outcome.never;
  }
  if (isText(from)) return fromText(v, now, to);
  if (number(from) && number(to)) return amongNumbers(v, now, from, to);
  if (number(from) && to.kind === 'Boolean') return B.notIn(v, [B.num(0), B.num(1)]);
  if (clock(from) && clock(to)) return amongTimes(v, now, from, to);
  if (from.kind === 'Json' && to.kind === 'Json')
    return to.binary ? B.differs(bytewise(stripped(v)), bytewise(stripped(now))) : outcome.never;
  if (to.kind === 'Json' || from.kind === 'Boolean' || from.kind === 'Uuid' || to.kind === 'Enum') return outcome.never;
  if (from.kind === 'Blob' || from.kind === 'Bit') return outcome.never;
  const back = spell(from);
  return back._tag === 'Left' ? null : B.differs(bytewise(B.cast(now, back.right)), bytewise(v));
};
