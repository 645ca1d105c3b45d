import type { Statement } from '../../sql/ast.js';

/**
 * CONCURRENTLY refuses to run in a transaction (https://www.postgresql.org/docs/18/sql-createindex.html); a label added by
 * ALTER TYPE … ADD VALUE cannot be used before its transaction ends (https://www.postgresql.org/docs/18/sql-altertype.html).
 * COMMIT in a DO block needs one that runs in no transaction (https://www.postgresql.org/docs/18/plpgsql-transactions.html).
 */
export const transaction = (s: Statement): 'inside' | 'alone' | 'outside' | 'begins' | 'ends' => {
  if (s.bound !== undefined) return s.bound;
  if ((s.kind === 'CreateIndex' || s.kind === 'DropIndex') && s.concurrently) return 'outside';
  if (s.kind === 'Update' && (s.batch ?? null) !== null) return 'outside';
  return s.kind === 'AddEnumValue' ? 'alone' : 'inside';
};
