/**
 * sql`…` → the engine's own text, which is read where the plan's engine is known. Columns become their names; anything
 * else that is put in would be a parameter, which no definition can have.
 * https://orm.drizzle.team/docs/sql
 */
import type { Expr } from '../../../ir/expression.js';
import { report, reportComputed, reportExpected, type Subject } from '../typescript/options.js';
import { showValue } from '../typescript/show.js';
import { isNothing, textOf, type Value } from '../typescript/value.js';
import { calledFunction, fromDrizzle } from './chain.js';
import type { Flavour } from './flavour.js';
import { columnOf, type World } from './world.js';

const isSql = (v: Value): boolean => fromDrizzle(v)?.name === 'sql';

const hint = 'Write it out in the template, or with sql.raw("…"): a definition takes no parameters.';

/** The text, or null when a part of it is not known, which is then reported. */
const sqlText = (world: World, flavour: Flavour, subject: Subject, v: Value): string | null => {
  if (v.kind === 'Tagged' && isSql(v.tag)) {
    const parts = v.values.map((value) => part(world, flavour, subject, value));
    return parts.some((p) => p === null) ? null : v.strings.map((s, i) => s + (parts[i] ?? '')).join('');
  }
  if (v.kind === 'Call' && v.callee.kind === 'Member' && isSql(v.callee.of)) {
    const text = textOf(v.args[0]);
    if (text !== null && v.callee.name === 'raw') return text;
    if (text !== null && v.callee.name === 'identifier') return flavour.quote(text);
  }
  // sql`…`.as<string>(), sql`…`.mapWith(Number): nothing that the engine sees.
  if (
    v.kind === 'Call' &&
    v.callee.kind === 'Member' &&
    (v.callee.name === 'mapWith' || v.callee.name === 'inlineParams')
  )
    return sqlText(world, flavour, subject, v.callee.of);
  return null;
};

const part = (world: World, flavour: Flavour, subject: Subject, v: Value): string | null => {
  const column = columnOf(world, v);
  if (column !== null) return flavour.quote(column.column.name);
  const table = world.tableOf(v);
  if (table !== null) return flavour.quote(table.name.name);
  const text = sqlText(world, flavour, subject, v);
  if (text !== null) return text;
  const what = `a part of ${subject.what}`;
  return v.kind === 'Literal'
    ? report(
        world.reporter,
        'spec.expected',
        v.at,
        { key: what, expected: 'a column', found: showValue(v), in: subject.entity },
        hint,
      )
    : reportComputed(world.reporter, { ...subject, what }, v, hint);
};

/** Conditions of the library, as it writes them. A value that is compared with would be a parameter. */
const conditionText = (world: World, flavour: Flavour, subject: Subject, v: Value): string | null => {
  const called = calledFunction(v);
  if (called === null || called.part !== '') return null;
  const parts = (): ReadonlyArray<string | null> =>
    called.args
      .filter((arg) => !isNothing(arg))
      .map((arg) => conditionText(world, flavour, subject, arg) ?? part(world, flavour, subject, arg));
  const suffix = Object.hasOwn(suffixes, called.name) ? suffixes[called.name] : undefined;
  const operator = Object.hasOwn(operators, called.name) ? operators[called.name] : undefined;
  if (suffix === undefined && operator === undefined && called.name !== 'not') return null;
  const texts = parts();
  if (texts.some((t) => t === null) || texts.length === 0) return null;
  if (suffix !== undefined) return `${texts[0] ?? ''} ${suffix}`;
  if (called.name === 'not') return `not (${texts[0] ?? ''})`;
  const joins = called.name === 'and' || called.name === 'or';
  return `${joins ? `(${texts.join(`) ${operator} (`)})` : texts.join(` ${operator} `)}`;
};

const suffixes: Readonly<Record<string, string>> = { isNull: 'is null', isNotNull: 'is not null' };
const operators: Readonly<Record<string, string>> = {
  and: 'and',
  or: 'or',
  eq: '=',
  ne: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

export const isSqlValue = (v: Value): boolean =>
  (v.kind === 'Tagged' && isSql(v.tag)) ||
  (v.kind === 'Call' && v.callee.kind === 'Member' && (isSql(v.callee.of) || isSqlValue(v.callee.of)));

export const native = (flavour: Flavour, text: string): Expr => ({
  kind: 'Native',
  text: Object.fromEntries(flavour.engines.map((engine) => [engine, text])),
});

/** An expression, given as a template; a function that returns one is asked for it. */
export const asExpr = (world: World, flavour: Flavour, subject: Subject, v: Value): Expr | null => {
  if (v.kind === 'Function') return asExpr(world, flavour, subject, v.apply([]));
  const before = world.reporter.problems.length;
  const text = sqlText(world, flavour, subject, v) ?? conditionText(world, flavour, subject, v);
  if (text !== null) return native(flavour, text);
  if (world.reporter.problems.length > before) return null;
  const condition = calledFunction(v);
  if (condition !== null && condition.part === '') {
    const said = { ...subject, what: `${condition.name}(…) as ${subject.what}` };
    return reportComputed(world.reporter, said, v, 'Write the condition as a template: sql`…`.');
  }
  return reportExpected(world.reporter, subject, v, 'sql`…`');
};
