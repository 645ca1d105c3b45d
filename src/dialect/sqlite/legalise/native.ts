/**
 * Which actions ALTER TABLE can do here (https://www.sqlite.org/lang_altertable.html). RENAME COLUMN is from 3.25, DROP
 * COLUMN from 3.35, NOT NULL and CHECK from 3.53; everything else takes a rebuild.
 */
import { mentions } from '../../../ir/expression.js';
import type { Column, Default, Schema, Table } from '../../../ir/schema.js';
import type { AlterAction } from '../../../sql/ast.js';
import { sameId } from '../ddl/tokens.js';
import { atLeast, type ServerVersion } from '../version.js';
import { keptOf } from './kept.js';
import { neverNull } from './never-null.js';

/** SQLite stores none of the rest. */
const shapeOf = (c: Column): string =>
  JSON.stringify([c.type, c.default, c.identity, c.generated, c.collation, c.name]);

/** What the action changes here: nothing for a comment, a character set and other things SQLite has not. */
export const isNothing = (a: AlterAction): boolean =>
  (a.kind === 'AlterColumn' &&
    a.using === null &&
    a.before.nullable === a.after.nullable &&
    shapeOf(a.before) === shapeOf(a.after)) ||
  (a.kind === 'SetOptions' && a.from.strict === a.to.strict && a.from.withoutRowid === a.to.withoutRowid) ||
  (a.kind === 'SetPrimaryKey' && JSON.stringify(a.from) === JSON.stringify(a.to));

/** A text with U+0000 is printed as a CAST, which is none. */
const isConstant = (d: Default): boolean =>
  d.kind === 'Value' && !(d.value.kind === 'String' && d.value.value.includes('\u0000'));

/** ADD COLUMN takes a constant default only; a generated column must be virtual. */
const canAdd = (c: Column): boolean =>
  c.identity === null && (c.default === null || isConstant(c.default)) && (c.generated === null || !c.generated.stored);

/** DROP COLUMN refuses what anything in the table's own definition names. Views are for the engine to judge. */
const canDrop = (c: Column, t: Table, schema: Schema): boolean => {
  const same = (name: string): boolean => sameId(name, c.name);
  return (
    t.columns.length > 1 &&
    !(t.primaryKey?.columns.some((k) => same(k.name)) ?? false) &&
    !t.uniques.some((u) => u.columns.some(same)) &&
    !t.foreignKeys.some((f) => f.columns.some(same)) &&
    !t.checks.some((k) => mentions(k.expr, c.name)) &&
    !t.columns.some((x) => x.generated !== null && !same(x.name) && mentions(x.generated.expr, c.name)) &&
    !t.indexes.some(
      (i) =>
        i.parts.some((p) => (p.of.kind === 'Column' ? same(p.of.name) : mentions(p.of.expr, c.name))) ||
        (i.where !== null && mentions(i.where, c.name)),
    ) &&
    !keptOf(schema, t.name).some((o) => o.dependsOn.some((d) => d.columns?.some(same) ?? true))
  );
};

const onlyNullability = (before: Column, after: Column, t: Table): boolean =>
  shapeOf(before) === shapeOf(after) &&
  before.generated === null &&
  !(t.primaryKey?.columns.some((k) => sameId(k.name, after.name)) ?? false);

const namesOf = (t: Table): ReadonlyArray<string | null> =>
  [...t.checks, ...t.uniques, ...t.foreignKeys, ...(t.primaryKey === null ? [] : [t.primaryKey])].map((c) => c.name);

export const isNative = (a: AlterAction, t: Table, schema: Schema, version: ServerVersion): boolean => {
  switch (a.kind) {
    case 'AddColumn':
      return canAdd(a.column);
    case 'DropColumn':
      // The first DROP COLUMN could corrupt the file: https://www.sqlite.org/releaselog/3_35_5.html
      return atLeast(version, 35, 5) && canDrop(a.column, t, schema);
    case 'RenameColumn':
    case 'AddIndex':
    case 'DropIndex':
      return true;
    case 'AlterColumn':
      return (
        isNothing(a) ||
        (atLeast(version, 53) &&
          a.using === null &&
          onlyNullability(a.before, a.after, t) &&
          keptOf(schema, t.name).length === 0)
      );
    case 'AddCheck':
      // ADD CONSTRAINT refuses rows for which the check is NULL, though a check fails on false only (3.53.2).
      return atLeast(version, 53) && neverNull(a.check.expr, t);
    case 'DropCheck': {
      const { name } = a.check;
      return (
        atLeast(version, 53) && name !== null && namesOf(t).filter((n) => n !== null && sameId(n, name)).length === 1
      );
    }
    case 'SetOptions':
    case 'SetPrimaryKey':
      return isNothing(a);
    case 'RenameIndex':
    case 'RenameConstraint':
    case 'AddUnique':
    case 'DropUnique':
    case 'AddForeignKey':
    case 'DropForeignKey':
      return false;
  }
};

/** Up to 3.35, RENAME COLUMN also rewrites the generated columns of other tables, as if they were of this one. */
export const renamesSafely = (t: Table, schema: Schema, version: ServerVersion): boolean =>
  atLeast(version, 36) ||
  schema.tables.every((x) => sameId(x.name.name, t.name.name) || x.columns.every((c) => c.generated === null));
