import { renameColumnIn as renameInExpr } from '../ir/expression.js';
import { mapKept } from '../ir/identical.js';
import { type QName, sameName } from '../ir/name.js';
import { mapAround, withRest } from '../ir/revise.js';
import type { Schema, Table } from '../ir/schema.js';
import { right } from '../prelude.js';
import type { IntentByKind, IntentSpec } from './algebra.js';
import { alter, duplicate, findTable, missingObject, missingTable, thing } from './edit.js';
import { renameColumnInOpaque } from './rename-opaque.js';

const renameWithin = (t: Table, from: string, to: string): Table => {
  const name = (n: string): string => (n === from ? to : n);
  return {
    ...t,
    columns: t.columns.map((c) => ({
      ...c,
      name: name(c.name),
      default:
        c.default?.kind === 'Expression' ? { ...c.default, expr: renameInExpr(c.default.expr, from, to) } : c.default,
      generated: c.generated === null ? null : { ...c.generated, expr: renameInExpr(c.generated.expr, from, to) },
    })),
    primaryKey:
      t.primaryKey === null
        ? null
        : { ...t.primaryKey, columns: t.primaryKey.columns.map((k) => ({ ...k, name: name(k.name) })) },
    uniques: t.uniques.map((u) => ({ ...u, columns: u.columns.map(name), include: u.include.map(name) })),
    foreignKeys: t.foreignKeys.map((f) => ({ ...f, columns: f.columns.map(name) })),
    checks: t.checks.map((c) => ({ ...c, expr: renameInExpr(c.expr, from, to) })),
    indexes: t.indexes.map((i) => ({
      ...i,
      parts: i.parts.map((p) => ({
        ...p,
        of:
          p.of.kind === 'Column'
            ? { ...p.of, name: name(p.of.name) }
            : { ...p.of, expr: renameInExpr(p.of.expr, from, to) },
      })),
      include: i.include.map(name),
      where: i.where === null ? null : renameInExpr(i.where, from, to),
    })),
  };
};

/** The schema after a column rename; everything that names the column follows, other tables' foreign keys included. */
export const renameColumnIn = (s: Schema, table: QName, from: string, to: string): Schema =>
  withRest(
    mapAround(s, table, (t) => {
      const own = sameName(t.name, table) ? renameWithin(t, from, to) : t;
      return own.foreignKeys.some((f) => sameName(f.references.table, table) && f.references.columns.includes(from))
        ? {
            ...own,
            foreignKeys: own.foreignKeys.map((f) =>
              sameName(f.references.table, table)
                ? {
                    ...f,
                    references: { ...f.references, columns: f.references.columns.map((c) => (c === from ? to : c)) },
                  }
                : f,
            ),
          }
        : own;
    }),
    { opaque: mapKept(s.opaque, (o) => renameColumnInOpaque(o, table, from, to)) },
  );

export const renameColumn: IntentSpec<IntentByKind['RenameColumn']> = {
  apply: (i, s) => {
    const t = findTable(s, i.table);
    if (t === undefined) return missingTable(i.table);
    if (!t.columns.some((c) => c.name === i.from)) return missingObject(i.table, 'column', i.from);
    if (t.columns.some((c) => c.name === i.to)) return duplicate(i.table, 'column', i.to);
    return right(renameColumnIn(s, i.table, i.from, i.to));
  },
  invert: (i) => ({ grade: 'Reversible', intents: [{ ...i, from: i.to, to: i.from }] }),
  touches: (i) => ({
    creates: [thing.column(i.table, i.to)],
    requires: [thing.table(i.table)],
    removes: [thing.column(i.table, i.from)],
  }),
  lower: (i, before, after) => {
    const from = findTable(before, i.table)?.columns.find((c) => c.name === i.from);
    return from === undefined ? [] : alter(before, after, i.table, { kind: 'RenameColumn', from, to: i.to });
  },
};
