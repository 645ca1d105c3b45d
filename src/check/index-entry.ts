import { E, type Expr } from '../ir/expression.js';
import type { QName } from '../ir/name.js';
import { countWhere, fromTable } from '../sql/select.js';
import { type Added, addedIndexes } from './added-indexes.js';
import { check, count, finding, open, question } from './check.js';
import { columnIn, overRows } from './facts/situation.js';

const partExpr = (p: Added['parts'][number]): Expr => (p.of.kind === 'Column' ? E.column(p.of.name) : p.of.expr);

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
    return addedIndexes(facts).flatMap((a): ReadonlyArray<Sized> => {
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
