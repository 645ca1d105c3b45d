/**
 * Constants that the server reads once, when a table is made or altered, whatever its rows. Beside a BIGINT or YEAR column
 * it puts the constant as that column's number in its place, MySQL also beside a date or time; and MySQL makes a list of
 * constants ready for IN. MySQL refuses what is no such value (1292, for an index 3751); MariaDB takes what there is to
 * read and keeps the expression with it: `c <> 'zz'` as `c <> 0`. [measured on MySQL 9.7 and MariaDB 10.11]
 * https://dev.mysql.com/doc/refman/8.4/en/type-conversion.html
 */
import type { Expr, Literal } from '../../ir/expression.js';
import { columnsOf, mapExpr } from '../../ir/expression.js';
import type { DataType, DataTypeByKind } from '../../ir/type.js';
import { integerRange } from '../../sql/build.js';
import type { Misread } from '../probe.js';
import { readsAs } from './literal-reading.js';
import { isComparison, kindOf, type TypeOf } from './probe-kind.js';
import type { Product } from './product.js';

type Fate = 'as written' | Misread['fate'];

const kept = (same: boolean): Fate => (same ? 'as written' : 'rewritten');

/** Stored as a number that is not the one that is written. A number that the column cannot hold stays. */
const besideBigint = (product: Product, value: Literal, unsigned: boolean): Fate => {
  if (value.kind === 'Number' || value.kind === 'String') {
    const text = value.kind === 'Number' ? value.text : value.value;
    if (/^-?\d+$/.test(text)) return 'as written';
    if (readsAs('number', text) === 'no') return product.id === 'mysql' && text !== '' ? 'refused' : 'rewritten';
    const { low, high } = integerRange(64, unsigned);
    const number = Number(text);
    return kept(!Number.isInteger(number) || number < Number(low) || number > Number(high));
  }
  return kept(value.kind !== 'Bytes');
};

const besideYear = (value: Literal): Fate => {
  const text = value.kind === 'Number' ? value.text : value.kind === 'String' ? value.value : '';
  return kept(!/^\s*\d{1,3}\s*$/.test(text) && !/^\s+\d|\d\s+$/.test(text));
};

const besideTime = (kind: 'moment' | 'time', value: Literal): Fate => {
  if (value.kind !== 'Number' && value.kind !== 'String') return 'as written';
  const reads = readsAs(kind, value.kind === 'Number' ? value.text : value.value);
  if (reads === 'no') return 'refused';
  return kept(reads === 'yes' && value.kind === 'String');
};

const isBigint = (t: DataType | null): t is DataTypeByKind['Integer'] => t?.kind === 'Integer' && t.bits === 64;

const isText = (e: Expr): boolean => e.kind === 'Literal' && e.value.kind === 'String';

/** A value without a column in it that is none as it is written. */
const isWorkedOut = (e: Expr): boolean => e.kind !== 'Literal' && columnsOf(e)?.length === 0;

export const misreads =
  (product: Product) =>
  (expr: Expr, typeOf: TypeOf): ReadonlyArray<Misread> => {
    const isMySql = product.id === 'mysql';
    const typeOfColumn = (e: Expr): DataType | null => (e.kind === 'Column' ? typeOf(e.name) : null);

    const fate = (side: Expr, constant: Expr, bounds: boolean): Fate => {
      const type = typeOfColumn(side);
      if (isBigint(type)) {
        if (constant.kind === 'Literal') return besideBigint(product, constant.value, type.unsigned);
        return kept(!isWorkedOut(constant) || (!isMySql && constant.kind !== 'Cast'));
      }
      if (constant.kind !== 'Literal') return 'as written';
      if (type?.kind === 'Year') return besideYear(constant.value);
      const kind = kindOf(side, typeOf);
      if (!isMySql || (kind !== 'moment' && kind !== 'time')) return 'as written';
      // The bounds of BETWEEN are read row by row beside a date.
      return bounds && kind === 'moment' && isText(constant) ? 'as written' : besideTime(kind, constant.value);
    };

    const ordered = (side: Expr, constant: Expr, bounds: boolean): ReadonlyArray<Misread> => {
      const read = columnsOf(side);
      if (read === null || read.length === 0 || columnsOf(constant)?.length !== 0) return [];
      const f = fate(side, constant, bounds);
      return f === 'as written' ? [] : [{ beside: side, fate: f }];
    };

    const pair = (a: Expr, b: Expr, bounds = false): ReadonlyArray<Misread> => [
      ...ordered(a, b, bounds),
      ...ordered(b, a, bounds),
    ];

    /** One constant is compared; several are made ready together, where they are of one kind. */
    const list = (arg: Expr, items: ReadonlyArray<Expr>): ReadonlyArray<Misread> => {
      const texts = items.flatMap((x) => (x.kind === 'Literal' && x.value.kind === 'String' ? [x.value.value] : []));
      if (items.length === 1 || (texts.length === items.length && isBigint(typeOfColumn(arg))))
        return items.flatMap((x) => pair(arg, x));
      const kind = kindOf(arg, typeOf);
      if (!isMySql || (kind !== 'number' && kind !== 'moment' && kind !== 'time')) return [];
      const ready = texts.length === items.length || typeOfColumn(arg)?.kind === 'Float';
      if (!ready || !items.every((x) => x.kind === 'Literal')) return [];
      return texts.flatMap((text) => {
        const reads = readsAs(kind, text);
        return reads === 'yes' ? [] : [{ beside: arg, fate: reads === 'no' ? 'refused' : 'rewritten' } as const];
      });
    };

    const found: Misread[] = [];
    mapExpr(expr, (e) => {
      if (e.kind === 'Binary' && isComparison(e.op)) found.push(...pair(e.left, e.right));
      if (e.kind === 'Between') found.push(...pair(e.arg, e.low, true), ...pair(e.arg, e.high, true));
      if (e.kind === 'In') found.push(...list(e.arg, e.list));
      const [a, b] = e.kind === 'Call' && e.name === 'nullif' ? e.args : [];
      if (a !== undefined && b !== undefined) found.push(...pair(a, b));
      return e;
    });
    return found;
  };
