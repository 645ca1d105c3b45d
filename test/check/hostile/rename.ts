/** A case with other names in it, wherever a name stands: nothing else of it changes. */
import type { Desired } from '../../../src/ir/desired.js';
import type { QName } from '../../../src/ir/name.js';
import type { Case } from '../case.js';

export interface Names {
  readonly table: (old: string) => QName;
  readonly column: (old: string) => string;
  /** Of a constraint, an index, or another object that belongs to a table. */
  readonly thing: (old: string) => string;
  readonly quote: (name: string) => string;
}

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (x: unknown): x is Plain => typeof x === 'object' && x !== null && !Array.isArray(x);

/** Keys under which a text, or a list of texts, is a column's name. */
const columns: ReadonlySet<string> = new Set(['column', 'columns', 'by', 'parentColumns']);
/** What has no names in it. */
const values: ReadonlySet<string> = new Set(['type', 'value', 'collation', 'dependsOn', 'definition']);

const isQName = (x: Plain): boolean => Object.keys(x).sort().join() === 'name,namespace';
/** A column, a part of a key, and an expression that is one. */
const isColumn = (x: Plain): boolean =>
  x['kind'] === 'Column' || ('nullable' in x && 'type' in x) || ('prefix' in x && 'order' in x && 'name' in x);

const walk = (x: unknown, n: Names, key = ''): unknown => {
  if (typeof x === 'string') return columns.has(key) ? n.column(x) : x;
  if (Array.isArray(x)) return x.map((each) => walk(each, n, key));
  if (!isPlain(x)) return x;
  if (isQName(x)) return n.table(String(x['name']));
  if (key === 'column' && 'from' in x) return { from: n.column(String(x['from'])), to: n.column(String(x['to'])) };
  const name = x['name'];
  const renamed =
    typeof name !== 'string' || x['kind'] === 'Call' ? name : isColumn(x) ? n.column(name) : n.thing(name);
  return Object.fromEntries(
    Object.entries(x).map(([k, v]) => [
      k,
      k === 'name' && typeof v === 'string' ? renamed : values.has(k) && !isPlain(v) ? v : walk(v, n, k),
    ]),
  );
};

const sqlName = (q: QName, quote: Names['quote']): string =>
  q.namespace === null ? quote(q.name) : `${quote(q.namespace)}.${quote(q.name)}`;

const row = (sql: string, n: Names): string =>
  sql.replace(
    /^INSERT INTO (\w+) \(([^)]*)\)/,
    (_, table: string, list: string) =>
      `INSERT INTO ${sqlName(n.table(table), n.quote)} (${list
        .split(', ')
        .map((c) => n.quote(n.column(c)))
        .join(', ')})`,
  );

export const renamed = (c: Case, n: Names): Pick<Case, 'before' | 'after' | 'rows'> => ({
  before: walk(c.before, n) as Case['before'],
  after: walk(c.after, n) as Desired,
  rows: c.rows.map((sql) => row(sql, n)),
});
