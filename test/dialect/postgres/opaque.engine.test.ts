/** What the IR keeps as it is: found, tied to what it needs, its text good to make it again; never destroyed in silence. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compareText, qname, sameName, showName } from '../../../src/ir/name.js';
import { normalise } from '../../../src/ir/normalise.js';
import type { Opaque, Schema, Table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';
import type { AlterAction, Statement } from '../../../src/sql/ast.js';
import { type Scratch, scratch } from '../../support/engines.js';
import { dialectOf, majors, printed, servers } from './support.js';

const summary = (o: Opaque): string =>
  `${o.kind} ${showName(o.name)}${o.on === null ? '' : ` on ${showName(o.on)}`} <- ${[...o.dependsOn]
    .map((d) => `${showName(d.table)}(${d.columns === null ? '*' : d.columns.join(',')})`)
    .sort(compareText)
    .join(' ')}`;

const everything = `
CREATE SCHEMA app;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE DOMAIN positive AS int DEFAULT 1 NOT NULL CONSTRAINT above CHECK (VALUE > 0);
CREATE TYPE pair AS (a int, b text);
CREATE TYPE app."My Range" AS RANGE (subtype = int);
CREATE SEQUENCE free AS int START 5 INCREMENT 2;
CREATE TABLE t (id int PRIMARY KEY, a int, b text, c int, d int, p positive, r int4range);
CREATE TABLE app.t (id int, body text);
CREATE TABLE s (id int GENERATED ALWAYS AS IDENTITY (CACHE 20), n bigserial);
ALTER SEQUENCE s_n_seq MINVALUE -7;
ALTER TABLE t ADD CONSTRAINT apart EXCLUDE USING gist (a WITH =, r WITH &&);
CREATE VIEW v WITH (security_barrier=true) AS SELECT id, a FROM t WHERE b > 'x';
COMMENT ON VIEW v IS 'it''s a view';
COMMENT ON COLUMN v.a IS 'a column';
GRANT SELECT ON v TO PUBLIC;
CREATE VIEW "V 2" AS SELECT v.a, app.t.body FROM v JOIN app.t USING (id);
CREATE VIEW counted AS SELECT count(*) AS n FROM t;
CREATE MATERIALIZED VIEW m AS SELECT c FROM t;
CREATE UNIQUE INDEX m_c ON m (c);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION app.body() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t WHERE d > 1; END;
CREATE FUNCTION free_function(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER always BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER on_b BEFORE UPDATE OF b ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER when_c BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.c > 1) EXECUTE FUNCTION touch();
ALTER TABLE t DISABLE TRIGGER when_c;
CREATE TRIGGER instead INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION touch();
CREATE POLICY "own rows" ON t AS RESTRICTIVE FOR UPDATE TO postgres, PUBLIC USING (d > 0) WITH CHECK (d < (SELECT max(id) FROM app.t));
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE RULE quiet AS ON DELETE TO t WHERE OLD.c = 1 DO INSTEAD NOTHING;
CREATE STATISTICS together ON a, c FROM t;
CREATE INDEX sig ON t USING gist (r range_ops);
CREATE TABLE parent (x int);
CREATE TABLE child (y int) INHERITS (parent);
CREATE TABLE parts (k int, v text, PRIMARY KEY (k)) PARTITION BY RANGE (k);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
CREATE INDEX parts_v ON parts (v);
`;

const expected = [
  'domain positive <- ',
  'exclusion constraint apart on t <- t(a,r)',
  'function app.body() <- t(d)',
  'function touch() <- ',
  'index m_c on m <- m(*)',
  'inheritance child on child <- child(*) parent(*)',
  'materialized view m <- t(c)',
  'partitioning parts on parts <- parts(k)',
  'partitioning parts_1 on parts <- parts(*)',
  'policy own rows on t <- app.t(id) t(d)',
  'policy row level security of t on t <- t()',
  'rule quiet on t <- t(c)',
  'sequence free <- ',
  'sequence s_id_seq on s <- s(id)',
  'sequence s_n_seq on s <- s(n)',
  'statistics together on t <- t(a,c)',
  'trigger always on t <- t(*)',
  'trigger instead on v <- v(*)',
  'trigger on_b on t <- t(b)',
  'trigger when_c on t <- t(c)',
  'type app.My Range <- ',
  'type pair <- ',
  'view V 2 <- app.t(body,id) v(a,id)',
  'view counted <- t()',
  'view v <- t(a,b,id)',
];

const find = (s: Schema, name: string): Table => {
  const found = s.tables.find((t) => sameName(t.name, qname(name)));
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
};

describe.each(servers)('opaque objects · %s', (id) => {
  const d = dialectOf(majors[id]);
  let on: Scratch;
  beforeAll(async () => {
    on = await scratch(id);
  });
  afterAll(() => on.drop());
  beforeEach(async () => {
    await on.reset();
    await on.exec('DROP EXTENSION IF EXISTS btree_gist');
  });

  const legalise = (before: Schema, ...statements: ReadonlyArray<Statement>) =>
    d.legalise({ statements, before, after: before });

  const retyped = (before: Schema, table: string, column: string): Statement => {
    const t = find(before, table);
    const from = t.columns.find((c) => c.name === column);
    if (from === undefined) throw new Error(`no column ${column}`);
    const to = { ...from, type: T.integer(64) };
    const actions: ReadonlyArray<AlterAction> = [{ kind: 'AlterColumn', before: from, after: to, using: null }];
    const after = { ...t, columns: t.columns.map((c) => (c === from ? to : c)) };
    return { kind: 'AlterTable', before: t, after, actions };
  };
  const dropped = (before: Schema, table: string, column: string): Statement => {
    const t = find(before, table);
    const actions = t.columns.filter((c) => c.name === column).map((c) => ({ kind: 'DropColumn' as const, column: c }));
    return {
      kind: 'AlterTable',
      before: t,
      after: { ...t, columns: t.columns.filter((c) => c.name !== column) },
      actions,
    };
  };
  const refusals = (before: Schema, ...statements: ReadonlyArray<Statement>): ReadonlyArray<string> => {
    const legal = legalise(before, ...statements);
    return isLeft(legal) ? legal.left.map((p) => `${p.code} ${p.data['kind']} ${p.data['name']}`).sort() : [];
  };

  test('each is found with what it needs', async () => {
    await on.exec(everything);
    const read = await on.introspect();
    expect(read.opaque.map(summary).sort(compareText)).toEqual(expected);
    expect(read.tables.map((t) => showName(t.name)).sort()).toEqual(['app.t', 'child', 'parent', 'parts', 's', 't']);
    expect(find(read, 'parts').indexes.map((i) => i.name)).toEqual(['parts_v']);
    expect(find(read, 't').indexes.map((i) => i.name)).toEqual(['sig']);
    expect(d.physical(structuredClone(read))).toEqual(read);
  });

  test('definitions make the objects again', async () => {
    await on.exec(everything);
    const before = await on.introspect();
    const again = (kinds: ReadonlyArray<string>): ReadonlyArray<Opaque> =>
      before.opaque.filter((o) => kinds.includes(o.kind));
    await on.exec(`DROP VIEW "V 2"; DROP VIEW v; DROP VIEW counted; DROP MATERIALIZED VIEW m; DROP POLICY "own rows" ON t;
      DROP RULE quiet ON t; DROP TRIGGER always ON t; DROP TRIGGER on_b ON t; DROP TRIGGER when_c ON t; DROP FUNCTION app.body();
      DROP FUNCTION touch(); DROP STATISTICS together; ALTER TABLE t DROP CONSTRAINT apart; DROP SEQUENCE free; DROP TYPE pair;
      ALTER TABLE t DISABLE ROW LEVEL SECURITY; ALTER SEQUENCE s_id_seq CACHE 1; ALTER SEQUENCE s_n_seq MINVALUE 1`);
    const order = [
      'type',
      'sequence',
      'function',
      'view',
      'materialized view',
      'index',
      'trigger',
      'policy',
      'rule',
      'statistics',
      'exclusion constraint',
    ];
    for (const kind of order)
      for (const o of again([kind]).toSorted((a, b) => compareText(b.name.name, a.name.name)))
        for (const sql of o.definition) await on.exec(sql);
    expect(normalise(await on.introspect())).toEqual(normalise(before));
  });

  test('a type change takes plain views away and puts them back as they were', async () => {
    await on.exec(everything);
    await on.exec('DROP RULE quiet ON t; DROP MATERIALIZED VIEW m; ALTER TABLE t DROP CONSTRAINT apart');
    // Roles belong to the whole server: this one is named after the scratch database.
    const role = String((await on.query('SELECT current_database()::text AS n'))[0]?.['n']);
    await on.exec(`CREATE ROLE ${role}`);
    try {
      await on.exec(`GRANT CREATE ON SCHEMA public TO ${role}; ALTER VIEW v OWNER TO ${role};
        GRANT SELECT, UPDATE ON v TO postgres WITH GRANT OPTION; REVOKE DELETE ON v FROM ${role};
        ALTER VIEW v ALTER COLUMN a SET DEFAULT 4; GRANT SELECT, INSERT ON "V 2" TO ${role};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO ${role}, PUBLIC`);
      const rights = `SELECT relname::text AS n, pg_get_userbyid(relowner)::text AS owner,
        (SELECT json_agg(a::text ORDER BY a::text) FROM unnest(relacl) a)::text AS acl
        FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace ORDER BY 1`;
      const without = (text: string): string => text.replaceAll('bigint', 'integer');
      const before = await on.introspect();
      const [dump, held] = [await on.dump(), await on.query(rights)];
      expect(held.map((r) => r['acl'] !== null)).toEqual([true, false, true]);
      const sql = printed(d, [retyped(before, 't', 'a')], before, before);
      for (const text of ['BEGIN', ...sql, 'COMMIT']) await on.exec(text);
      const after = await on.introspect();
      expect(normalise(after).opaque).toEqual(normalise(before).opaque);
      expect(find(after, 't').columns.find((c) => c.name === 'a')?.type).toEqual(T.integer(64));
      expect(await on.query(rights)).toEqual(held);
      expect(without(await on.dump())).toBe(without(dump));
    } finally {
      await on.exec(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
    }
  });

  test('what a type change or a drop would need or take is refused by name', async () => {
    await on.exec(everything);
    const s = await on.introspect();
    expect(refusals(s, retyped(s, 't', 'c'))).toEqual([
      'plan.opaque materialized view m',
      'plan.opaque rule quiet',
      'plan.opaque trigger when_c',
    ]);
    expect(refusals(s, retyped(s, 't', 'd'))).toEqual([
      'plan.opaque function app.body()',
      'plan.opaque policy own rows',
    ]);
    expect(refusals(s, dropped(s, 't', 'a'))).toEqual([
      'plan.opaque exclusion constraint apart',
      'plan.opaque statistics together',
      'plan.opaque view v',
    ]);
    expect(refusals(s, dropped(s, 't', 'b'))).toEqual(['plan.opaque trigger on_b', 'plan.opaque view v']);
    expect(refusals(s, { kind: 'DropTable', table: find(s, 't') })).toEqual([
      'plan.opaque function app.body()',
      'plan.opaque materialized view m',
      'plan.opaque view counted',
      'plan.opaque view v',
    ]);
    expect(refusals(s, { kind: 'DropTable', table: find(s, 'parent') })).toEqual(['plan.opaque inheritance child']);
    expect(refusals(s, { kind: 'DropTable', table: find(s, 'parts') })).toEqual(['plan.opaque partitioning parts_1']);
    expect(refusals(s, dropped(s, 's', 'n'), { kind: 'DropTable', table: find(s, 's') })).toEqual([]);
    // A view whose text was read before a rename would make something else.
    await on.exec('DROP RULE quiet ON t; DROP MATERIALIZED VIEW m; ALTER TABLE t DROP CONSTRAINT apart');
    const calm = await on.introspect();
    expect(refusals(calm, retyped(calm, 't', 'a'))).toEqual([]);
    const noted: Schema = {
      ...calm,
      opaque: calm.opaque.map((o) =>
        o.name.name === 'v' ? { ...o, renamed: [{ table: qname('t'), column: 'old', to: 'a' }] } : o,
      ),
    };
    expect(refusals(noted, retyped(noted, 't', 'a'))).toEqual(['plan.opaque view v']);
  });
});
