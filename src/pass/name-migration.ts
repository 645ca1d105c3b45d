/** `add_display_name_to_users`: what a migration does, in the words of its file's name. */
import type { Intent } from '../intent/algebra.js';
import { nameOfConstraint } from '../intent/rename-constraint.js';
import { subjectOf } from '../intent/subject.js';
import { shortHash } from './fit-name.js';

/** Lower-case ASCII, digits and underscores; a name that has none of these gets a short hash, so that two do not meet. */
export const slug = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  if (plain.length >= Math.min(3, name.length)) return plain.slice(0, 40).replace(/_+$/, '');
  return `${plain === '' ? 'x' : plain}_${shortHash(name)}`;
};

const verb = (i: Intent): string | null => {
  switch (i.kind) {
    case 'CreateTable':
      return `create_${slug(i.table.name.name)}`;
    case 'DropTable':
      return `drop_${slug(i.table.name.name)}`;
    case 'RenameTable':
      return `rename_${slug(i.from.name)}_to_${slug(i.to.name)}`;
    case 'AddColumn':
      return `add_${slug(i.column.name)}_to_${slug(i.table.name)}`;
    case 'DropColumn':
      return `drop_${slug(i.column.name)}_from_${slug(i.table.name)}`;
    case 'RenameColumn':
      return `rename_${slug(i.from)}_to_${slug(i.to)}_in_${slug(i.table.name)}`;
    case 'ChangeType':
      return `change_type_of_${slug(i.column)}_in_${slug(i.table.name)}`;
    case 'SetNullability':
    case 'SetDefault':
    case 'SetIdentity':
    case 'SetGenerated':
    case 'SetAttributes':
    case 'Backfill':
      return `alter_${slug(i.column)}_in_${slug(i.table.name)}`;
    case 'SetPrimaryKey':
      return `change_primary_key_of_${slug(i.table.name)}`;
    case 'AddUnique':
      return `add_unique_${slug(i.unique.columns.join('_'))}_to_${slug(i.table.name)}`;
    case 'DropUnique':
      return `drop_unique_${slug(i.unique.columns.join('_'))}_from_${slug(i.table.name)}`;
    case 'AddIndex':
      return `add_index_${slug(i.index.parts.map((p) => (p.of.kind === 'Column' ? p.of.name : 'expr')).join('_'))}_to_${slug(i.table.name)}`;
    case 'DropIndex':
      return `drop_index_${slug(i.index.name ?? 'x')}_from_${slug(i.table.name)}`;
    case 'RenameIndex':
      return `rename_index_${slug(i.index.name ?? 'x')}_in_${slug(i.table.name)}`;
    case 'RenameConstraint':
      return `rename_constraint_${slug(nameOfConstraint(i.constraint) ?? 'x')}_in_${slug(i.table.name)}`;
    case 'AddForeignKey':
      return `add_foreign_key_${slug(i.foreignKey.columns.join('_'))}_to_${slug(i.table.name)}`;
    case 'DropForeignKey':
      return `drop_foreign_key_${slug(i.foreignKey.columns.join('_'))}_from_${slug(i.table.name)}`;
    case 'AddCheck':
      return `add_check_${slug(i.check.name ?? 'x')}_to_${slug(i.table.name)}`;
    case 'DropCheck':
      return `drop_check_${slug(i.check.name ?? 'x')}_from_${slug(i.table.name)}`;
    case 'SetTableOptions':
      return `change_options_of_${slug(i.table.name)}`;
    case 'CreateEnum':
    case 'DropEnum':
      return null;
    case 'AddEnumValue':
      return `add_value_to_${slug(i.type.name)}`;
    case 'CopyColumns':
      return `copy_columns_of_${slug(i.table.name)}`;
    case 'AddObject':
      return `add_${slug(i.object.kind)}_to_${slug(i.table.name)}`;
    case 'DropObject':
      return `drop_${slug(i.object.kind)}_from_${slug(i.table.name)}`;
    case 'KeepRows':
      return `keep_rows_of_${slug(i.table.name)}`;
    case 'ClearRows':
      return `clear_rows_of_${slug(i.table.name)}`;
    case 'RestoreRows':
      return `restore_rows_of_${slug(i.table.name)}`;
    case 'DropKept':
      return `purge_${slug(i.kept.name.name)}`;
    case 'Verify':
      return `verify_${slug(i.table.name)}`;
    case 'ReplaceEnum':
      return `change_values_of_${slug(i.from.name.name)}`;
  }
};

/** Which intent the others merely serve. */
const leading: ReadonlyArray<Intent['kind']> = [
  'CreateTable',
  'RenameTable',
  'RenameColumn',
  'AddColumn',
  'ChangeType',
  'DropTable',
  'AddUnique',
  'AddForeignKey',
  'AddIndex',
  'SetPrimaryKey',
  'AddCheck',
  'DropColumn',
];

export const nameMigration = (intents: ReadonlyArray<Intent>): string => {
  const tables = [...new Set(intents.flatMap((i) => subjectOf(i)?.name ?? []))];
  const lead =
    leading.map((k) => intents.filter((i) => i.kind === k)).find((list) => list.length > 0) ?? intents.slice(0, 1);
  const columns = new Set(
    intents.flatMap((i) => ('column' in i ? [typeof i.column === 'string' ? i.column : i.column.name] : [])),
  );
  const first = lead[0];
  if (first === undefined) return 'no_changes';
  const one = verb(first) ?? intents.map(verb).find((v) => v !== null) ?? 'change_schema';
  const [table] = tables;
  if (lead.length === 1 && tables.length <= 1 && (columns.size <= 1 || first.kind === 'CreateTable')) return one;
  if (tables.length === 1 && table !== undefined) return first.kind === 'CreateTable' ? one : `change_${slug(table)}`;
  if (lead.length === 1) return `${one}_and_more`;
  return `change_${tables.slice(0, 2).map(slug).join('_and_')}${tables.length > 2 ? `_and_${tables.length - 2}_more` : ''}`.slice(
    0,
    100,
  );
};
