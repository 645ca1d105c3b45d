/** What goes around a whole migration. */

import { isLeft } from '../../prelude.js';
import type { Statement } from '../../sql/ast.js';
import type { Dialect } from '../dialect.js';
import { print } from './print.js';
import type { Product } from './product.js';

const say = (sql: string): Statement => ({ kind: 'Verbatim', sql, touches: null });

/**
 * Nothing, but for texts with a backslash in them: where the session has NO_BACKSLASH_ESCAPES they would mean another
 * text, so that mode is off while they run. https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html
 * Nothing else of the session is changed: a server that is not in strict mode would fill and cut values in silence, and
 * whether it is, is for its owner to say.
 */
export const frame =
  (product: Product): Dialect['frame'] =>
  (statements) => {
    const needed = statements.some((s) => {
      if (s.kind === 'Verbatim') return false;
      const sql = print(product)(s);
      return !isLeft(sql) && sql.right.includes('\\');
    });
    // Whoever waits for the table makes everybody behind him wait.
    const hurried = statements.some((s) => s.manner !== undefined);
    return {
      outsideBefore: [
        ...(needed
          ? [
              say('SET @altair_sql_mode = @@SESSION.sql_mode'),
              say("SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '')"),
            ]
          : []),
        ...(hurried ? [say('SET SESSION lock_wait_timeout = 5')] : []),
      ],
      insideBefore: [],
      insideAfter: [],
      outsideAfter: [
        ...(hurried ? [say('SET SESSION lock_wait_timeout = DEFAULT')] : []),
        ...(needed ? [say('SET SESSION sql_mode = @altair_sql_mode')] : []),
      ],
    };
  };

/** DDL commits before and after itself: it stands alone. https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html */
export const transaction: Dialect['transaction'] = (s) => {
  if (s.bound === 'outside') return 'outside';
  switch (s.kind) {
    case 'Update':
      // A piece of a long one.
      return (s.batch ?? null) === null ? 'inside' : 'alone';
    case 'InsertSelect':
    case 'Rows':
      return 'inside';
    case 'Verbatim':
      return /^(?:SET)\b/i.test(s.sql) ? 'outside' : 'alone';
    default:
      return 'alone';
  }
};
