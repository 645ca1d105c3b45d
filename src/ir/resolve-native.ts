/**
 * Chooses the target's own words where a source gave one text an engine, and reads a native spelling the way the
 * target's catalog will read it back (`native: "varchar(80)"` is no stranger), so that a second plan is empty.
 */
import { left, right, type Validated } from '../prelude.js';
import type { Desired } from './desired.js';
import type { DialectId } from './expression.js';
import { keyOf, showName } from './name.js';
import { type Problem, problem } from './problem.js';
import type { Column, Table } from './schema.js';
import type { DataType } from './type.js';

interface Target {
  readonly id: DialectId;
  readonly types: { readonly parse: (spelling: string) => DataType };
}

export const resolveNative = (target: Target, desired: Desired): Validated<Problem, Desired> => {
  const problems: Problem[] = [];
  const column = (table: Table, c: Column): Column => {
    if (c.type.kind !== 'Native') return c;
    const type = resolved(target, c.type);
    if (type !== null) return { ...c, type };
    const at = desired.positions[`${keyOf(table.name)}.${c.name}`] ?? null;
    problems.push(
      problem(
        'dialect.type',
        {
          type: c.name,
          dialect: target.id,
          why: `column ${c.name} of table ${showName(table.name)} is native elsewhere`,
        },
        at,
        `Add ${target.id}: to the column's native types, or a type: for the other engines.`,
      ),
    );
    return c;
  };
  const tables = desired.schema.tables.map((t) =>
    t.columns.some((c) => c.type.kind === 'Native') ? { ...t, columns: t.columns.map((c) => column(t, c)) } : t,
  );
  return problems.length > 0 ? left(problems) : right({ ...desired, schema: { ...desired.schema, tables } });
};

const resolved = (target: Target, type: Extract<DataType, { kind: 'Native' }>): DataType | null => {
  if (type.byEngine === undefined) return target.types.parse(type.spelling);
  const spelling = type.byEngine.spelling[target.id];
  return spelling === undefined ? type.byEngine.otherwise : target.types.parse(spelling);
};
