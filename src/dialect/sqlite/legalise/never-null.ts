/** Whether an expression over a table's columns surely is not NULL. */
import type { Expr } from '../../../ir/expression.js';
import type { Table } from '../../../ir/schema.js';
import { sameId } from '../ddl/tokens.js';

/** Those that give NULL for NULL only. */
const faithful = new Set(['length', 'lower', 'upper', 'trim', 'ltrim', 'rtrim', 'abs', 'typeof', 'substr', 'replace']);

export const neverNull = (e: Expr, t: Table): boolean => {
  const all = (...parts: ReadonlyArray<Expr>): boolean => parts.every((p) => neverNull(p, t));
  switch (e.kind) {
    case 'Literal':
      return e.value.kind !== 'Null';
    case 'Column':
      return t.columns.some((c) => sameId(c.name, e.name) && !c.nullable);
    case 'Is':
      return true;
    case 'Unary':
    case 'Cast':
    case 'Collate':
      return all(e.arg);
    case 'Binary':
      // Division by zero is NULL.
      return e.op.includes('distinct') || (e.op !== '/' && e.op !== '%' && all(e.left, e.right));
    case 'In':
      return all(e.arg, ...e.list);
    case 'Between':
      return all(e.arg, e.low, e.high);
    case 'Call':
      return faithful.has(e.name) && all(...e.args);
    case 'Operator':
    case 'Case':
    case 'Array':
    case 'Native':
      return false;
  }
};
