/** What really happened to the rows: none of it goes through the product's own counting. */
import type { Column } from '../../../src/ir/schema.js';
import type { Content } from '../../support/engines.js';
import type { Kept, Triple } from './bench.js';

type Row = Readonly<Record<string, string | null>>;

/** SQLite prints with quote(): texts in quotes, the rest bare. */
const plain = (value: string | null | undefined): string | null => {
  if (value === null || value === undefined || value === 'NULL') return null;
  return value.startsWith("'") && value.endsWith("'") ? value.slice(1, -1).replaceAll("''", "'") : value;
};

const isNumber = (c: Column): boolean =>
  c.type.kind === 'Integer' || c.type.kind === 'Decimal' || c.type.kind === 'Float' || c.type.kind === 'Year';
const isText = (c: Column): boolean => c.type.kind === 'Varchar' || c.type.kind === 'Text' || c.type.kind === 'Char';

/** Digits without sign of zero, padding or exponent: exact, not as a JavaScript number. */
const digits = (text: string): string | null => {
  const m = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\s*$/.exec(text);
  if (m === null || (m[2] === '' && (m[3] ?? '') === '')) return null;
  const [whole, part, exponent] = [m[2] ?? '', m[3] ?? '', Number(m[4] ?? '0')];
  const all = `${whole}${part}`.replace(/^0+/, '');
  const trimmed = all.replace(/0+$/, '');
  if (trimmed === '') return '0';
  return `${m[1] === '-' ? '-' : ''}${trimmed}e${exponent - part.length + (all.length - trimmed.length)}`;
};

const time = (text: string): string =>
  text
    .replace('T', ' ')
    .replace(/^(.*) BC$/, 'BC $1')
    .replace(/\+00(:00)?$/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/ 00:00:00$/, '');

const isMoment = (c: Column): boolean => c.type.kind === 'Date' || c.type.kind === 'DateTime' || c.type.kind === 'Time';

/** Does the value come out as it went in? */
export const sameValue = (
  before: string | null,
  after: string | null,
  k: Pick<Kept, 'from' | 'to'>,
  sqlite: boolean,
): boolean => {
  if (before === null || after === null) return before === after;
  if (before === after) return true;
  const { from, to } = k;
  if (to.type.kind === 'Boolean' || from.type.kind === 'Boolean') {
    // A 2 that becomes true does not come back.
    if (isNumber(from) && before !== '0' && before !== '1') return before === after;
    const truth = (v: string) => ['t', 'true', '1'].includes(v);
    return truth(before) === truth(after);
  }
  if (from.type.kind === 'Float' && from.type.bits === 32 && !sqlite)
    return Math.fround(Number(before)) === Math.fround(Number(after));
  if (isNumber(from) || isNumber(to)) {
    if (isText(from) && /^\s*([+-]?0\d|\+)/.test(before)) return false;
    // The float that is exactly this whole number, whatever digits it shows.
    if (from.type.kind === 'Integer' && to.type.kind === 'Float' && Number.isInteger(Number(after))) {
      const held = to.type.bits === 32 && !sqlite ? Math.fround(Number(after)) : Number(after);
      return BigInt(held) === BigInt(before);
    }
    const [a, b] = [digits(before), digits(after)];
    // What a single-precision float shows may hide what it does not hold.
    if (to.type.kind === 'Float' && to.type.bits === 32 && !sqlite && Math.fround(Number(before)) !== Number(before))
      return false;
    if (a !== null && a === b) return true;
    // A float shows no more digits than it takes.
    return from.type.kind === 'Float' && a !== null && b !== null && Number(before) === Number(after);
  }
  if (isMoment(from) || isMoment(to)) return time(before) === time(after);
  if (from.type.kind === 'Json' || to.type.kind === 'Json')
    return before.replace(/\s/g, '') === after.replace(/\s/g, '');
  // Braces, dashes and capitals are spelling.
  if (to.type.kind === 'Uuid') {
    const bare = (v: string): string => v.toLowerCase().replace(/[{}-]/g, '');
    return bare(before) === bare(after);
  }
  if (from.type.kind === 'Char') return before.replace(/ +$/, '') === after.replace(/ +$/, '');
  return false;
};

export interface Loss {
  readonly row: string;
  readonly what: string;
}

const byId = (rows: ReadonlyArray<Row> | undefined): ReadonlyMap<string, Row> =>
  new Map((rows ?? []).map((r) => [plain(r['id']) ?? '', r]));

/** Rows and values that were there and are not any more. */
export const losses = (t: Triple, before: Content, after: Content, sqlite: boolean): ReadonlyArray<Loss> => {
  const then = byId(after[t.tableAfter]);
  const lost: Loss[] = [];
  for (const [id, row] of byId(before['t'])) {
    const now = then.get(id);
    if (now === undefined) {
      if (t.clears) continue;
      lost.push({ row: id, what: 'the row' });
      continue;
    }
    for (const k of t.kept) {
      const [a, b] = [plain(row[k.from.name]), plain(now[k.to.name])];
      if (a === null && k.filled) continue;
      if (k.rewritten || (a !== null && b !== null && k.same?.(a, b) === true)) continue;
      if (!sameValue(a, b, k, sqlite)) lost.push({ row: id, what: `${k.from.name}: ${a} → ${b}` });
    }
    for (const c of t.dropped) {
      const a = plain(row[c.name]);
      if (a !== null) lost.push({ row: id, what: `${c.name}: ${a} dropped` });
    }
  }
  for (const [name, rows] of Object.entries(before)) {
    if (name === 't') continue;
    const left = after[name] ?? [];
    // What is called otherwise is looked for in t alone.
    const names = Object.keys(rows[0] ?? {}).filter((n) => left[0] === undefined || n in left[0]);
    const text = (r: Row): string => JSON.stringify(names.map((n) => r[n]));
    const now = new Set(left.map(text));
    const ours = t.before.tables.some((x) => x.name.name === name);
    // Partitions and children change with t: only their rows are counted.
    const gone = ours ? rows.filter((r) => !now.has(text(r))).length : t.clears ? 0 : rows.length - left.length;
    if (gone > 0) lost.push({ row: '*', what: `${gone} of table ${name}` });
  }
  return lost;
};
