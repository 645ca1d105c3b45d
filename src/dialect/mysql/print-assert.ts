/**
 * A SELECT that fails with a message of ours when it meets a row. Neither product has a statement for that outside a
 * routine: SIGNAL takes no condition, MySQL has no blocks outside routines and refuses SIGNAL in PREPARE (1295), MariaDB's
 * BEGIN NOT ATOMIC needs another DELIMITER in the client and its EXECUTE IMMEDIATE another protocol than drivers prepare
 * with. So a function is given the message as an argument that it refuses, and the server repeats it.
 * https://dev.mysql.com/doc/refman/8.4/en/signal.html, https://mariadb.com/kb/en/execute-immediate/
 */
import type { StatementByKind } from '../../sql/ast.js';
import type { Out } from './out.js';
import { literal } from './quote.js';

/** What error 1411 repeats of a value. */
const shown = 128;

/** rand() makes it no constant: a constant is computed, and fails, before anybody has looked for a row. */
const sometimes = (text: string, otherwise: string): string => `if(rand() < 2, ${text}, ${otherwise})`;

/**
 * MySQL: `Incorrect string value: '…' for function uuid_to_bin` (1411). Elsewhere, and for a longer text: `DOUBLE value is
 * out of range in 'cot(…)'` (1690), where a text that begins with a letter counts as 0, which has no cotangent.
 */
const failing = (out: Out, message: string): string =>
  out.product.features.uuidToBin && [...message].length <= shown
    ? `uuid_to_bin(${sometimes(literal(message), "''")})`
    : `cot(${sometimes(literal(/^[A-Za-z]/.test(message) ? message : `stopped: ${message}`), '1')})`;

export const assertText = (out: Out, s: StatementByKind['Assert']): string =>
  `SELECT ${failing(out, s.message)} FROM ${out.table(s.table)} WHERE ${out.expr(s.violating)} LIMIT 1`;
