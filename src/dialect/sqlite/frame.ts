/**
 * What goes around a migration that rebuilds a table, or drops one before those that point to it. The foreign key switch has no effect inside a transaction
 * (https://www.sqlite.org/pragma.html#pragma_foreign_keys): with it on, DROP TABLE would delete the rows of ON DELETE
 * CASCADE children and empty those of SET NULL. The guard table refuses to go on when the switch is still on, and fails
 * the transaction when the migration leaves more violations than it found.
 */
import type { Statement } from '../../sql/ast.js';
import type { Dialect } from '../dialect.js';
import { sameId } from './ddl/tokens.js';
import { legacyOn } from './legalise/rebuild.js';
import { temporaryPrefix } from './names.js';
import { quoteString } from './quote.js';

const verbatim = (sql: string): Statement => ({ kind: 'Verbatim', sql, touches: null });

const guard = 'temp."_altair_guard"';

const foreignKeysOff = 'PRAGMA foreign_keys = OFF';
const foreignKeysOn = 'PRAGMA foreign_keys = ON';

/** Tables whose keys the migration may break: those that are remade, renamed or dropped, by every name they go through. */
const touched = (statements: ReadonlyArray<Statement>): ReadonlyArray<string> => {
  const names = statements.flatMap((s) =>
    s.kind === 'RenameTable' ? [s.from.name, s.to.name] : s.kind === 'DropTable' ? [s.table.name.name] : [],
  );
  return [...new Set(names)].filter((n) => !n.startsWith(temporaryPrefix)).sort();
};

/**
 * Violations in those tables and in the ones that point to them. Not in the whole file: the check stops with an error at
 * the first key whose parent columns are not unique, and such a one elsewhere shall not be in the way.
 */
const violations = (names: ReadonlyArray<string>): string => {
  const list = `(${names.map(quoteString).join(', ')})`;
  return (
    `(WITH touched AS MATERIALIZED (SELECT m.name FROM sqlite_master AS m WHERE m.type = 'table' AND m.rootpage > 0 ` +
    `AND (m.name COLLATE NOCASE IN ${list} OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) AS f ` +
    `WHERE f."table" COLLATE NOCASE IN ${list}))) SELECT count(*) FROM touched, pragma_foreign_key_check(touched.name))`
  );
};

const nothing: ReturnType<Dialect['frame']> = {
  outsideBefore: [],
  insideBefore: [],
  insideAfter: [],
  outsideAfter: [],
};

const around = (names: ReadonlyArray<string>): ReturnType<Dialect['frame']> => ({
  outsideBefore: [verbatim(foreignKeysOff)],
  insideBefore: [
    verbatim(
      `CREATE TEMP TABLE "_altair_guard" ("before" INTEGER NOT NULL, "after" INTEGER NOT NULL, "foreign_keys" INTEGER NOT NULL, ` +
        `CONSTRAINT "foreign_keys_must_be_off" CHECK ("foreign_keys" = 0), ` +
        `CONSTRAINT "no_new_foreign_key_violation" CHECK ("after" <= "before"))`,
    ),
    verbatim(
      `INSERT INTO ${guard} ("before", "after", "foreign_keys") SELECT ${violations(names)}, 0, "foreign_keys" FROM pragma_foreign_keys`,
    ),
  ],
  insideAfter: [verbatim(`UPDATE ${guard} SET "after" = ${violations(names)}`), verbatim(`DROP TABLE ${guard}`)],
  outsideAfter: [verbatim(foreignKeysOn)],
});

/** Tables that point to each other go one after the other; with the switch on, the first would take the rows of the second. */
const dropsParentFirst = (statements: ReadonlyArray<Statement>): boolean => {
  const gone: string[] = [];
  return statements.some((s) => {
    if (s.kind !== 'DropTable') return false;
    const orphaned = s.table.foreignKeys.some((f) => gone.some((name) => sameId(name, f.references.table.name)));
    gone.push(s.table.name.name);
    return orphaned;
  });
};

const isRebuild = (s: Statement): boolean => s.kind === 'Verbatim' && s.sql === legacyOn;

export const frame: Dialect['frame'] = (statements) =>
  statements.some(isRebuild) || dropsParentFirst(statements) ? around(touched(statements)) : nothing;

/** A piece of a long UPDATE stands alone, so that others can write between two of them. */
export const transaction: Dialect['transaction'] = (s) => {
  if (s.kind === 'Verbatim' && (s.sql === foreignKeysOff || s.sql === foreignKeysOn)) return 'outside';
  return s.kind === 'Update' && (s.batch ?? null) !== null ? 'alone' : 'inside';
};
