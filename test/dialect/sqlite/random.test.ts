/**
 * Random changes on every library at hand, each planned for its own version: the newest ALTERs on the newest library,
 * rebuilds on the old one. (The engine tests plan for a library older than the driver's.)
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan } from '../../../src/compile.js';
import { type Desired, whole } from '../../../src/ir/desired.js';
import { differingTables } from '../../../src/ir/equal.js';
import { emptySchema, type Schema } from '../../../src/ir/schema.js';
import type { Plan } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { rowsFor } from '../../support/schema/rows.js';
import { build, recipes, runs } from '../../support/schema-gen.js';
import { type Library, libraries, read } from './support/library.js';
import { session } from './support/session.js';

const planned = (library: Library, from: Schema, to: Desired): Plan => {
  const made = plan(whole(from), to, { dialect: 'sqlite', serverVersion: library.version, strategy: 'single' });
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  return made.right;
};
const up = (p: Plan) => session(p.migrations.flatMap((m) => m.up.flatMap((s) => s.statements)));
const down = (p: Plan) => session(p.migrations.flatMap((m) => m.down.flatMap((s) => s.statements)));

const count = (h: ReturnType<Library['open']>, s: Schema) =>
  s.tables.map((t) => h.rows(`SELECT count(*) AS n FROM "${t.name.name.split('"').join('""')}"`)[0]);

describe.each(libraries().map((l) => [l.version.text, l] as const))(
  'random changes on SQLite %s',
  (_, library: Library) => {
    // The old library is a program that is started for each question.
    const many = library.version.minor >= 53 ? 300 : 15;
    it(`${many} pairs go there and back`, { timeout: 300_000 }, () => {
      fc.assert(
        fc.property(recipes(), (recipe) => {
          const pair = build('sqlite', recipe);
          const h = library.open();
          let sql: ReadonlyArray<string> = [];
          try {
            h.run(up(planned(library, emptySchema, whole(pair.before))));
            h.run(rowsFor(pair));
            const from = read(h, library.dialect);
            const p = planned(library, from, pair.after);
            sql = up(p);
            h.run(sql);
            const there = read(h, library.dialect);
            expect(differingTables(there, p.to)).toEqual([]);
            expect(h.rows('PRAGMA foreign_key_check')).toEqual([]);
            const rows = count(h, there);
            sql = down(p);
            h.run(sql);
            if (p.migrations.some((m) => m.irreversible.length > 0)) return;
            const back = read(h, library.dialect);
            expect(differingTables(back, from)).toEqual([]);
            if (pair.before.tables.length === pair.after.schema.tables.length)
              expect(count(h, back).length).toBe(rows.length);
          } catch (e) {
            throw new Error(
              `${e instanceof Error ? e.message : String(e)}\n${pair.changes.join(', ')}\n${sql.join(';\n')}`,
            );
          } finally {
            h.close();
          }
        }),
        runs(many),
      );
    });
  },
);
