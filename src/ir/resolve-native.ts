/**
 * Chooses the target's own words where a source gave one text an engine, and reads them the way the target's catalog
 * will read them back (`native: "varchar(80)"` is no stranger), so that a second plan is empty.
 */

import { left, right, type Validated } from '../prelude.js';
import type { DataRule, Desired } from './desired.js';
import { type DialectId, type Expr, mapExpr } from './expression.js';
import { keyOf, showName } from './name.js';
import { type Position, type Problem, problem } from './problem.js';
import type { Column, Default, Index, Table } from './schema.js';
import type { DataType } from './type.js';

interface Target {
  readonly id: DialectId;
  readonly types: { readonly parse: (spelling: string) => DataType };
}

/** @param parse the engine's own text of an expression; null when the grammar does not know it. */
export const resolveNative = (
  target: Target,
  parse: (text: string) => Expr | null,
  desired: Desired,
): Validated<Problem, Desired> => {
  const problems: Problem[] = [];

  const expr = (e: Expr, at: Position | null): Expr =>
    mapExpr(e, (x) => {
      if (x.kind !== 'Native') return x;
      const text = x.text[target.id];
      if (text !== undefined) return parse(text) ?? { kind: 'Native', text: { [target.id]: text } };
      const data = { dialect: target.id, has: Object.keys(x.text).join(', ') };
      problems.push(problem('dialect.expression', data, at, `Add a text for ${target.id}.`));
      return x;
    });

  const type = (t: DataType, column: string, table: Table, at: Position | null): DataType => {
    if (t.kind !== 'Native') return t;
    const spelling = t.byEngine === undefined ? t.spelling : t.byEngine.spelling[target.id];
    if (spelling !== undefined) return target.types.parse(spelling);
    const otherwise = t.byEngine?.otherwise ?? null;
    if (otherwise !== null) return otherwise;
    const why = `column ${column} of table ${showName(table.name)} is native elsewhere`;
    const hint = `Add ${target.id}: to the column's native types, or a type: for the other engines.`;
    problems.push(problem('dialect.type', { type: column, dialect: target.id, why }, at, hint));
    return t;
  };

  const column = (c: Column, table: Table): Column => {
    const at = desired.positions(`${keyOf(table.name)}.${c.name}`);
    return {
      ...c,
      type: type(c.type, c.name, table, at),
      default: value(c.default, (e) => expr(e, at)),
      generated: c.generated === null ? null : { ...c.generated, expr: expr(c.generated.expr, at) },
      onUpdate: c.onUpdate === null ? null : expr(c.onUpdate, at),
    };
  };

  const tables = desired.schema.tables.map((t) => {
    if (!speaksNative(t)) return t;
    const key = keyOf(t.name);
    const place = (facet: string): Position | null => desired.positions(`${key}#${facet}`) ?? desired.positions(key);
    return {
      ...t,
      columns: t.columns.map((c) => column(c, t)),
      checks: t.checks.map((c) => ({ ...c, expr: expr(c.expr, place('checks')) })),
      indexes: t.indexes.map((i) => index(i, (e) => expr(e, place('indexes')))),
    };
  });
  const data = desired.data.map((r): DataRule => ('value' in r ? { ...r, value: expr(r.value, r.at) } : r));
  return problems.length > 0 ? left(problems) : right({ ...desired, schema: { ...desired.schema, tables }, data });
};

const value = (d: Default | null, f: (e: Expr) => Expr): Default | null =>
  d?.kind === 'Expression' ? { ...d, expr: f(d.expr) } : d;

const index = (i: Index, f: (e: Expr) => Expr): Index => ({
  ...i,
  where: i.where === null ? null : f(i.where),
  parts: i.parts.map((p) =>
    p.of.kind === 'Expression' ? { ...p, of: { kind: 'Expression', expr: f(p.of.expr) } } : p,
  ),
});

/** Most tables have nothing to resolve, and a catalog of thousands is to stay as it is. */
const speaksNative = (t: Table): boolean =>
  t.columns.some(
    (c) =>
      c.type.kind === 'Native' ||
      (c.default?.kind === 'Expression' && isNative(c.default.expr)) ||
      (c.generated !== null && isNative(c.generated.expr)) ||
      (c.onUpdate !== null && isNative(c.onUpdate)),
  ) ||
  t.checks.some((c) => isNative(c.expr)) ||
  t.indexes.some(
    (i) =>
      (i.where !== null && isNative(i.where)) || i.parts.some((p) => p.of.kind === 'Expression' && isNative(p.of.expr)),
  );

/** A source gives an engine's text for a whole expression, never for a part of one. */
const isNative = (e: Expr): boolean => e.kind === 'Native';
