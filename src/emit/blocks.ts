/** Statements of a migration's direction, cut where one transaction ends and another begins. */
import type { Migration, SqlStatement, Step } from '../plan/plan.js';

export interface Block {
  /** null = outside any transaction. */
  readonly transaction: number | null;
  readonly statements: ReadonlyArray<string>;
}

export const blocks = (steps: ReadonlyArray<Step>): ReadonlyArray<Block> => {
  const found: { transaction: number | null; statements: string[] }[] = [];
  const all: ReadonlyArray<SqlStatement> = steps.flatMap((s) => s.statements);
  for (const { sql, transaction } of all) {
    const last = found[found.length - 1];
    if (last !== undefined && last.transaction === transaction) last.statements.push(sql);
    else found.push({ transaction, statements: [sql] });
  }
  return found;
};

/** There is no way back at all: nothing can be undone, and that is not because there was nothing to do. */
export const isOneWay = (m: Migration): boolean =>
  m.irreversible.length > 0 && m.down.every((step) => step.statements.length === 0);
