/** Indexes are made and dropped by statements of their own, too; what they cost is what the ALTER TABLE costs. */
import { findTable } from '../../ir/revise.js';
import { type Schema, table } from '../../ir/schema.js';
import type { AlterAction, Statement, StatementByKind } from '../../sql/ast.js';

export type AlterTable = StatementByKind['AlterTable'] & Pick<Statement, 'manner' | 'bound'>;

type OfTable = Extract<Statement, { readonly kind: 'AlterTable' | 'CreateIndex' | 'DropIndex' }>;

/** @param around the schema that the table is in; one that nobody knows is taken for a table like most. */
export const alterOf = (around: Schema | null, s: OfTable): AlterTable => {
  if (s.kind === 'AlterTable') return s;
  const found = around === null ? undefined : findTable(around, s.table);
  const action: AlterAction = { kind: s.kind === 'CreateIndex' ? 'AddIndex' : 'DropIndex', index: s.index };
  const before = found ?? table(s.table, []);
  return {
    kind: 'AlterTable',
    before,
    after: before,
    actions: [action],
    ...(s.manner === undefined ? {} : { manner: s.manner }),
    ...(s.bound === undefined ? {} : { bound: s.bound }),
  };
};
