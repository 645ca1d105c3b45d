/** Every check, asked about things that are called as nobody should call them: it must find what it finds otherwise. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlanOptions, plan } from '../../../src/compile.js';
import type { Dialect } from '../../../src/dialect/dialect.js';
import { assess } from '../../../src/edge/assess.js';
import { type Desired, whole } from '../../../src/ir/desired.js';
import { type QName, qname, showName } from '../../../src/ir/name.js';
import { emptySchema, type Schema } from '../../../src/ir/schema.js';
import type { Finding, Plan } from '../../../src/plan/plan.js';
import { namesFor } from '../../emit/hostile-schemas.js';
import { describeEngines, type EngineId, type Scratch, scratch, showProblem } from '../../support/engines.js';
import { type Case, cases } from '../cases.js';
import { betweenPhases, large, moreRows, objects, silent, sqlName } from './objects.js';
import { type Names, renamed } from './rename.js';

/** Characters of a name that is made of another one; engines take 63 bytes and more. */
const room = 60;

const derived = (name: string, mark: string): string => {
  const kept: string[] = [];
  for (const c of name) {
    if (Buffer.byteLength([...kept, c, mark].join('')) > room) break;
    kept.push(c);
  }
  return `${kept.join('')}${mark}`;
};

const folded = (name: string): string => name.normalize('NFKC').toLowerCase();

/** The table t has the i-th name, its columns have others, everything else one made of them. */
const namesAt = (all: ReadonlyArray<string>, i: number, dialect: Dialect, namespace: string | null): Names => {
  const at = (k: number): string => all[k % all.length] ?? '';
  const own = at(i);
  const columns = new Map<string, string>();
  let next = i + 1;
  const column = (old: string): string => {
    const known = columns.get(old);
    if (known !== undefined) return known;
    const taken = new Set([...columns.values()].map(folded));
    while (taken.has(folded(at(next)))) next += 1;
    columns.set(old, at(next));
    next += 1;
    return column(old);
  };
  return {
    table: (old) => qname(old === 't' ? own : derived(own, ` ${old}${i}`), namespace),
    column,
    thing: (old) => derived(at(i + 3), ` ${old}${i}`),
    quote: dialect.quote,
  };
};

type Strategy = NonNullable<PlanOptions['strategy']>;

const same = (name: string): string => name;

interface Built {
  readonly before: Schema;
  readonly after: Desired;
  readonly rows: ReadonlyArray<string>;
  readonly objects: ReadonlyArray<string>;
}

const setOf = (c: Case, n: Names, dialect: Dialect): Built => {
  const words = {
    table: (old: string) => sqlName(n.table(old), n.quote),
    column: (old: string) => n.quote(n.column(old)),
    thing: (old: string) => n.quote(n.thing(old)),
  };
  return {
    ...renamed({ ...c, rows: [...c.rows, ...(moreRows[c.code] ?? [])] }, n),
    objects: objects[c.code]?.[dialect.id]?.(words) ?? [],
  };
};

const together = (sets: ReadonlyArray<Built>): Built => ({
  before: { ...emptySchema, tables: sets.flatMap((s) => s.before.tables) },
  after: {
    ...whole({ ...emptySchema, tables: sets.flatMap((s) => s.after.schema.tables) }),
    renames: sets.flatMap((s) => s.after.renames),
    data: sets.flatMap((s) => s.after.data),
  },
  rows: sets.flatMap((s) => s.rows),
  objects: sets.flatMap((s) => s.objects),
});

const planned = (from: Schema, to: Desired, dialect: Dialect, strategy: Strategy = 'single'): Plan => {
  const made = plan(whole(from), to, { dialect: dialect.id, serverVersion: dialect.version, strategy });
  if (made._tag === 'Left') throw new Error(made.left.slice(0, 3).map(showProblem).join('\n'));
  return made.right;
};

/** What a finding says of a table, but for its words. */
type Said = readonly [code: string, level: string, column: string | null, evidence: unknown];

const saidOf = (f: Finding, column: (name: string) => string = (name) => name): Said => [
  f.code,
  f.level,
  f.column === null ? null : column(f.column),
  f.evidence,
];

/** The statement of a remedy, where it has one. */
const repairOf = (f: Finding): string | null => {
  const [, proposed] = f.remedy?.split(/For example, which (?:deletes|empties)[^:]*: /) ?? [];
  return proposed ?? null;
};

/** The columns that the first of two phases makes are not there yet. */
const withoutNew = ({ before, after }: Built): Schema => {
  const made = new Set(after.renames.map((r) => JSON.stringify([r.table.from, r.column?.to])));
  return {
    ...before,
    tables: before.tables.map((t) => ({
      ...t,
      columns: t.columns.filter((c) => !made.has(JSON.stringify([t.name, c.name]))),
    })),
  };
};

/** So many names every check meets on every engine. */
const count = 210;

export const hostileNames = (engine: EngineId): void =>
  describeEngines(
    'hostile names',
    ({ dialect: id }) => {
      let db: Scratch;
      let dialect: Dialect;
      let names: ReadonlyArray<string>;
      beforeAll(async () => {
        db = await scratch(engine);
        dialect = (await db.database()).dialect;
        // What holds rows that were kept is never dropped before its day; what no key can point to is looked at apart.
        names = namesFor(dialect).filter(
          (name) => !name.startsWith('altair_kept_') && dialect.probe.refusesParent(name) === null,
        );
      });
      afterAll(() => db.drop());

      const judged = async (c: Case, built: Built): Promise<Plan> => {
        const begun = betweenPhases.has(c.code);
        const first = begun ? withoutNew(built) : built.before;
        const apply = async (p: Plan): Promise<void> => {
          for (const m of begun ? p.migrations.slice(0, 1) : p.migrations)
            await db.apply(m.up.flatMap((s) => s.statements));
        };
        await db.reset();
        await apply(planned(emptySchema, whole({ ...first, opaque: [] }), dialect));
        if (begun) {
          await apply(planned(await db.introspect(), built.after, dialect, 'two-phase'));
          // As rows are that were written past the triggers.
          await db.exec('SET session_replication_role = replica');
        }
        for (const sql of [...built.rows, ...built.objects]) await db.exec(sql);
        if (begun) await db.exec('SET session_replication_role = origin');
        const now = await db.introspect();
        const wanted = { ...built.after, schema: { ...built.after.schema, opaque: now.opaque } };
        return assess(planned(now, wanted, dialect, begun ? 'auto' : 'single'), await db.database(), {
          budget: 120_000,
          ...(large.has(c.code) ? { largeTable: 1 } : {}),
        });
      };

      const here = cases.filter((c) => c.only?.includes(id) ?? true);

      test('are enough', () => expect(names.length).toBeGreaterThanOrEqual(300));

      test.each(here.map((c, i) => [c.title, c, i] as const))('%s', { timeout: 600_000 }, async (_, c, nth) => {
        const plain = { table: (old: string) => qname(old), column: same, thing: same, quote: dialect.quote };
        const usual = await judged(c, setOf(c, plain, dialect));
        const expected = usual.findings;
        expect(expected.some((f) => f.code === c.code)).toBe(!(silent[c.title] ?? []).includes(id));
        // Each check has its turn with other names.
        const turn = Array.from({ length: Math.min(count, names.length) }, (_, i) => (i + nth * 31) % names.length);
        const sets = turn.map((i) => {
          const namespace = id === 'postgres' && i % 40 === 7 ? `${names[(i + 9) % names.length]}` : null;
          return namesAt(names, i, dialect, namespace);
        });
        const found = await judged(c, together(sets.map((n) => setOf(c, n, dialect))));
        expect(found.findings.length).toBe(expected.length * sets.length);
        const byTable = new Map<string, Finding[]>();
        for (const f of found.findings) {
          const key = f.table === null ? '' : showName(f.table);
          byTable.set(key, [...(byTable.get(key) ?? []), f]);
        }
        const tables = [...new Set(expected.flatMap((f) => (f.table === null ? [] : [f.table.name])))];
        for (const n of sets)
          for (const old of tables) {
            const about = (q: QName): boolean => q.name === old;
            const mine = byTable.get(showName(n.table(old))) ?? [];
            const theirs = expected.filter((f) => f.table !== null && about(f.table));
            expect([n.table(old), mine.map((f) => saidOf(f))]).toEqual([
              n.table(old),
              theirs.map((f) => saidOf(f, n.column)),
            ]);
          }
        const repairs = found.findings.flatMap((f) => repairOf(f) ?? []);
        expect(repairs.length).toBe(expected.filter((f) => repairOf(f) !== null).length * sets.length);
        if (repairs.length === 0) return;
        for (const sql of repairs) await db.exec(sql);
        const again = await assess(found, await db.database(), { budget: 120_000 });
        expect(again.findings.filter((f) => repairOf(f) !== null)).toEqual([]);
      });
    },
    [engine],
  );
