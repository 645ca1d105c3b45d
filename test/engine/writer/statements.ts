/** Random statements of a release, each with what it must make of the rows. */
import type { DialectId } from '../../../src/ir/expression.js';
import type { Random } from '../../support/schema/random.js';
import type { Row, Value } from './case.js';
import { cellOf, type Known, type Model, type Release } from './model.js';

export type Rows = ReadonlyMap<number, Row>;

export interface Write {
  readonly sql: string;
  readonly rows: Rows;
}

export interface Words {
  readonly dialect: DialectId;
  readonly quote: (name: string) => string;
  readonly text: (value: string) => string;
}

/** A value, or the word DEFAULT for the one the column starts with. */
type Said = { readonly column: Known; readonly value: Value; readonly byDefault: boolean };

export const writerOf = (model: Model, w: Words, fresh: () => number) => {
  const mysql = w.dialect === 'mysql' || w.dialect === 'mariadb';
  const literal = (s: Said): string => (s.byDefault ? 'DEFAULT' : s.value === null ? 'NULL' : w.text(s.value));
  const rowOf = (said: ReadonlyArray<Said>): Row => Object.fromEntries(said.map((s) => [s.column.key, s.value]));
  const names = (said: ReadonlyArray<Said>): string => ['id', ...said.map((s) => w.quote(s.column.sql))].join(', ');
  const values = (id: number, said: ReadonlyArray<Said>): string =>
    `(${[String(id), ...said.map(literal)].join(', ')})`;
  const sets = (said: ReadonlyArray<Said>): string =>
    said.map((s) => `${w.quote(s.column.sql)} = ${literal(s)}`).join(', ');
  const put = (rows: Rows, id: number, given: Row): Rows => new Map([...rows, [id, model.inserted(given)]]);
  const change = (rows: Rows, id: number, set: Row): Rows => {
    const before = rows.get(id);
    return before === undefined ? rows : new Map([...rows, [id, model.updated(before, set)]]);
  };

  return (rng: Random, r: Release, rows: Rows): Write => {
    const t = w.quote(r.table);
    const ids = [...rows.keys()];
    const own = rng.maybe(ids) ?? 0;
    const say =
      (id: number) =>
      (column: Known): Said => {
        const start = column.cell.start;
        const byDefault = w.dialect !== 'sqlite' && start !== undefined && rng.once(8);
        return { column, value: byDefault ? start : column.cell.make(rng, id), byDefault };
      };
    const all = (id: number): ReadonlyArray<Said> => r.columns.map(say(id));
    const some = (id: number): ReadonlyArray<Said> =>
      all(id).filter((s) => s.column.cell.start === undefined || !rng.once(3));
    const few = (id: number): ReadonlyArray<Said> => rng.some(r.columns, 1 + rng.int(2)).map(say(id));
    const insert = (id: number, said: ReadonlyArray<Said>): string =>
      `INSERT INTO ${t} (${names(said)}) VALUES ${values(id, said)}`;

    switch (rng.int(12)) {
      case 0:
      case 1: {
        const id = fresh();
        const said = some(id);
        return { sql: insert(id, said), rows: put(rows, id, rowOf(said)) };
      }
      case 2: {
        const given = [fresh(), fresh(), fresh()].map((id) => [id, all(id)] as const);
        const [head] = given;
        return {
          sql: `INSERT INTO ${t} (${names(head?.[1] ?? [])}) VALUES ${given.map(([id, s]) => values(id, s)).join(', ')}`,
          rows: given.reduce((now, [id, s]) => put(now, id, rowOf(s)), rows),
        };
      }
      case 3: {
        // A copy of a row, by what the release knows of it; what must be the row's own is made.
        const from = rows.get(own);
        if (from === undefined) break;
        const id = fresh();
        const unique = r.columns.filter((c) => c.sql === 'mail' || c.sql === 'email').map(say(id));
        const copied = r.columns.filter((c) => !unique.some((u) => u.column === c));
        const list = [...copied.map((c) => w.quote(c.sql)), ...unique.map((u) => w.quote(u.column.sql))];
        const picked = [...copied.map((c) => w.quote(c.sql)), ...unique.map((u) => w.text(u.value ?? ''))];
        const given = {
          ...Object.fromEntries(copied.map((c) => [c.key, cellOf(from, c.key)])),
          ...rowOf(unique.map((u) => ({ ...u, byDefault: false }))),
        };
        return {
          sql: `INSERT INTO ${t} (id, ${list.join(', ')}) SELECT ${id}, ${picked.join(', ')} FROM ${t} WHERE id = ${own}`,
          rows: put(rows, id, given),
        };
      }
      case 4:
      case 5: {
        if (!r.upserts) break;
        const id = ids.length === 0 || rng.once(3) ? fresh() : own;
        const said = all(id).map((s) => ({ ...s, byDefault: false }));
        const columns = said.map((s) => w.quote(s.column.sql));
        const sql = mysql
          ? `${insert(id, said)} ON DUPLICATE KEY UPDATE ${columns.map((c) => `${c} = VALUES(${c})`).join(', ')}`
          : `${insert(id, said)} ON CONFLICT (id) DO UPDATE SET ${columns.map((c) => `${c} = excluded.${c}`).join(', ')}`;
        return { sql, rows: rows.has(id) ? change(rows, id, rowOf(said)) : put(rows, id, rowOf(said)) };
      }
      case 6: {
        if (w.dialect === 'postgres') break;
        const id = ids.length === 0 || rng.once(3) ? fresh() : own;
        const said = all(id);
        return { sql: insert(id, said).replace('INSERT', 'REPLACE'), rows: put(rows, id, rowOf(said)) };
      }
      case 7: {
        const left = new Map(rows);
        left.delete(own);
        return { sql: `DELETE FROM ${t} WHERE id = ${own}`, rows: left };
      }
      case 8: {
        const said = few(own).filter((s) => s.column.sql !== 'mail' && s.column.sql !== 'email');
        const many = rng.some(ids, 4);
        if (said.length === 0 || many.length === 0) break;
        return {
          sql: `UPDATE ${t} SET ${sets(said)} WHERE id IN (${many.join(', ')})`,
          rows: many.reduce((now, id) => change(now, id, rowOf(said)), rows),
        };
      }
    }
    const said = few(own);
    return { sql: `UPDATE ${t} SET ${sets(said)} WHERE id = ${own}`, rows: change(rows, own, rowOf(said)) };
  };
};
