/**
 * BEFORE INSERT and BEFORE UPDATE, each one SET and nothing else: a body of several statements would need another
 * DELIMITER in the client. SET goes from left to right and each assignment sees those before it, so what is to be done is
 * decided first and kept in a user variable: 1 = the old side follows, 2 = the new one, 0 = nothing. Measured on 9.7 and
 * 10.11: an INSERT that leaves a NOT NULL column out, or gives it NULL, reaches the trigger, and what the trigger sets
 * counts. https://dev.mysql.com/doc/refman/8.4/en/trigger-syntax.html
 *
 * With the binary log on, MySQL lets only those make a trigger who have SUPER, or all when log_bin_trust_function_creators
 * is set (1419). https://dev.mysql.com/doc/refman/8.4/en/stored-programs-logging.html
 *
 * A trigger keeps the sql_mode of the session that made it: made without strict mode, it cuts and zeroes what does not
 * fit. Triggers that were there before fire before these (https://dev.mysql.com/doc/refman/8.4/en/create-trigger.html);
 * rows that foreign keys change fire none.
 */
import { E, type Expr, mapExpr } from '../../ir/expression.js';
import type { Problem } from '../../ir/problem.js';
import type { Column, Table } from '../../ir/schema.js';
import { collect, isLeft, left, map, type Validated } from '../../prelude.js';
import {
  columnOf,
  forwardHolds,
  type Given,
  inStep,
  isChanged,
  isGiven,
  nameProblems,
  type Sides,
  sidesOf,
} from '../in-step.js';
import type { ColumnFill, ColumnSync, EngineObject } from '../phases.js';
import { type Out, printing } from './out.js';
import { asHeld, same } from './phase-same.js';
import type { Product } from './product.js';
import { quote } from './quote.js';

const decision = '@altair_sync';

const is = (c: Column): Expr => E.column(c.name, 'NEW');
const was = (c: Column): Expr => E.column(c.name, 'OLD');

/** MySQL (9.7) cannot store a trigger in which a derived table has a name of more than 64 bytes: error 3507. */
const alias = (t: Table): string => (new TextEncoder().encode(t.name.name).length > 64 ? 'altair_row' : t.name.name);

/** Engine text names the columns as they are, so it is asked of a row that has them. */
const ofRow = (out: Out, t: Table, e: Expr): string => {
  let native = false;
  const renamed = mapExpr(e, (x) => {
    if (x.kind === 'Native') native = true;
    const mine = x.kind === 'Column' && (x.table === null || x.table === t.name.name);
    return mine && t.columns.some((c) => c.name === x.name) ? E.column(x.name, 'NEW') : x;
  });
  if (!native) return out.expr(renamed);
  const row = t.columns.map((c) => `NEW.${out.name(c.name)} AS ${out.name(c.name)}`).join(', ');
  const own = mapExpr(e, (x) => (x.kind === 'Column' && x.table === t.name.name ? E.column(x.name) : x));
  return `(SELECT ${out.expr(own)} FROM (SELECT ${row}) AS ${out.name(alias(t))})`;
};

const bodies = (out: Out, product: Product, t: Table, s: Sides) => {
  const equal = same(product);
  const row = (e: Expr): string => ofRow(out, t, e);
  const freshColumns = s.fresh.map((p) => p.column);
  const one = (which: number) => (p: Given) => {
    const name = `NEW.${out.name(p.column.name)}`;
    return `${name} = IF(${decision} = ${which}, ${row(asHeld(product, p.column, p.value, true))}, ${name})`;
  };
  const body = (decided: string): string =>
    `SET ${[`${decision} = ${decided}`, ...s.backward.map(one(1)), ...s.forward.map(one(2))].join(', ')}`;
  // Both were given: a copy of a row. What the old side says more exactly stays.
  const copied = `IF(${out.expr(isGiven(s.old, equal, is))}, IF(${row(forwardHolds(s, equal))}, 0, 1), 1)`;
  const freshChanged = out.expr(isChanged(freshColumns, equal, was, is));
  const changed = out.expr(isChanged([...freshColumns, ...s.watched], equal, was, is));
  return {
    insert: body(`IF(${out.expr(isGiven(s.fresh, equal, is))}, ${copied}, 2)`),
    update: body(`IF(${changed}, IF(${row(inStep(s, equal))}, 0, IF(${freshChanged}, 1, 2)), 0)`),
  };
};

export const triggerNames = (name: string): ReadonlyArray<string> => [`${name}_insert`, `${name}_update`];

export const syncObjects =
  (product: Product) =>
  (sync: ColumnSync): Validated<Problem, ReadonlyArray<EngineObject>> => {
    const { table: t, name } = sync;
    const sides = sidesOf(sync);
    const bad = nameProblems(product.name, sync);
    if (isLeft(sides) || bad.length > 0) return left([...bad, ...(isLeft(sides) ? sides.left : [])]);
    const s = sides.right;
    return objects(product, name, t, (out) => bodies(out, product, t, s));
  };

const objects = (
  product: Product,
  name: string,
  t: Table,
  body: (out: Out) => { readonly insert: string; readonly update: string },
): Validated<Problem, ReadonlyArray<EngineObject>> => {
  const trigger = (which: 'INSERT' | 'UPDATE', own: string): Validated<Problem, EngineObject> =>
    map(
      (text: string): EngineObject => ({
        object: {
          kind: 'trigger',
          name: { namespace: t.name.namespace, name: own },
          on: t.name,
          dependsOn: [{ table: t.name, columns: t.columns.map((c) => c.name).filter((c) => text.includes(quote(c))) }],
          definition: [text],
        },
        drop: `DROP TRIGGER ${t.name.namespace === null ? '' : `${quote(t.name.namespace)}.`}${quote(own)}`,
      }),
    )(
      printing(product, (out) => {
        const made = body(out);
        const at = out.table({ namespace: t.name.namespace, name: own });
        return (
          `CREATE TRIGGER ${at} BEFORE ${which} ON ${out.table(t.name)} FOR EACH ROW ` +
          (which === 'INSERT' ? made.insert : made.update)
        );
      }),
    );
  const [onInsert = '', onUpdate = ''] = triggerNames(name);
  return collect([trigger('INSERT', onInsert), trigger('UPDATE', onUpdate)]);
};

export const fillObjects =
  (product: Product) =>
  (fill: ColumnFill): Validated<Problem, ReadonlyArray<EngineObject>> => {
    const { table: t, name } = fill;
    const column = columnOf(t, fill.column);
    const bad = nameProblems(product.name, fill);
    if (isLeft(column) || bad.length > 0) return left([...bad, ...(isLeft(column) ? column.left : [])]);
    const c = column.right;
    return objects(product, name, t, (out) => {
      const held = `NEW.${out.name(c.name)}`;
      const text = `SET ${held} = IF(${held} IS NULL, ${ofRow(out, t, asHeld(product, c, fill.value, true))}, ${held})`;
      return { insert: text, update: text };
    });
  };
