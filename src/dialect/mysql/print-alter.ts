/** One ALTER TABLE with all its clauses. https://dev.mysql.com/doc/refman/8.4/en/alter-table.html */
import type { Column, Table } from '../../ir/schema.js';
import type { AlterAction } from '../../sql/ast.js';
import { isOnlyDefault } from './only-default.js';
import type { Out } from './out.js';
import { columnDefinition, defaultText, definition } from './print-column.js';
import { checkText, foreignKeyText, indexText, optionTexts, primaryKeyText, uniqueText } from './print-parts.js';

const place = (out: Out, after: string | null | undefined): string =>
  after === undefined ? '' : after === null ? ' FIRST' : ` AFTER ${out.name(after)}`;

const setDefault = (out: Out, c: Column): string => {
  const column = `ALTER COLUMN ${out.name(c.name)}`;
  // A nullable column without any default would refuse a row that leaves it out.
  if (c.default === null) return c.nullable ? `${column} SET DEFAULT NULL` : `${column} DROP DEFAULT`;
  return `${column} SET DEFAULT ${defaultText(out, c, c.default)}`;
};

const checkDrop = (out: Out, table: Table, name: string | null): string => {
  const ofColumn =
    out.product.features.columnChecks && table.columns.some((c) => c.name.toLowerCase() === name?.toLowerCase());
  // Of a check named like a column nobody knows whether it is the table's or the column's; see legalise-checks.ts.
  return `DROP CONSTRAINT ${ofColumn ? 'IF EXISTS ' : ''}${out.name(name)}`;
};

const clauses = (out: Out, before: Table, a: AlterAction): ReadonlyArray<string> => {
  switch (a.kind) {
    case 'AddColumn':
      return [`ADD COLUMN ${columnDefinition(out, a.column)}${place(out, a.after)}`];
    case 'DropColumn':
      return [`DROP COLUMN ${out.name(a.column.name)}`];
    case 'RenameColumn':
      return [
        out.product.features.renameColumn
          ? `RENAME COLUMN ${out.name(a.from.name)} TO ${out.name(a.to)}`
          : `CHANGE COLUMN ${out.name(a.from.name)} ${out.name(a.to)} ${definition(out, a.from)}`,
      ];
    case 'AlterColumn':
      if (a.using !== null) out.refuse('USING in a type change', a.after.name);
      if (a.before.name !== a.after.name)
        return [`CHANGE COLUMN ${out.name(a.before.name)} ${columnDefinition(out, a.after)}`];
      return [
        isOnlyDefault(a.before, a.after) ? setDefault(out, a.after) : `MODIFY COLUMN ${columnDefinition(out, a.after)}`,
      ];
    case 'SetPrimaryKey':
      return [
        ...(a.from === null ? [] : ['DROP PRIMARY KEY']),
        ...(a.to === null ? [] : [`ADD ${primaryKeyText(out, a.to)}`]),
      ];
    case 'AddUnique':
      return [`ADD ${uniqueText(out, a.unique)}`];
    case 'DropUnique':
      return [`DROP INDEX ${out.name(a.unique.name)}`];
    case 'AddForeignKey':
      return [`ADD ${foreignKeyText(out, a.foreignKey)}`];
    case 'DropForeignKey':
      return [`DROP FOREIGN KEY ${out.name(a.foreignKey.name)}`];
    case 'AddCheck':
      return [`ADD ${checkText(out, a.check)}`];
    case 'DropCheck':
      return [checkDrop(out, before, a.check.name)];
    case 'AddIndex':
      return [`ADD ${indexText(out, a.index, 'INDEX', before.options)}`];
    case 'DropIndex':
      return [`DROP INDEX ${out.name(a.index.name)}`];
    case 'RenameIndex':
      return [`RENAME INDEX ${out.name(a.index.name)} TO ${out.key(a.to)}`];
    case 'RenameConstraint':
      // Only a unique constraint, which is an index here, can be renamed; legalise makes the others anew.
      if (a.constraint.kind === 'Unique')
        return [`RENAME INDEX ${out.name(a.constraint.unique.name)} TO ${out.key(a.to)}`];
      out.refuse('renaming a constraint', a.to);
      return [];
    case 'SetOptions':
      return optionTexts(out, a.from, a.to);
  }
};

/** The empty text when no action says anything; the printer then refuses the statement. */
export const alterTable = (out: Out, before: Table, actions: ReadonlyArray<AlterAction>): string => {
  const all = actions.flatMap((a) => clauses(out, before, a));
  return all.length === 0 ? '' : `ALTER TABLE ${out.table(before.name)} ${all.join(', ')}`;
};
