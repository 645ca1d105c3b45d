/** The table an intent speaks of; null for renames of tables and for types. */
import type { QName } from '../ir/name.js';
import type { Intent } from './algebra.js';

export const subjectOf = (i: Intent): QName | null => {
  switch (i.kind) {
    case 'CreateTable':
    case 'DropTable':
      return i.table.name;
    case 'DropKept':
      return i.kept.name;
    case 'RenameTable':
    case 'CreateEnum':
    case 'DropEnum':
    case 'AddEnumValue':
    case 'ReplaceEnum':
      return null;
    default:
      return i.table;
  }
};
