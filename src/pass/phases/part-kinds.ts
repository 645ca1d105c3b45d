/** What the phases ask of constraints and indexes, each kind in its own way. */
import { columnsOfIndex } from '../../intent/table-index.js';
import { sameCheckShape, sameForeignKeyShape, sameIndexShape, sameUniqueShape } from '../../ir/equal.js';
import { columnsOf, type Expr, mapExpr } from '../../ir/expression.js';
import type { TypeOf } from '../../ir/same-expression.js';
import type { Check, ForeignKey, Index, Unique } from '../../ir/schema.js';

/** The expression over columns of other names. */
export const spelled = (e: Expr, f: (column: string) => string): Expr =>
  mapExpr(e, (x) => (x.kind === 'Column' ? { ...x, name: f(x.name) } : x));

export interface PartKind<A> {
  readonly columns: (a: A) => ReadonlyArray<string> | null;
  readonly same: (a: A, b: A) => boolean;
  readonly respell: (a: A, f: (c: string) => string) => A;
  /** Its absence lets more in: it goes in phase 1. */
  readonly binds: (a: A) => boolean;
  /** It asks nothing of the rows: it comes in phase 1. */
  readonly isFree: (a: A) => boolean;
}

export const partKinds = (typeOf?: TypeOf) => {
  const unique: PartKind<Unique> = {
    columns: (u) => [...u.columns, ...u.include],
    same: sameUniqueShape,
    respell: (u, f) => ({ ...u, columns: u.columns.map(f), include: u.include.map(f) }),
    binds: () => true,
    isFree: () => false,
  };
  const foreignKey: PartKind<ForeignKey> = {
    columns: (f) => f.columns,
    same: sameForeignKeyShape,
    respell: (k, f) => ({ ...k, columns: k.columns.map(f) }),
    binds: () => true,
    isFree: () => false,
  };
  const check: PartKind<Check> = {
    columns: (c) => columnsOf(c.expr),
    same: (a, b) => sameCheckShape(a, b, typeOf),
    respell: (c, f) => ({ ...c, expr: spelled(c.expr, f) }),
    binds: () => true,
    isFree: () => false,
  };
  const index: PartKind<Index> = {
    columns: columnsOfIndex,
    same: (a, b) => sameIndexShape(a, b, typeOf),
    respell: (i, f) => ({
      ...i,
      parts: i.parts.map((p) => ({
        ...p,
        of: p.of.kind === 'Column' ? { ...p.of, name: f(p.of.name) } : { ...p.of, expr: spelled(p.of.expr, f) },
      })),
      include: i.include.map(f),
      where: i.where === null ? null : spelled(i.where, f),
    }),
    binds: (i) => i.unique,
    isFree: (i) => !i.unique,
  };
  return { unique, foreignKey, check, index };
};
