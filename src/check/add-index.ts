import { E, type Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import type { IndexPart } from '../ir/schema.js';
import { countWhere, fromTable } from '../sql/select.js';
import { check, count, exact, finding, open, question } from './check.js';
import type { PlanFacts } from './facts/facts.js';
import { columnIn, overRows, standing } from './facts/situation.js';
import type { Standing } from './facts/standings.js';

interface Indexed {
  readonly table: QName;
  readonly origin: QName;
  readonly name: string | null;
  readonly exprs: ReadonlyArray<Expr>;
}

interface Added {
  readonly table: QName;
  readonly name: string | null;
  readonly parts: ReadonlyArray<Pick<IndexPart, 'of' | 'prefix'>>;
  readonly where: Expr | null;
  readonly tree: boolean;
  readonly at: Standing;
}

const added = (facts: PlanFacts): ReadonlyArray<Added> =>
  facts.events.flatMap(({ intent: i, after }): ReadonlyArray<Added> => {
    if (i.kind !== 'AddIndex' && i.kind !== 'AddUnique' && i.kind !== 'SetPrimaryKey') return [];
    const s = standing(after, i.table);
    if (s === null) return [];
    const of = (name: string): Pick<IndexPart, 'of' | 'prefix'> => ({ of: { kind: 'Column', name }, prefix: null });
    const common = { table: i.table, where: null, tree: true, at: s };
    if (i.kind === 'AddUnique') return [{ ...common, name: i.unique.name, parts: i.unique.columns.map(of) }];
    if (i.kind === 'SetPrimaryKey')
      return i.to === null ? [] : [{ ...common, name: i.to.name, parts: i.to.columns.map((c) => of(c.name)) }];
    const { index } = i;
    return [{ ...common, name: index.name, parts: index.parts, where: index.where, tree: index.method === 'btree' }];
  });

const partExpr = (p: Added['parts'][number]): Expr => (p.of.kind === 'Column' ? E.column(p.of.name) : p.of.expr);

/** Expressions that the server works out for every row. */
const worked = (a: Added): ReadonlyArray<Expr> => [
  ...a.parts.flatMap((p) => (p.of.kind === 'Expression' ? [p.of.expr] : [])),
  ...(a.where === null ? [] : [a.where]),
];

export const addIndex = check<Indexed>({
  code: 'add-index',
  loses: false,
  page: {
    title: 'An index expression that cannot be worked out for some row',
    why: 'An index over an expression, or with a predicate, works it out for every row that is there. A division by zero or a text that is no number makes CREATE INDEX fail.',
    fix: 'Write the expression so that it gives a value or NULL for every row.',
  },
  appliesTo: (facts) =>
    added(facts).flatMap((a) => {
      const exprs = worked(a).map((e) => overRows(e, a.at));
      const { origin } = a.at;
      const known = exprs.filter((e) => e !== null);
      return origin === null || exprs.length === 0 || known.length < exprs.length
        ? []
        : [{ table: a.table, origin, name: a.name, exprs: known }];
    }),
  probe: (d) => ({
    ...question({
      ...countWhere(fromTable(d.origin), null),
      columns: d.exprs.map((expr, i) => ({ as: `e${i}`, value: { kind: 'CountOf', expr } })),
    }),
    trial: true,
  }),
  judge: (d, a) => {
    const place = { table: d.table, column: null };
    const name = d.name === null ? 'the index' : `the index ${d.name}`;
    const remedy = 'Write the expression so that it gives a value or NULL for every row.';
    if (a.kind === 'Unknown')
      return finding(
        'add-index',
        'warn',
        place,
        `${name} works out an expression for every row: this fails when one cannot be.`,
        open(a),
        remedy,
      );
    return a.refused
      ? finding('add-index', 'error', place, `The server cannot work out ${name} for some row.`, exact(1), remedy)
      : null;
  },
});

interface Sized {
  readonly table: QName;
  readonly origin: QName;
  readonly name: string | null;
  readonly over: Expr;
}

export const indexEntry = check<Sized>({
  code: 'index-entry',
  loses: false,
  page: {
    title: 'Values that may be too long for an index',
    why: 'PostgreSQL refuses a B-tree entry of more than 2,704 bytes. Long texts are compressed first, so whether one fits is known only when the index is built.',
    fix: 'Index a hash or the beginning of the text, or use another kind of index.',
  },
  appliesTo: (facts) => {
    const { entry } = facts.dialect.probe;
    if (entry === null) return [];
    return added(facts).flatMap((a): ReadonlyArray<Sized> => {
      const { origin } = a.at;
      const sizes = a.parts.flatMap((p) => {
        const column = p.of.kind === 'Column' ? columnIn(a.at, p.of.name) : null;
        if (column !== null && entry.fixed(column.type)) return [];
        const value = overRows(partExpr(p), a.at);
        return value === null ? [] : [E.call('coalesce', entry.sizeOf(value), E.number(0))];
      });
      const [first, ...rest] = sizes;
      if (!a.tree || origin === null || first === undefined) return [];
      const total = rest.reduce((x, y) => E.binary('+', x, y), first);
      return [{ table: a.table, origin, name: a.name, over: E.binary('>', total, E.number(entry.bytes)) }];
    });
  },
  probe: (d) => ({ ...question(countWhere(fromTable(d.origin), d.over)), trial: true }),
  judge: (d, a) => {
    const place = { table: d.table, column: null };
    const name = d.name === null ? 'the index' : `the index ${d.name}`;
    const says = `${name} holds texts of any length: this fails when one is too long for an entry.`;
    if (a.kind === 'Unknown')
      return a.asked
        ? finding('index-entry', 'warn', place, says, open(a))
        : finding('index-entry', 'info', place, says, open(a));
    const n = count(a);
    return n === 0
      ? null
      : finding(
          'index-entry',
          'warn',
          place,
          `${n} row${n === 1 ? '' : 's'} may be too long for ${name}.`,
          { kind: 'unknown', why: 'long values are compressed before they are measured' },
          'Index a hash or the beginning of the text instead.',
        );
  },
});
