/** ALTER TABLE. https://www.postgresql.org/docs/18/sql-altertable.html */

import { sameDefault, sameGenerated, sameIdentity } from '../../ir/equal.js';
import type { QName } from '../../ir/name.js';
import type { Column, Identity } from '../../ir/schema.js';
import { sameType } from '../../ir/type.js';
import type { AlterAction, NamedConstraint, StatementByKind } from '../../sql/ast.js';
import type { Features } from './capabilities.js';
import { conversion } from './conversion.js';
import { makeObjectName, nameAddition } from './object-name.js';
import { printColumn, printDefault, printIdentity } from './print-column.js';
import {
  printCheck,
  printForeignKey,
  printParameters,
  printPrimaryKey,
  printUnique,
  unsupported,
} from './print-parts.js';
import type { Words } from './words.js';

type Action<K extends AlterAction['kind']> = Extract<AlterAction, { kind: K }>;
type Clauses = ReadonlyArray<string>;

const identityChange = (w: Words, from: Identity | null, to: Identity | null): Clauses => {
  if (sameIdentity(from, to)) return [];
  if (from === null && to?.kind === 'Identity') return [`ADD ${printIdentity(w, to)}`];
  if (from?.kind === 'Identity' && to === null) return ['DROP IDENTITY'];
  if (from?.kind === 'Identity' && to?.kind === 'Identity') {
    const set = [
      ...(from.generation === to.generation ? [] : [`SET GENERATED ${to.generation.toUpperCase()}`]),
      ...(from.increment === to.increment ? [] : [`SET INCREMENT BY ${to.increment ?? '1'}`]),
      ...(from.start === to.start ? [] : [`SET START WITH ${to.start ?? '1'}`]),
    ];
    return [set.join(' ')];
  }
  return [w.refuse(unsupported('a change between serial and something else in one action'))];
};

const typeChange = (w: Words, a: Action<'AlterColumn'>): Clauses => {
  const { before, after, using } = a;
  if (sameType(before.type, after.type) && before.collation === after.collation && using === null) return [];
  const type = w.type(after.type);
  const how = conversion(before.type, after.type);
  const collate = after.collation === null ? '' : ` COLLATE ${w.collation(after.collation)}`;
  const spelled = `TYPE ${type}${collate}`;
  if (using !== null) {
    const text = ['Varchar', 'Char', 'Text'].includes(after.type.kind);
    // A cast to a text type with a length would cut what an assignment refuses.
    return [`${spelled} USING ${text ? w.expr(using) : `(${w.expr(using)})::${type}`}`];
  }
  if (how.kind === 'none') return [w.refuse(how.problem)];
  return [how.kind === 'assignment' ? spelled : `${spelled} USING ${how.sql(w.id(before.name), type)}`];
};

const generatedChange = (w: Words, before: Column, after: Column, features: Features): Clauses => {
  const [from, to] = [before.generated, after.generated];
  if (sameGenerated(from, to)) return [];
  if (from?.stored && to === null) return ['DROP EXPRESSION'];
  if (from !== null && to !== null && from.stored === to.stored && features.setExpression)
    return [`SET EXPRESSION AS (${w.expr(to.expr)})`];
  return [w.refuse(unsupported('this change of a generated column in one action'))];
};

/**
 * The server sorts the clauses of one ALTER TABLE into passes: drops, then types, then what is set; so a default that
 * goes before the type change and comes back after it may stand in one statement.
 */
const alterColumn = (w: Words, a: Action<'AlterColumn'>, features: Features): Clauses => {
  const { before, after } = a;
  if (before.name !== after.name) w.refuse(unsupported('a renaming inside ALTER COLUMN'));
  const type = typeChange(w, a);
  const retyped = type.length > 0 && before.default !== null && !keepsDefault(a);
  const defaulted =
    sameDefault(before.default, after.default) && !retyped
      ? []
      : after.default === null
        ? ['DROP DEFAULT']
        : [...(retyped ? ['DROP DEFAULT'] : []), `SET DEFAULT ${printDefault(w, after.default)}`];
  const [drops, sets] = [defaulted.filter((d) => d === 'DROP DEFAULT'), defaulted.filter((d) => d !== 'DROP DEFAULT')];
  return [
    ...drops,
    ...(before.nullable || !after.nullable ? [] : ['DROP NOT NULL']),
    ...generatedChange(w, before, after, features),
    ...type,
    ...sets,
    ...(before.nullable && !after.nullable ? ['SET NOT NULL'] : []),
    ...identityChange(w, before.identity, after.identity),
  ].map((clause) => `ALTER COLUMN ${w.id(after.name)} ${clause}`);
};

/** A default that was coerced to the old type is coerced along only within the same kind of type. */
const keepsDefault = (a: Action<'AlterColumn'>): boolean =>
  a.using === null &&
  a.before.type.kind === a.after.type.kind &&
  a.before.type.kind !== 'Enum' &&
  a.before.type.kind !== 'Native' &&
  a.before.type.kind !== 'DateTime' &&
  sameDefault(a.before.default, a.after.default);

/** The name it has, or the one that the server made. */
const nameOf = (table: QName, c: NamedConstraint): string => {
  switch (c.kind) {
    case 'Unique':
      return (
        c.unique.name ?? makeObjectName(table.name, nameAddition([...c.unique.columns, ...c.unique.include]), 'key')
      );
    case 'ForeignKey':
      return c.foreignKey.name ?? makeObjectName(table.name, nameAddition(c.foreignKey.columns), 'fkey');
    case 'Check':
      return c.check.name ?? '';
  }
};

const dropConstraint = (w: Words, name: string): string => `DROP CONSTRAINT ${w.id(name)}`;

const printAction = (w: Words, table: QName, a: AlterAction, features: Features): Clauses => {
  switch (a.kind) {
    case 'AddColumn':
      return [`ADD COLUMN ${printColumn(w, a.column, features)}`];
    case 'DropColumn':
      return [`DROP COLUMN ${w.id(a.column.name)}`];
    case 'AlterColumn':
      return alterColumn(w, a, features);
    case 'SetPrimaryKey':
      return [
        ...(a.from === null ? [] : [dropConstraint(w, a.from.name ?? makeObjectName(table.name, null, 'pkey'))]),
        ...(a.to === null ? [] : [`ADD ${printPrimaryKey(w, a.to)}`]),
      ];
    case 'AddUnique':
      return [`ADD ${printUnique(w, a.unique, features)}`];
    case 'DropUnique':
      return [dropConstraint(w, nameOf(table, { kind: 'Unique', unique: a.unique }))];
    case 'AddForeignKey':
      return [`ADD ${printForeignKey(w, a.foreignKey)}`];
    case 'DropForeignKey':
      return [dropConstraint(w, nameOf(table, { kind: 'ForeignKey', foreignKey: a.foreignKey }))];
    case 'AddCheck':
      return [`ADD ${printCheck(w, a.check, features)}`];
    case 'DropCheck':
      return a.check.name === null
        ? [w.refuse(unsupported('dropping a check without a name'))]
        : [dropConstraint(w, a.check.name)];
    case 'SetOptions': {
      const [from, to] = [a.from, a.to];
      const names = (list: Clauses): Clauses => list.map((p) => p.slice(0, Math.max(p.indexOf('='), 0)).trim());
      const set = to.storage.filter((p) => !from.storage.includes(p));
      const reset = names(from.storage).filter((n) => !names(to.storage).includes(n));
      if (from.comment !== to.comment) w.refuse(unsupported('a comment inside ALTER TABLE'));
      return [
        ...(from.unlogged === to.unlogged ? [] : [`SET ${to.unlogged ? 'UNLOGGED' : 'LOGGED'}`]),
        ...(set.length === 0 ? [] : [`SET (${printParameters(w, set)})`]),
        ...(reset.length === 0 ? [] : [`RESET (${reset.join(', ')})`]),
      ];
    }
    case 'RenameIndex':
    case 'RenameConstraint':
    case 'RenameColumn':
    case 'AddIndex':
    case 'DropIndex':
      return [w.refuse(unsupported(`${a.kind} together with other actions`))];
  }
};

export const printAlterTable = (w: Words, s: StatementByKind['AlterTable'], features: Features): string => {
  const [only] = s.actions;
  const table = s.before.name;
  if (only?.kind === 'RenameColumn' && s.actions.length === 1)
    return `ALTER TABLE ${w.name(table)} RENAME COLUMN ${w.id(only.from.name)} TO ${w.id(only.to)}`;
  if (only?.kind === 'RenameIndex' && s.actions.length === 1)
    return `ALTER INDEX ${w.name({ namespace: table.namespace, name: only.index.name ?? '' })} RENAME TO ${w.id(only.to)}`;
  if (only?.kind === 'RenameConstraint' && s.actions.length === 1)
    return `ALTER TABLE ${w.name(table)} RENAME CONSTRAINT ${w.id(nameOf(table, only.constraint))} TO ${w.id(only.to)}`;
  const clauses = s.actions.flatMap((a) => printAction(w, table, a, features));
  return clauses.length === 0
    ? w.refuse(unsupported('an ALTER TABLE that changes nothing'))
    : `ALTER TABLE ${w.name(table)} ${clauses.join(', ')}`;
};
