/**
 * Changes that take two phases, each of columns and tables that were there from the beginning: a column or a table under
 * another name, a type that not every value bears, one column that becomes two, two that become one.
 */
import type { DataRule } from '../../../src/ir/desired.js';
import { E, type Expr } from '../../../src/ir/expression.js';
import type { QName } from '../../../src/ir/name.js';
import { type Column, column, type Schema, type Table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { mutations, renameWith } from './mutate.js';
import { isOld } from './mutation.js';
import type { Maker } from './parts.js';
import { isFree, originOf, type State, usesOf, withOrigin, withTable } from './state.js';

export interface Phased {
  readonly before: Schema;
  readonly state: State;
  readonly data: ReadonlyArray<DataRule>;
}

type Change = (m: Maker, p: Phased) => Phased;

/** In its first name still, so that nothing else has begun with it. */
const isUntouched = (p: Phased, t: Table, c: Column): boolean =>
  isOld(p.state, t) &&
  originOf(p.state, t.name).columns[c.name] === c.name &&
  c.identity === null &&
  c.generated === null &&
  c.onUpdate === null;

const oldTable = (m: Maker, p: Phased, has: (t: Table) => boolean): Table | undefined =>
  m.rng.maybe(p.state.schema.tables.filter((t) => isOld(p.state, t) && has(t)));

const renamed: Change = (m, p) => {
  const fits = (t: Table) =>
    t.columns.filter((c) => {
      const u = usesOf(p.state.schema, t, c.name);
      return isUntouched(p, t, c) && !u.primaryKey && !u.referenced && !u.generated;
    });
  const t = oldTable(m, p, (x) => fits(x).length > 0);
  const c = t && m.rng.maybe(fits(t));
  if (t === undefined || c === undefined) return p;
  const to = m.name(m.rng);
  return { ...p, state: renameWith(p.state, t, (name) => (name === c.name ? to : name)) };
};

const retyped: Change = (m, p) => ({ ...p, state: mutations['changeType']?.(m, p.state) ?? p.state });

const moved: Change = (m, p) => {
  // What is said of rows is said of the table under its last name.
  const said = (t: QName): boolean => p.data.some((d) => 'table' in d && d.table.name === t.name);
  const next = mutations['renameTable']?.(m, p.state) ?? p.state;
  const names = new Set(next.schema.tables.map((t) => t.name.name));
  return p.state.schema.tables.some((t) => !names.has(t.name.name) && said(t.name)) ? p : { ...p, state: next };
};

const isText = (c: Column | undefined): boolean => c?.type.kind === 'Varchar' || c?.type.kind === 'Text';

const textsOf = (p: Phased, t: Table): ReadonlyArray<Column> =>
  t.columns.filter(
    (c) =>
      isText(c) &&
      // Its values are read as what they were.
      isText(
        p.before.tables
          .find((o) => o.name.name === originOf(p.state, t.name).table?.name)
          ?.columns.find((o) => o.name === c.name),
      ) &&
      isUntouched(p, t, c) &&
      isFree(p.state.schema, t, c) &&
      !c.invisible,
  );

/** The columns that go and those that come instead, with what each is worth in the others. */
const replaced = (
  p: Phased,
  t: Table,
  gone: ReadonlyArray<readonly [Column, DataRule]>,
  come: ReadonlyArray<readonly [Column, DataRule]>,
): Phased => {
  const names = new Set(gone.map(([c]) => c.name));
  const origin = originOf(p.state, t.name);
  const columns = Object.fromEntries(Object.entries(origin.columns).filter(([now]) => !names.has(now)));
  const next = withTable(p.state, t.name, (x) => ({
    ...x,
    columns: [...x.columns.filter((c) => !names.has(c.name)), ...come.map(([c]) => c)],
  }));
  return {
    ...p,
    state: withOrigin(next, t.name, { ...origin, columns }),
    data: [...p.data, ...[...gone, ...come].map(([, rule]) => rule)],
  };
};

type Rule = Extract<DataRule, { kind: 'Backfill' | 'Restore' }>;

const rule = (kind: Rule['kind'], t: Table, c: string, value: Expr): Rule => ({
  kind,
  table: t.name,
  column: c,
  value,
  at: null,
});

const split: Change = (m, p) => {
  const t = oldTable(m, p, (x) => textsOf(p, x).length > 0 && x.columns.length > 2);
  const c = t && m.rng.maybe(textsOf(p, t));
  if (t === undefined || c === undefined) return p;
  const [head, tail] = [m.name(m.rng), m.name(m.rng)];
  const made = (name: string) => column(name, c.type, { nullable: true, charset: c.charset, collation: c.collation });
  const cut = (...at: ReadonlyArray<number>): Expr => E.call('substr', E.column(c.name), ...at.map(E.number));
  return replaced(
    p,
    t,
    [[c, rule('Restore', t, c.name, E.binary('||', E.column(head), E.column(tail)))]],
    [
      [made(head), rule('Backfill', t, head, cut(1, 2))],
      [made(tail), rule('Backfill', t, tail, cut(3))],
    ],
  );
};

const merged: Change = (m, p) => {
  const t = oldTable(m, p, (x) => textsOf(p, x).length > 1 && x.columns.length > 3);
  const [a, b] = t === undefined ? [] : m.rng.some(textsOf(p, t), 2);
  if (t === undefined || a === undefined || b === undefined) return p;
  const both = m.name(m.rng);
  const part = (n: number): Expr => E.call('split_part', E.column(both), E.string('/'), E.number(n));
  // One that is NULL must not take the other with it.
  const text = (c: Column): Expr =>
    c.nullable ? E.call('coalesce', E.column(c.name), E.string('')) : E.column(c.name);
  const value = E.binary('||', E.binary('||', text(a), E.string('/')), text(b));
  return replaced(
    p,
    t,
    [
      [a, rule('Restore', t, a.name, part(1))],
      [b, rule('Restore', t, b.name, part(2))],
    ],
    [[column(both, T.text(), { nullable: true }), rule('Backfill', t, both, value)]],
  );
};

const changes: ReadonlyArray<Change> = [renamed, renamed, retyped, retyped, moved, split, merged];

/** One to three of them. */
export const inTwoPhases = (m: Maker, s: State, before: Schema): Phased => {
  const picked = Array.from({ length: 1 + m.rng.int(3) }, () => m.rng.pick(changes));
  const made = picked.reduce<Phased>((p, change) => change(m, p), { before, state: s, data: [] });
  return made.state === s ? renamed(m, made) : made;
};
