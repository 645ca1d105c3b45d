/**
 * MySQL drops a column at once by renaming it to `!hidden!_dropped_v1_p3_NAME`, cut to 64 bytes: where that cuts a letter in
 * two, the statement fails (3507, measured on 9.7). Then the table is written anew, without the column.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html#online-ddl-column-operations
 */
import type { Column } from '../../ir/schema.js';
import type { AlterAction, Statement } from '../../sql/ast.js';
import { costsOf } from './cost-of.js';
import type { Product } from './product.js';

/** What 64 bytes leave for the name, when the table had as many versions and columns as it can have. */
const room = 64 - '!hidden!_dropped_v64_p1017_'.length;

const bytesOf = (text: string): number =>
  [...text].reduce((sum, c) => {
    const point = c.codePointAt(0) ?? 0;
    return sum + (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
  }, 0);

const isVirtual = (c: Column): boolean => c.generated !== null && !c.generated.stored;

const isCut = (a: AlterAction): boolean =>
  a.kind === 'DropColumn' && !isVirtual(a.column) && /[^\0-\x7f]/.test(a.column.name) && bytesOf(a.column.name) > room;

/** Beside other changes, only a copy is sure to be allowed. */
const manner = (actions: ReadonlyArray<AlterAction>): string =>
  actions.every((a) => a.kind === 'DropColumn' && !isVirtual(a.column)) ? 'ALGORITHM=INPLACE' : 'ALGORITHM=COPY';

export const dropsWhole = (product: Product, s: Statement): Statement => {
  if (s.kind !== 'AlterTable' || !product.features.keepsDroppedNames || !s.actions.some(isCut)) return s;
  return costsOf(product, s, null).cost.algorithm === 'INSTANT' ? { ...s, manner: manner(s.actions) } : s;
};
