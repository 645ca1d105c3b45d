/** Statements of the old and the new release, each with what it must make of the rows. */
import type { DialectId } from '../../../src/ir/expression.js';
import type { Random } from '../../support/schema/random.js';
import type { Model } from './model.js';
import type { Row, Scenario, Side, Value } from './scenario.js';

export type Rows = ReadonlyMap<string, Row>;

export interface Write {
  readonly sql: string;
  readonly rows: Rows;
}

export interface Words {
  readonly dialect: DialectId;
  readonly quote: (name: string) => string;
  readonly text: (value: string) => string;
}

export const writers = (s: Scenario, model: Model, w: Words) => {
  const literal = (v: Value): string => (v === null ? 'NULL' : w.text(v));
  const names = (row: Row): string => Object.keys(row).map(w.quote).join(', ');
  const values = (row: Row): string => Object.values(row).map(literal).join(', ');
  const sets = (row: Row): string =>
    Object.entries(row)
      .map(([c, v]) => `${w.quote(c)} = ${literal(v)}`)
      .join(', ');
  const withRow = (rows: Rows, id: string, row: Row): Rows => new Map([...rows, [id, row]]);
  const put = (rows: Rows, id: string, given: Row): Rows => withRow(rows, id, { id, ...model.inserted(given) });
  const change = (rows: Rows, id: string, set: Row): Rows => {
    const before = rows.get(id);
    return before === undefined ? rows : withRow(rows, id, { ...model.updated(before, set), id });
  };

  /** Some columns may be left out when the release knows a default for them. */
  const insertable = (rng: Random, side: Side): Row => {
    const made = side.make(rng);
    const free = side.columns.filter((c) => c.default !== null || (side === s.old && c.nullable)).map((c) => c.name);
    const out = free.length > 0 && rng.once(4) ? rng.some(free, 1) : [];
    return Object.fromEntries(Object.entries(made).filter(([c]) => !out.includes(c)));
  };

  return (rng: Random, rows: Rows, fresh: () => string): Write => {
    const side = rng.once(2) ? s.old : s.fresh;
    const ids = [...rows.keys()];
    const id = rng.maybe(ids) ?? '0';
    const other = (s.others ?? []).map((c) => c.name);
    switch (rng.int(11)) {
      case 0:
      case 1: {
        const [given, n] = [insertable(rng, side), fresh()];
        const row = { id: n, ...given };
        return { sql: `INSERT INTO t (${names(row)}) VALUES (${values(row)})`, rows: put(rows, n, given) };
      }
      case 2: {
        const given = [side.make(rng), side.make(rng), side.make(rng)].map((r) => [fresh(), r] as const);
        const [head] = given;
        return {
          sql: `INSERT INTO t (${names({ id: '', ...head?.[1] })}) VALUES ${given.map(([n, r]) => `(${values({ id: n, ...r })})`).join(', ')}`,
          rows: given.reduce((all, [n, r]) => put(all, n, r), rows),
        };
      }
      case 3: {
        // INSERT … SELECT from the table itself, by what the release knows of it.
        const from = rows.get(id);
        if (from === undefined) break;
        const n = fresh();
        const columns = side.columns.map((c) => c.name);
        const given = Object.fromEntries(columns.map((c) => [c, from[c] ?? null]));
        if (side.columns.some((c) => c.name in given && given[c.name] === null && !c.nullable)) break;
        return {
          sql: `INSERT INTO t (id, ${columns.map(w.quote).join(', ')}) SELECT ${n}, ${columns.map(w.quote).join(', ')} FROM t WHERE id = ${id}`,
          rows: put(rows, n, given),
        };
      }
      case 4: {
        const given = side.make(rng);
        if (Object.values(given).includes(null)) break;
        const row = { id, ...given };
        const columns = Object.keys(given).map(w.quote);
        const head = `INSERT INTO t (${names(row)}) VALUES (${values(row)})`;
        const sql =
          w.dialect === 'mysql' || w.dialect === 'mariadb'
            ? `${head} ON DUPLICATE KEY UPDATE ${columns.map((c) => `${c} = VALUES(${c})`).join(', ')}`
            : `${head} ON CONFLICT (id) DO UPDATE SET ${columns.map((c) => `${c} = excluded.${c}`).join(', ')}`;
        return { sql, rows: rows.has(id) ? change(rows, id, given) : put(rows, id, given) };
      }
      case 5: {
        if (w.dialect === 'postgres') break;
        const given = side.make(rng);
        return {
          sql: `REPLACE INTO t (${names({ id, ...given })}) VALUES (${values({ id, ...given })})`,
          rows: put(rows, id, given),
        };
      }
      case 6: {
        const left = new Map(rows);
        left.delete(id);
        return { sql: `DELETE FROM t WHERE id = ${id}`, rows: left };
      }
      case 7: {
        const set =
          other.length > 0 ? { [other[0] ?? '']: rng.pick(['Dr', 'Mx', 'Sir']) } : { note: rng.pick(['a', 'b']) };
        return { sql: `UPDATE t SET ${sets(set)} WHERE id = ${id}`, rows: change(rows, id, set) };
      }
      case 8: {
        const set = { ...s.old.make(rng), ...s.fresh.make(rng) };
        return { sql: `UPDATE t SET ${sets(set)} WHERE id = ${id}`, rows: change(rows, id, set) };
      }
      case 9: {
        const set = side.make(rng);
        const some = rng.some(ids, 3);
        if (some.length === 0) break;
        return {
          sql: `UPDATE t SET ${sets(set)} WHERE id IN (${some.join(', ')})`,
          rows: some.reduce((all, n) => change(all, n, set), rows),
        };
      }
    }
    const set = side.make(rng);
    return { sql: `UPDATE t SET ${sets(set)} WHERE id = ${id}`, rows: change(rows, id, set) };
  };
};
