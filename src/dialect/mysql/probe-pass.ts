/**
 * What becomes of a value on its way into a column on a strict server, as measured on MySQL 9.7 and MariaDB 10.11. A
 * SELECT never fails here, so every refusal must be said as a predicate.
 * https://dev.mysql.com/doc/refman/8.4/en/alter-table.html · https://mariadb.com/kb/en/sql-mode/
 */
import { E, type Expr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import { type DataType, sameType, T } from '../../ir/type.js';
import { B, integerRange, powerOfTen } from '../../sql/build.js';
import { isNever, type Outcome, outcome, type Passage } from '../probe.js';
import { hasCharset, holds } from './charset.js';
import { refusedInside } from './probe-expression.js';
import { decorated, noRealDay, numberIn, unreadable } from './probe-text.js';
import type { Product } from './product.js';

type Kind = DataType['kind'];

const texts: ReadonlySet<Kind> = new Set(['Varchar', 'Char', 'Text', 'Enum', 'Set']);
const numbers: ReadonlySet<Kind> = new Set(['Boolean', 'Integer', 'Decimal', 'Float', 'Year']);
const moments: ReadonlySet<Kind> = new Set(['Date', 'DateTime']);
const bytes: ReadonlySet<Kind> = new Set(['Binary', 'Blob']);

const lobBytes = { tiny: 255, regular: 65535, medium: 16777215, long: 4294967295 } as const;

const never = outcome.never;
const length = (v: Expr): Expr => B.call('char_length', v);
const trimmed = (v: Expr): Expr => B.call('rtrim', v);
const binary = (v: Expr): Expr => B.cast(v, 'binary');

/** What is refused and what is changed; null = nobody can say. */
interface Fate {
  readonly refused: Expr | null;
  readonly changed: Expr | null;
  readonly value: Expr | null;
}

const open: Fate = { refused: null, changed: null, value: null };

const integerOf = (t: DataType): { readonly bits: number; readonly unsigned: boolean } | null =>
  t.kind === 'Boolean' ? { bits: 8, unsigned: false } : t.kind === 'Integer' ? t : null;

/** A number, as `n` says it, into a numeric column. */
const numberInto = (product: Product, n: Expr, from: DataType | null, to: DataType): Fate => {
  const whole = integerOf(to);
  if (whole !== null) {
    const { low, high: most } = integerRange(whole.bits, whole.unsigned);
    // A double goes through a signed integer: 1292 on MySQL, 167 on MariaDB for what is beyond; so does a decimal on MySQL.
    const signed =
      whole.bits !== 64
        ? null
        : from?.kind === 'Float'
          ? '9223372036854774000'
          : from?.kind === 'Decimal' && product.features.decimalsThroughSigned
            ? '9223372036854775807'
            : null;
    const high = signed ?? most;
    const exact = from !== null && integerOf(from) !== null;
    const value = exact ? n : B.call('round', n);
    return {
      refused: B.outside(value, B.num(low), B.num(high)),
      changed: exact ? never : B.ne(value, n),
      value,
    };
  }
  if (to.kind === 'Decimal') {
    const [precision, scale] = [to.precision ?? 10, to.scale ?? 0];
    const value = B.call('round', n, B.num(scale));
    const over = B.ge(B.call('abs', value), B.num(powerOfTen(precision - scale)));
    return {
      refused: to.unsigned ? B.or(over, B.lt(n, B.num(0))) : over,
      changed: from !== null && integerOf(from) !== null && scale >= 0 ? never : B.ne(value, n),
      value: B.cast(n, `decimal(${precision},${scale})`),
    };
  }
  if (to.kind === 'Float') {
    const double = B.call('abs', E.binary('+', n, B.num('0e0')));
    const negative = B.lt(n, B.num(0));
    const large = B.gt(double, B.num('3.402823466e38'));
    const [over, under] = [to.bits === 32 ? [large] : [], to.unsigned ? [negative] : []];
    const parts = [...over, ...under];
    return {
      refused: parts.length === 0 ? never : B.or(...parts),
      changed: floated(n, from, to.bits),
      value: to.bits === 64 ? E.binary('+', n, B.num('0e0')) : null,
    };
  }
  if (to.kind === 'Year')
    return {
      refused: B.and(B.outside(n, B.num(1901), B.num(2155)), B.outside(n, B.num(0), B.num(99))),
      changed: B.outside(n, B.num(1901), B.num(2155)),
      value: n,
    };
  return open;
};

/** A double holds 53 bits, a single 24; what a single shows has six digits. */
const floated = (n: Expr, from: DataType | null, bits: 32 | 64): Expr => {
  if (from?.kind === 'Float') {
    const single = B.cast(n, 'real');
    const shown = E.binary('+', B.cast(single, 'char'), B.num('0e0'));
    return bits >= from.bits ? never : B.or(B.ne(single, n), B.ne(shown, n));
  }
  const whole = from === null ? null : integerOf(from);
  if (bits === 64) {
    if (whole !== null && whole.bits <= 32) return never;
    if (whole !== null) {
      // Beyond the largest double below the limit the way back is out of range.
      const [largest, back] = whole.unsigned ? ['18446744073709549568', 'unsigned'] : ['9223372036854774784', 'signed'];
      return B.when(B.gt(n, B.num(largest)), E.boolean(true), B.ne(B.cast(E.binary('+', n, B.num('0e0')), back), n));
    }
    return B.ne(B.cast(E.binary('+', n, B.num('0e0')), 'decimal(65,30)'), B.cast(n, 'decimal(65,30)'));
  }
  if (whole !== null) return B.ge(B.call('abs', n), B.num(1000000));
  const digits = B.call(
    'replace',
    B.call('replace', B.cast(n, 'char'), B.text('.'), B.text('')),
    B.text('-'),
    B.text(''),
  );
  const significant = B.call('char_length', B.call('trim', E.binary('+', digits, B.num(0))));
  return B.gt(significant, B.num(6));
};

/** Bytes in the column's own character set are what counts against a lob; characters against a varchar. */
const textInto = (v: Expr, from: Column, to: Column): Fate => {
  const t = to.type;
  const misfit = unrepresentable(v, from, to);
  const refuse = (e: Expr): Expr => (misfit === null ? e : B.or(misfit, e));
  if (t.kind === 'Varchar') {
    if (t.length === null) return { refused: refuse(never), changed: never, value: v };
    // A VARCHAR refuses blanks that are too many, a TEXT's are cut.
    const cuts = from.type.kind === 'Text' || from.type.kind === 'Char';
    return {
      refused: refuse(B.gt(length(cuts ? trimmed(v) : v), B.num(t.length))),
      changed: cuts ? B.gt(length(v), B.num(t.length)) : never,
      value: v,
    };
  }
  if (t.kind === 'Char')
    return {
      refused: refuse(B.gt(length(trimmed(v)), B.num(t.length))),
      changed: from.type.kind === 'Char' ? never : B.lt(length(trimmed(v)), length(v)),
      value: trimmed(v),
    };
  if (t.kind === 'Text') {
    const full = t.size === 'long' ? never : B.gt(B.call('length', v), B.num(lobBytes[t.size]));
    return { refused: refuse(full), changed: never, value: v };
  }
  return open;
};

/** Characters that the new character set has not: 1366. */
const unrepresentable = (v: Expr, from: Column, to: Column): Expr | null => {
  const [a, b] = [from.charset, to.charset];
  if (b === null || a === b || (a !== null && holds(a, b)) || !hasCharset(to.type)) return null;
  const there = B.cast(v, `char character set ${b}`);
  return B.ne(binary(B.cast(there, 'char character set utf8mb4')), binary(B.cast(v, 'char character set utf8mb4')));
};

/** A label is found as the collation compares; how it is spelled then is the label's way. */
const labelInto = (v: Expr, labels: ReadonlyArray<string>): Fate => {
  const exact = binary(B.cast(v, 'char character set utf8mb4'));
  const bytesOf = labels.map((l) => binary(B.text(l)));
  return {
    refused: B.notIn(v, labels.map(B.text)),
    changed: B.notIn(exact, bytesOf),
    value: v,
  };
};

const bytesInto = (v: Expr, to: DataType): Fate => {
  if (to.kind === 'Blob')
    return {
      refused: to.size === 'long' ? never : B.gt(B.call('length', v), B.num(lobBytes[to.size])),
      changed: never,
      value: v,
    };
  if (to.kind !== 'Binary') return open;
  return {
    refused: B.gt(B.call('length', v), B.num(to.length)),
    // A fixed length is filled up with zeros.
    changed: to.fixed ? B.lt(B.call('length', v), B.num(to.length)) : never,
    value: to.fixed ? null : v,
  };
};

const fraction = (t: DataType): number => (t.kind === 'DateTime' || t.kind === 'Time' ? (t.precision ?? 0) : 0);

/** TIMESTAMP holds 1970 to 2038, in UTC, and no day that is none. */
const outOfTime = (v: Expr, to: DataType): Expr | null =>
  to.kind === 'DateTime' && to.variant !== 'datetime'
    ? B.or(
        B.outside(v, B.text('1970-01-01 00:00:01'), B.text('2038-01-19 03:14:07.999999')),
        B.eq(B.call('month', v), B.num(0)),
        B.eq(B.call('dayofmonth', v), B.num(0)),
      )
    : null;

/** A date, a time or a moment (or a text that reads as one) into another. */
const momentInto = (product: Product, v: Expr, from: DataType | null, to: DataType): Fate => {
  const cast = to.kind === 'Date' ? 'date' : to.kind === 'Time' ? `time(${fraction(to)})` : `datetime(${fraction(to)})`;
  const full = to.kind === 'Time' ? 'time(6)' : 'datetime(6)';
  const value = B.cast(v, cast);
  if (to.kind === 'Time' && from !== null && moments.has(from.kind))
    return { refused: never, changed: B.notNull(v), value };
  if (to.kind !== 'Time' && from?.kind === 'Time') return open;
  const days = from !== null && moments.has(from.kind) && moments.has(to.kind);
  const range = outOfTime(v, to) ?? (days ? noRealDay(product, v) : null);
  const gone = B.and(B.notNull(v), B.isNull(value));
  const wider =
    from !== null &&
    !texts.has(from.kind) &&
    fraction(from) <= fraction(to) &&
    (to.kind !== 'Date' || from.kind === 'Date');
  return {
    refused: wider ? (range ?? never) : range === null ? gone : B.or(gone, range),
    changed: wider ? never : B.ne(value, B.cast(v, full)),
    value,
  };
};

const intoText = (v: Expr, from: Column, to: Column): Fate => {
  const shown = B.cast(v, 'char');
  const t = to.type;
  const limit = t.kind === 'Varchar' || t.kind === 'Char' ? t.length : t.kind === 'Text' ? lobBytes[t.size] : null;
  const refused = limit === null || limit > 100_000 ? never : B.gt(length(shown), B.num(limit));
  // A single shows six digits and may hold more.
  const shortened =
    from.type.kind === 'Float' && from.type.bits === 32
      ? B.gt(
          B.call('abs', E.binary('-', E.binary('+', shown, B.num('0e0')), v)),
          E.binary('*', B.call('abs', v), B.num('6e-8')),
        )
      : never;
  return { refused, changed: shortened, value: shown };
};

const setInto = (v: Expr, from: DataType, to: DataType): Fate => {
  if (from.kind !== 'Set' || to.kind !== 'Set') return open;
  const gone = from.values.filter((l) => !to.values.includes(l));
  if (gone.length === 0) return { refused: never, changed: never, value: v };
  return {
    refused: B.or(...gone.map((l) => B.gt(B.call('find_in_set', B.text(l), v), B.num(0)))),
    changed: never,
    value: v,
  };
};

const guarded = (f: Fate): Fate =>
  f.refused === null || f.changed === null || f.refused === never || f.changed === never
    ? f
    : { ...f, changed: B.when(f.refused, E.boolean(false), f.changed) };

/** NULL is never refused: every predicate gives NULL for it, or is asked for values only. */
const fate = (product: Product, p: Passage): Fate => {
  const { value: v, from, to } = p;
  const [a, b] = [from?.type ?? null, to.type];
  if (from === null || a === null) {
    if (b.kind === 'Text' && b.size === 'long') return { refused: never, changed: never, value: v };
    if (b.kind === 'Varchar' || b.kind === 'Char' || b.kind === 'Text')
      return { ...intoText(v, to, to), changed: null, value: v };
    return open;
  }
  if (b.kind === 'Enum') return texts.has(a.kind) ? labelInto(v, p.toLabels) : open;
  if (b.kind === 'Set') return setInto(v, a, b);
  if (texts.has(a.kind)) {
    if (texts.has(b.kind)) return textInto(v, from, to);
    if (bytes.has(b.kind)) return bytesInto(v, b);
    const bad = unreadable(product, v, b, p.by);
    if (bad === null) return open;
    const read = numbers.has(b.kind)
      ? numberInto(product, numberIn(v), null, b)
      : b.kind === 'Json'
        ? jsonInto(product, v)
        : momentInto(product, v, a, b);
    const refused = read.refused === null ? null : B.or(bad, read.refused);
    const changed =
      read.changed === null ? null : numbers.has(b.kind) ? B.or(decorated(v), read.changed) : read.changed;
    return { refused, changed, value: read.value };
  }
  if (a.kind === 'Bit') return bitsInto(product, v, b);
  if (numbers.has(a.kind) && numbers.has(b.kind)) return numberInto(product, v, a, b);
  if ((moments.has(a.kind) || a.kind === 'Time') && (moments.has(b.kind) || b.kind === 'Time'))
    return momentInto(product, v, a, b);
  if (bytes.has(a.kind) && bytes.has(b.kind)) return bytesInto(v, b);
  if (texts.has(b.kind) && !bytes.has(a.kind) && a.kind !== 'Native') return intoText(v, from, to);
  return open;
};

/** Bits are a whole number without a sign. */
const bitsInto = (product: Product, v: Expr, to: DataType): Fate => {
  const number = E.binary('+', v, B.num(0));
  if (to.kind === 'Bit')
    return {
      refused: B.gt(number, B.num(integerRange(to.length ?? 1, true).high)),
      changed: never,
      value: v,
    };
  return numbers.has(to.kind) && to.kind !== 'Year' ? numberInto(product, number, T.integer(64, true), to) : open;
};

const stripped = (v: Expr): Expr => B.call('regexp_replace', v, B.text('[[:space:]]'), B.text(''));

/** MySQL keeps JSON in a form of its own: keys sorted, duplicates gone. MariaDB keeps the text. */
const jsonInto = (product: Product, v: Expr): Fate => ({
  refused: never,
  changed:
    product.id === 'mysql' ? B.ne(binary(stripped(v)), binary(stripped(B.cast(B.cast(v, 'json'), 'char')))) : never,
  value: v,
});

export const pass =
  (product: Product) =>
  (p: Passage): Outcome => {
    const same = p.from !== null && p.by === 'type' && sameType(p.from.type, p.to.type);
    if (same && p.to.type.kind !== 'Enum' && (p.from?.charset ?? null) === p.to.charset) return outcome.keeps(p.value);
    const f = guarded(fate(product, p));
    // Worked out by an UPDATE, the expression itself can be refused.
    const inside = p.by === 'type' ? never : refusedInside(product)(p.value, p.typeOf);
    const refused =
      inside === null || f.refused === null ? null : isNever(inside) ? f.refused : B.or(inside, f.refused);
    return { refused, changed: p.by === 'write' ? never : f.changed, value: f.value, trial: false };
  };
