/**
 * Which texts a strict server takes for a number, a date or a time, as measured on MySQL 9.7 and MariaDB 10.11. Odd
 * spellings of dates that the servers also take (`20240102`, `2024/01/02`) count as refused: a doubt too much.
 */
import type { Expr } from '../../ir/expression.js';
import { E } from '../../ir/expression.js';
import type { DataType } from '../../ir/type.js';
import { B } from '../../sql/build.js';
import type { Passage } from '../probe.js';
import type { Product } from './product.js';

/** The blanks both servers skip around a number. */
const blank = '[ \t\n\u000b\f\r]*';
const whole = `^${blank}[-+]?[0-9]+${blank}$`;
const decimal = `^${blank}[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?${blank}$`;
const date = '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}';
const clock = '[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]*)?)?';
const dateOrTime = `${date}([ T]${clock})?$`;
const time = '^-?[0-9]{1,3}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]*)?)?$';

/** Compared byte by byte, so that no collation folds what the pattern tells apart. */
const plain = (v: Expr): Expr => B.cast(v, 'char character set utf8mb4');

export const matches = (v: Expr, pattern: string): Expr => E.binary('regexp', plain(v), B.text(pattern));
const fails = (v: Expr, pattern: string): Expr => E.binary('not regexp', plain(v), B.text(pattern));

/** True for a text that is no number at all. */
export const noNumber = (v: Expr): Expr => fails(v, decimal);

/** True for a text that does not even begin like a number. */
export const noDigits = (v: Expr): Expr => fails(v, `^${blank}[-+]?[.]?[0-9]`);

/** True for a text that is no date, with a time or without one, as it is usually written. */
export const noMoment = (v: Expr): Expr => fails(v, dateOrTime);

/** True for a text that is no whole number. */
export const noWhole = (v: Expr): Expr => fails(v, whole);

/** The number in a text, exact to 30 places. */
export const numberIn = (v: Expr): Expr => B.cast(v, 'decimal(65,30)');

/** True for a text that is no date. */
export const noDate = (v: Expr, as: 'date' | 'datetime(6)'): Expr =>
  B.or(
    fails(v, dateOrTime),
    matches(v, '^0000'),
    matches(v, '-0?0(-|[ T]|$)'),
    B.and(B.notNull(v), B.isNull(B.cast(v, as))),
  );

/** True for a text that is no value of the type at all; its range is another matter. */
export const unreadable = (product: Product, v: Expr, to: DataType, by: Passage['by']): Expr | null => {
  switch (to.kind) {
    case 'Boolean':
    case 'Integer':
      // MariaDB's ALTER takes whole numbers only; its UPDATE, and MySQL's both, round.
      return fails(v, product.id === 'mariadb' && by === 'type' ? whole : decimal);
    case 'Decimal':
    case 'Float':
      return fails(v, decimal);
    case 'Year':
      return fails(v, '^[0-9]{4}$');
    case 'Date':
      return noDate(v, 'date');
    case 'DateTime':
      return noDate(v, 'datetime(6)');
    case 'Time':
      return B.or(
        fails(v, time),
        B.and(B.notNull(v), B.isNull(B.cast(v, 'time(6)'))),
        B.gt(B.call('abs', B.call('time_to_sec', v)), B.num(3020399)),
      );
    case 'Json':
      return B.eq(B.call('json_valid', v), B.num(0));
    default:
      return null;
  }
};

/** "007" and "+7" are 7 as numbers and something else as a postal code. */
export const decorated = (v: Expr): Expr => matches(v, `^${blank}([-+]?0[0-9]|[+])`);

/**
 * A date with a month or a day 0 that an older or laxer server stored; a server that asks for real ones refuses to store it
 * again as a date. https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sqlmode_no_zero_in_date
 */
export const noRealDay = (product: Product, v: Expr): Expr =>
  B.and(
    E.native(product.id, "@@GLOBAL.sql_mode LIKE '%NO#_ZERO#_%' ESCAPE '#'"),
    B.or(B.eq(B.call('month', v), B.num(0)), B.eq(B.call('dayofmonth', v), B.num(0))),
  );
