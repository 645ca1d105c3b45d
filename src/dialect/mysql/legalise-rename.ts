/**
 * RENAME TABLE renames the foreign keys that the server named (`old_ibfk_1` → `new_ibfk_1`), in MySQL the checks too
 * (`old_chk_1`). They get their names back, because everything after the step knows them by those.
 * https://dev.mysql.com/doc/refman/8.4/en/rename-table.html [measured on MySQL 9.7 and MariaDB 10.11]
 */
import type { Table } from '../../ir/schema.js';
import type { AlterAction, Statement } from '../../sql/ast.js';
import { withPinnedIndexes } from './legalise-index.js';
import type { Product } from './product.js';

const servers = (name: string | null, table: string, word: string): string | null =>
  name?.startsWith(`${table}_${word}_`) === true && /^\d+$/.test(name.slice(table.length + word.length + 2))
    ? name.slice(table.length)
    : null;

export const renameTable = (
  product: Product,
  s: Extract<Statement, { readonly kind: 'RenameTable' }>,
  after: Table | undefined,
): ReadonlyArray<Statement> => {
  if (after === undefined || s.from.name === s.to.name) return [s];
  const off: AlterAction[] = [];
  const on: AlterAction[] = [];
  for (const foreignKey of after.foreignKeys) {
    const ending = servers(foreignKey.name, s.from.name, 'ibfk');
    if (ending === null) continue;
    off.push({ kind: 'DropForeignKey', foreignKey: { ...foreignKey, name: `${s.to.name}${ending}` } });
    on.push({ kind: 'AddForeignKey', foreignKey });
  }
  if (product.features.renamesChecksWithTable)
    for (const check of after.checks) {
      const ending = servers(check.name, s.from.name, 'chk');
      if (ending === null) continue;
      off.push({ kind: 'DropCheck', check: { ...check, name: `${s.to.name}${ending}` } });
      on.push({ kind: 'AddCheck', check });
    }
  const alter = (actions: ReadonlyArray<AlterAction>): ReadonlyArray<Statement> =>
    actions.length === 0
      ? []
      : [{ kind: 'AlterTable', before: after, after, actions: withPinnedIndexes(after, after, actions) }];
  return [s, ...alter(off), ...alter(on)];
};
