import { isNever } from '../dialect/probe.js';
import { E } from '../ir/expression.js';
import type { Finding } from '../plan/plan.js';
import { countWhere, fromTable, type Select } from '../sql/select.js';
import { type Answer, check, count, exact, finding, open, type Question, question, rows, rowsHave } from './check.js';
import type { Passes } from './facts/demand.js';
import { passDemands } from './facts/pass-demands.js';
import { list, typeWords } from './words.js';

const about = (d: Passes, select: Select): Select =>
  d.where === null ? select : { ...select, where: { kind: 'Holds', expr: d.where } };

/** Rows that the engine refuses; then, where the server itself can work the change out, its own word for it. */
const probe = (d: Passes): Question => {
  const { refused, value, trial } = d.outcome;
  const from = fromTable(d.origin);
  const worked: ReadonlyArray<Select> =
    trial && value !== null
      ? [about(d, { ...countWhere(from, null), columns: [{ as: 'worked', value: { kind: 'CountOf', expr: value } }] })]
      : [];
  if (refused !== null)
    return { ...question(about(d, countWhere(from, refused)), ...worked), trial: worked.length > 0 };
  if (worked.length > 0) return { ...question(...worked), trial: true };
  const present = d.value === null ? null : E.isNull(d.value, true);
  return {
    ...question(about(d, countWhere(from, present))),
    onlyZero: `no query can say which values become ${typeWords(d.to.type)}`,
  };
};

const becomes = (d: Passes): string => typeWords(d.to.type);

const judge = (code: string, d: Passes, a: Answer, may: string, remedy: string): Finding | null => {
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

const ofType = (d: Passes): boolean => d.by !== 'write' && d.labels === null;
/** The same kind of type, only smaller. */
const shrinks = (d: Passes): boolean => d.by === 'type' && d.from?.type.kind === d.to.type.kind;

export const changeType = check<Passes>({
  code: 'change-type',
  loses: false,
  page: {
    title: 'Values that cannot become the new type',
    why: 'A type change converts every value, by the rules of an assignment and not of a cast: PostgreSQL refuses a text that is too long where a cast would cut it, a strict MySQL refuses a text that is no number where a cast would give 0. One value that is refused makes the whole change fail.',
    fix: 'Say how old values become new ones (`using:`), correct the values first, or add a new column beside the old one and move in two phases.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => ofType(d) && !shrinks(d)),
  probe,
  judge: (d, a) =>
    judge(
      'change-type',
      d,
      a,
      `${d.column} becomes ${becomes(d)}: this fails when a value cannot be converted.`,
      `Correct these values of ${d.column} first, or say with using: how they are to be converted.`,
    ),
});

export const shrinkType = check<Passes>({
  code: 'shrink-type',
  loses: false,
  page: {
    title: 'Values that are too long or too large for the smaller type',
    why: 'A shorter length, a smaller integer or fewer digits refuses the values that do not fit; trailing blanks and digits behind the point may go without a word (that is `lossy-change`).',
    fix: 'Shorten the values first, or say with `using:` how.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => ofType(d) && shrinks(d)),
  probe,
  judge: (d, a) =>
    judge(
      'shrink-type',
      d,
      a,
      `${d.column} shrinks to ${becomes(d)}: this fails when a value does not fit.`,
      `Shorten these values of ${d.column} first, or say with using: how.`,
    ),
});

export const assignValue = check<Passes>({
  code: 'assign-value',
  loses: false,
  page: {
    title: 'Computed values that do not fit their column',
    why: 'A backfill or a generated column computes a value for every row. One that is too long, out of range or cannot be worked out makes the migration fail.',
    fix: 'Change the expression so that it fits for every row (for example with left(…, n) or coalesce), or widen the column.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => d.by === 'write'),
  probe,
  judge: (d, a) => {
    const remedy = `Make the expression of ${d.column} fit ${becomes(d)} for every row.`;
    const found = judge(
      'assign-value',
      d,
      a,
      `${d.column} is computed: this fails when a result does not fit ${becomes(d)}.`,
      remedy,
    );
    if (found === null || a.kind === 'Unknown') return found;
    const n = count(a);
    return n === 0
      ? { ...found, message: `The server cannot work out the value of ${d.column} for some row.` }
      : { ...found, message: `${rows(n)} would get a value for ${d.column} that does not fit ${becomes(d)}.` };
  },
});

export const removeEnumValue = check<Passes>({
  code: 'remove-enum-value',
  loses: false,
  page: {
    title: 'Rows that use an enum label which is taken away',
    why: 'A label that rows still use cannot go: PostgreSQL casts every row to the new type and stops at the first unknown label, a strict MySQL does the same, one that is not strict stores an empty text.',
    fix: 'Give the rows another label first.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => d.labels !== null),
  probe,
  judge: (d, a) => {
    const labels = (d.labels ?? []).map((l) => `'${l}'`);
    const which = labels.length === 0 ? 'labels of another enum' : list(labels);
    const place = { table: d.table, column: d.column };
    const remedy = `Give the rows of ${d.column} another label first.`;
    if (a.kind === 'Unknown')
      return finding(
        'remove-enum-value',
        'warn',
        place,
        `${d.column} loses ${which}: this fails when a row uses it.`,
        open(a),
        remedy,
      );
    const n = count(a);
    if (n === 0 && !a.refused) return null;
    return finding(
      'remove-enum-value',
      'error',
      place,
      `${n === 0 ? 'Some row uses' : `${rows(n)} ${n === 1 ? 'uses' : 'use'}`} a label that ${d.column} loses: ${which}.`,
      exact(Math.max(1, n)),
      remedy,
    );
  },
});

/** Rows that are converted without a word and do not come back the same. */
export const lossyChange = check<Passes>({
  code: 'lossy-change',
  loses: true,
  page: {
    title: 'Values that are changed without a word',
    why: 'A conversion that succeeds can still lose: decimals are rounded, a time of day or its zone is cut off, trailing blanks go, large numbers lose digits in a float, "007" becomes 7. The rows are counted whose value would not come back if the change were undone.',
    fix: 'Choose a type that holds the values, say with `using:` what is meant, or agree to the loss with --confirm TABLE.COLUMN.',
  },
  appliesTo: (facts) => passDemands(facts).filter((d) => d.by !== 'write' && !isSettled(d)),
  probe: (d) => {
    const { changed } = d.outcome;
    const from = fromTable(d.origin);
    if (changed !== null) return { ...question(about(d, countWhere(from, changed))), trial: true };
    const present = d.value === null ? null : E.isNull(d.value, true);
    return {
      ...question(about(d, countWhere(from, present))),
      onlyZero: `no query can say which values change when they become ${becomes(d)}`,
    };
  },
  judge: (d, a) => {
    const place = { table: d.table, column: d.column };
    const remedy = `Choose a type that holds the values of ${d.column}, or agree to the loss: --confirm ${d.table.name}.${d.column}.`;
    if (a.kind === 'Unknown')
      return finding(
        'lossy-change',
        'warn',
        place,
        `${d.column} becomes ${becomes(d)}: values may be changed on the way.`,
        open(a),
        remedy,
      );
    const n = count(a);
    // A value that is refused is not changed: change-type speaks of it.
    if (n === 0) return null;
    const message = `${rows(n)} would keep a changed value in ${d.column}: it does not come back from ${becomes(d)}.`;
    // With an expression of their own, people have said what they want.
    return finding('lossy-change', d.by === 'using' ? 'warn' : 'error', place, message, exact(n), remedy);
  },
});

const isSettled = (d: Passes): boolean => isNever(d.outcome.changed);
