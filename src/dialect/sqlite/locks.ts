/**
 * SQLite locks the file, not a table: one writer at a time from its first write to COMMIT. In rollback-journal mode
 * readers are shut out while it commits or spills its cache, in WAL mode never
 * (https://www.sqlite.org/lockingv3.html, https://www.sqlite.org/wal.html). The mode is not known here, so reads count as
 * blocked.
 */
import type { QName } from '../../ir/name.js';
import type { Statement } from '../../sql/ast.js';
import type { Lock } from '../dialect.js';
import { copying } from './legalise/copy-rows.js';

const lock = (table: QName, rewrites: boolean): ReadonlyArray<Lock> => [
  { table, strength: 'file write lock', rewrites, blocksReads: true, blocksWrites: true },
];

/** DROP COLUMN writes every row anew; the other forms change the definition only (https://www.sqlite.org/lang_altertable.html). */
export const locks = (s: Statement): ReadonlyArray<Lock> => {
  switch (s.kind) {
    case 'CreateTable':
      return [];
    case 'DropTable':
      return lock(s.table.name, false);
    case 'RenameTable':
      return lock(s.from, false);
    case 'AlterTable':
      return lock(
        s.before.name,
        s.actions.some((a) => a.kind === 'DropColumn'),
      );
    case 'CreateIndex':
    case 'DropIndex':
      return lock(s.table, false);
    case 'Update':
      return lock(s.table, true);
    case 'InsertSelect':
      return lock(s.from, true);
    case 'CreateObject':
    case 'DropObject':
      return s.object.on === null ? [] : lock(s.object.on, false);
    case 'Rows':
      return lock(s.rows.table, true);
    case 'Assert':
      return [];
    case 'Verbatim':
      return s.touches === null ? [] : lock(s.touches, s.sql.startsWith(copying));
    case 'CreateEnum':
    case 'DropEnum':
    case 'ReplaceEnum':
    case 'RenameEnum':
    case 'AddEnumValue':
    case 'Comment':
      return [];
  }
};
