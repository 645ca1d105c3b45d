import type { SqlStatement } from '../../../../src/plan/plan.js';

/** As a runner does it: each numbered transaction by itself, what has no number outside. */
export const session = (statements: ReadonlyArray<SqlStatement>): ReadonlyArray<string> => {
  const sql: string[] = [];
  let open: number | null = null;
  for (const s of statements) {
    if (s.transaction !== open) {
      if (open !== null) sql.push('COMMIT');
      if (s.transaction !== null) sql.push('BEGIN');
      open = s.transaction;
    }
    sql.push(s.sql);
  }
  return open === null ? sql : [...sql, 'COMMIT'];
};
