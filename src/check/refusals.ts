/** What the checks on values that go into a column share: the question, and the words for its answer. */
import { columnsOf, E, type Expr } from '../ir/expression.js';
import type { Finding } from '../plan/plan.js';
import { countWhere, fromTable, type Select } from '../sql/select.js';
import { type Answer, count, exact, finding, open, type Question, question, rowsHave } from './check.js';
import type { Passes } from './facts/demand.js';
import { typeWords } from './words.js';

export const about = (d: Passes, select: Select): Select =>
  d.where === null ? select : { ...select, where: { kind: 'Holds', expr: d.where } };

/** Rows that have a value at all; an expression may make NULL of one that it refuses, so its columns are asked. */
export const present = (value: Expr | null): Expr | null => {
  if (value === null || value.kind === 'Column') return value === null ? null : E.isNull(value, true);
  const [first, ...rest] = (columnsOf(value) ?? []).map((name) => E.isNull(E.column(name), true));
  return first === undefined ? null : rest.reduce((a, b) => E.binary('or', a, b), first);
};

/** Rows that the engine refuses; then, where the server itself can work the change out, its own word for it. */
export const refusals = (d: Passes): Question => {
  const { refused, value, trial } = d.outcome;
  const from = fromTable(d.origin);
  const worked: ReadonlyArray<Select> =
    trial && value !== null
      ? [about(d, { ...countWhere(from, null), columns: [{ as: 'worked', value: { kind: 'CountOf', expr: value } }] })]
      : [];
  if (refused !== null)
    return { ...question(about(d, countWhere(from, refused)), ...worked), trial: worked.length > 0 };
  if (worked.length > 0) return { ...question(...worked), trial: true };
  return {
    ...question(about(d, countWhere(from, present(d.value)))),
    onlyZero: `no query can say which values become ${typeWords(d.to.type)}`,
  };
};

export const becomes = (d: Passes): string => typeWords(d.to.type);

export const judgeRefused = (code: string, d: Passes, a: Answer, may: string, remedy: string): Finding | null => {
  const place = { table: d.table, column: d.column };
  if (a.kind === 'Unknown') return finding(code, 'warn', place, may, open(a), remedy);
  const n = count(a);
  if (n > 0)
    return finding(
      code,
      'error',
      place,
      `${rowsHave(n)} a value in ${d.column} that cannot become ${becomes(d)}.`,
      exact(n),
      remedy,
    );
  return a.refused
    ? finding(
        code,
        'error',
        place,
        `Some value of ${d.column} cannot become ${becomes(d)}: the server refused to convert it.`,
        exact(1),
        remedy,
      )
    : null;
};

/** A change of a column's type, but for labels of an enum, which are counted by name. */
export const ofType = (d: Passes): boolean => d.by !== 'write' && d.labels === null;

/** The same kind of type, only smaller. */
export const shrinks = (d: Passes): boolean => d.by === 'type' && d.from?.type.kind === d.to.type.kind;
