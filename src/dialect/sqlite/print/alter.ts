/** ALTER TABLE in the few forms SQLite has (https://www.sqlite.org/lang_altertable.html). legalise leaves only these. */
import type { Problem } from '../../../ir/problem.js';
import type { Column } from '../../../ir/schema.js';
import { collect, isLeft, map, right, type Validated } from '../../../prelude.js';
import type { AlterAction, StatementByKind } from '../../../sql/ast.js';
import { sameId } from '../ddl/tokens.js';
import { quote } from '../quote.js';
import { printColumn } from './column.js';
import { printCheck, printColumnReference } from './constraint.js';
import { refuse } from './problems.js';

type Text = Validated<Problem, string>;

const rebuildOnly = (action: AlterAction): Text => refuse(`ALTER TABLE for ${action.kind}`, { action: action.kind });

/** Constraints of the new column itself may stand at it. */
const addition = (action: AlterAction, column: Column): Text => {
  if (action.kind === 'AddCheck') return printCheck(action.check);
  const own = action.kind === 'AddForeignKey' && action.foreignKey.columns.every((c) => sameId(c, column.name));
  return own && action.kind === 'AddForeignKey' ? right(printColumnReference(action.foreignKey)) : rebuildOnly(action);
};

const only = (action: AlterAction): Text => {
  switch (action.kind) {
    case 'AddColumn':
      return map((text: string) => `ADD COLUMN ${text}`)(printColumn(action.column, null));
    case 'DropColumn':
      return right(`DROP COLUMN ${quote(action.column.name)}`);
    case 'RenameColumn':
      return right(`RENAME COLUMN ${quote(action.from.name)} TO ${quote(action.to)}`);
    case 'AlterColumn':
      return right(`ALTER COLUMN ${quote(action.after.name)} ${action.after.nullable ? 'DROP' : 'SET'} NOT NULL`);
    case 'AddCheck':
      return map((text: string) => `ADD ${text}`)(printCheck(action.check));
    case 'DropCheck':
      return action.check.name === null ? rebuildOnly(action) : right(`DROP CONSTRAINT ${quote(action.check.name)}`);
    default:
      return rebuildOnly(action);
  }
};

export const printAlter = (s: StatementByKind['AlterTable']): Text => {
  const [first, ...rest] = s.actions;
  if (first === undefined) return refuse('ALTER TABLE without a change', { table: s.before.name.name });
  const parts = collect<Problem, string>([
    only(first),
    ...rest.map((a) => (first.kind === 'AddColumn' ? addition(a, first.column) : rebuildOnly(a))),
  ]);
  return isLeft(parts) ? parts : right(`ALTER TABLE ${quote(s.before.name.name)} ${parts.right.join(' ')}`);
};
