import type { Table } from '../../../ir/schema.js';
import type { AlterAction } from '../../../sql/ast.js';

/** Everything that happens to one table in a step. */
export interface Work {
  readonly before: Table;
  readonly after: Table;
  readonly actions: ReadonlyArray<AlterAction>;
}
