/**
 * What a strict server refuses inside an UPDATE although a SELECT of the same expression only warns: a division by zero
 * (ERROR_FOR_DIVISION_BY_ZERO), a text that is no number in arithmetic or in a CAST.
 * https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sql-mode-strict
 */
import { E, type Expr, mapExpr } from '../../ir/expression.js';
import { B } from '../../sql/build.js';
import { uncastable } from './probe-text.js';

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);

const isNumber = (e: Expr): boolean =>
  (e.kind === 'Literal' && (e.value.kind === 'Number' || e.value.kind === 'Null')) ||
  (e.kind === 'Cast' && /^(signed|unsigned|decimal|double|float)/i.test(e.type)) ||
  (e.kind === 'Unary' && e.op === '-' && isNumber(e.arg)) ||
  (e.kind === 'Binary' && arithmetic.has(e.op)) ||
  (e.kind === 'Call' && numeric.has(e.name)) ||
  (e.kind === 'Call' && (e.name === 'coalesce' || e.name === 'ifnull') && e.args.every(isNumber));

const numeric: ReadonlySet<string> = new Set([
  'abs',
  'round',
  'floor',
  'ceil',
  'ceiling',
  'mod',
  'length',
  'char_length',
  'octet_length',
  'position',
  'locate',
  'instr',
  'year',
  'month',
  'day',
  'extract',
]);

/** True for rows that an UPDATE would refuse; null = nobody can say. `isNumeric`: columns that hold numbers. */
export const refusedInside = (expr: Expr, isNumeric: (column: string) => boolean): Expr | null => {
  const refusals: Expr[] = [];
  let open = false;
  const fine = (e: Expr): boolean => isNumber(e) || (e.kind === 'Column' && isNumeric(e.name));
  mapExpr(expr, (e) => {
    if (e.kind === 'Native') open = true;
    if (e.kind === 'Binary' && arithmetic.has(e.op)) {
      if (!fine(e.left) || !fine(e.right)) open = true;
      if (e.op === '/' || e.op === '%') refusals.push(B.eq(e.right, B.num(0)));
    }
    if (e.kind === 'Call' && e.name === 'mod' && e.args[1] !== undefined) refusals.push(B.eq(e.args[1], B.num(0)));
    if (e.kind === 'Cast' && !fine(e.arg)) {
      const refused = uncastable(e.arg, e.type);
      if (refused === null) open = true;
      else if (refused.kind !== 'Literal') refusals.push(refused);
    }
    return e;
  });
  if (open) return null;
  return refusals.length === 0 ? E.boolean(false) : B.or(...refusals);
};
