/** What only PostgreSQL has: sequences, deferred work, rules, partitions, exclusion constraints, parts of foreign keys. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  type Column,
  check,
  column,
  foreignKey,
  type Identity,
  index,
  indexPart,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { addColumn, type Family, key, type Pool } from './bench.js';
import { pool, withNull } from './pools.js';
import { indexKinds, manyTypes, n, nine, nullable, only } from './postgres-type-families.js';

const t = qname('t');

/** Columns that number themselves, near the end of their sequence or of their type. */
const sequences = only((b) => {
  const name = b.name('n');
  const bits = b.rng.pick([16, 32, 64] as const);
  const identity = (more: Partial<Extract<Identity, { kind: 'Identity' }>> = {}): Identity => ({
    kind: 'Identity',
    generation: b.rng.pick(['always', 'by default']),
    start: null,
    increment: null,
    ...more,
  });
  const serial: Identity = { kind: 'Serial', sequence: null };
  const style = b.rng.int(5);
  // A new one numbers the rows that are there, as far as it goes.
  if (style === 0) {
    const start = b.rng.pick([null, '32766', '2147483646', '1']);
    const fits = start === null || bits > 16 || start.length < 6;
    b.after.columns.push(
      column(name, T.integer(bits), { identity: b.rng.once(3) ? serial : identity({ start: fits ? start : null }) }),
    );
    if (b.rng.once(2)) b.after.parts.uniques.push(unique([name]));
    return;
  }
  const values: Pool = { good: nine((i) => String(i + 2)), edge: ['32767', '-1', '1'] };
  const kinds: ReadonlyArray<Identity | null> = [serial, identity(), identity({ start: '5', increment: '2' }), null];
  const [from, to] = [b.rng.pick(kinds), b.rng.pick(kinds)];
  const c = column(name, T.integer(bits), {
    identity: from?.kind === 'Identity' ? { ...from, generation: 'by default' } : from,
  });
  const wide = b.rng.once(2) ? T.integer(b.rng.pick([16, 32, 64] as const)) : c.type;
  const filled = style === 4;
  addColumn(b, c, { ...c, type: wide, identity: to }, values, { rewritten: filled });
  if (b.rng.once(2)) for (const s of [b.before, b.after]) s.parts.uniques.push(unique([name]));
  if (filled)
    b.data.push({
      kind: 'Backfill',
      table: t,
      column: name,
      value: E.binary('+', E.column('id'), E.number(100)),
      at: null,
    });
  if (style === 3)
    b.setup.push(
      `DO $$ BEGIN PERFORM setval(pg_get_serial_sequence('t', '${name}'), 32767); EXCEPTION WHEN OTHERS THEN NULL; END $$`,
    );
});

/** Work that waits for the end of the transaction, while the table is changed in it. */
const deferred = only((b) => {
  const [c, other] = [b.name('c'), b.name('o')];
  const from = nullable(c, T.integer(32));
  const to = b.rng.pick<Column>([
    { ...from, nullable: false },
    { ...from, type: T.integer(64) },
    { ...from, name: b.name('renamed') },
    from,
    { ...from, nullable: false, type: T.varchar(12) },
  ]);
  addColumn(b, from, to, withNull({ good: ['1', '2'], edge: ['1'] }), { filled: true });
  const o = nullable(other, T.integer(32));
  addColumn(b, o, b.rng.once(2) ? o : { ...o, type: T.integer(64) }, { good: nine(String), edge: ['NULL'] });
  b.data.push({
    kind: 'Backfill',
    table: t,
    column: to.name,
    value: to.type.kind === 'Varchar' ? E.string('1') : E.number(b.rng.pick([1, 2, 9])),
    at: null,
  });
  const parent = b.name('p');
  const made = table(qname(parent), [column('k', T.integer(32))], { primaryKey: key(['k']) });
  const styles: ReadonlyArray<() => void> = [
    () => {
      if (to.type.kind === 'Varchar') return;
      for (const s of [b.before, b.after]) s.tables.push(made);
      b.others.push(`INSERT INTO ${parent} VALUES (1), (2)`);
      for (const [s, name] of [
        [b.before, c],
        [b.after, to.name],
      ] as const)
        s.parts.foreignKeys.push(
          foreignKey([name], { table: qname(parent), columns: ['k'] }, { deferrable: 'deferred' }),
        );
    },
    () => {
      for (const [s, name] of [
        [b.before, c],
        [b.after, to.name],
      ] as const)
        s.parts.uniques.push(unique([name, 'id'], { deferrable: 'deferred' }));
    },
    () =>
      b.setup.push(
        `CREATE FUNCTION ${b.name('work')}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$`,
        `CREATE CONSTRAINT TRIGGER ${b.name('late')} AFTER UPDATE ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${b.name('work')}()`,
      ),
    () => b.setup.push(`CREATE RULE ${b.name('rule')} AS ON UPDATE TO t DO INSTEAD NOTHING`),
    () => b.setup.push(`CREATE RULE ${b.name('rule')} AS ON UPDATE TO t WHERE OLD.${other} > 3 DO INSTEAD NOTHING`),
    () =>
      b.setup.push(
        `CREATE FUNCTION ${b.name('work')}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$`,
        `CREATE TRIGGER ${b.name('skip')} BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION ${b.name('work')}()`,
      ),
    () =>
      b.setup.push(
        `CREATE FUNCTION ${b.name('work')}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`,
        `CREATE TRIGGER ${b.name('once')} BEFORE UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION ${b.name('work')}()`,
      ),
    () =>
      b.setup.push(
        'ALTER TABLE t ENABLE ROW LEVEL SECURITY',
        'ALTER TABLE t FORCE ROW LEVEL SECURITY',
        `CREATE POLICY ${b.name('own')} ON t USING (${other} > 3)`,
      ),
    () => {
      b.setup.push(
        `CREATE FUNCTION ${b.name('work')}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.${c} := NULL; RETURN NEW; END $$`,
        `CREATE TRIGGER ${b.name('off')} BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION ${b.name('work')}()`,
        `ALTER TABLE t DISABLE TRIGGER ${b.name('off')}`,
      );
    },
  ];
  b.rng.pick(styles)();
});

/** The table is partitioned. */
const partitions = only((b) => {
  b.listed.on = true;
  const c = b.name('c');
  const from = nullable(c, T.integer(32));
  const style = b.rng.int(8);
  const to: Column =
    (
      [
        { ...from, nullable: false },
        { ...from, type: T.integer(64) },
        { ...from, name: b.name('renamed') },
        { ...from, type: T.varchar(3) },
      ] as const
    )[style] ?? from;
  addColumn(b, from, to, withNull(pool(from.type, b.dialect)));
  const parts = b.after.parts;
  if (style === 4) parts.uniques.push(unique([c]));
  if (style === 5) parts.uniques.push(unique([c, 'id']));
  if (style === 6) parts.checks.push(check(E.binary('<', E.column(c), E.number(100)), { name: b.name('few') }));
  if (style === 7) {
    parts.indexes.push(index([indexPart(c)], { name: b.name('ix') }));
    b.after.columns.push(
      column(b.name('new'), T.integer(32), { default: { kind: 'Value', value: { kind: 'Number', text: '3' } } }),
    );
  }
  // What cannot be partitioned as it stands stays whole.
  const own = b.name('parts');
  b.setup.push(`DO $$ BEGIN
    CREATE TABLE ${own} (LIKE t INCLUDING ALL) PARTITION BY RANGE (id);
    DROP TABLE t;
    ALTER TABLE ${own} RENAME TO t;
    CREATE TABLE ${own}_low PARTITION OF t FOR VALUES FROM (MINVALUE) TO (3);
    CREATE TABLE ${own}_rest PARTITION OF t DEFAULT;
  EXCEPTION WHEN OTHERS THEN NULL; END $$`);
});

/** Things around the table: exclusion constraints, checks that are not valid or not inherited, unlogged tables, more readers. */
const around = only((b) => {
  const [c, other] = [b.name('c'), b.name('o')];
  const from = nullable(c, T.integer(32));
  const to = b.rng.pick<Column>([
    { ...from, type: T.integer(64) },
    { ...from, nullable: false },
    { ...from, name: b.name('renamed') },
    { ...from, type: T.varchar(4) },
  ]);
  addColumn(b, from, to, withNull(pool(from.type, b.dialect)));
  addColumn(b, nullable(other, n('int4range')), nullable(other, n('int4range')), {
    good: nine((i) => `'[${i},${i + 1})'`),
    edge: [],
  });
  const styles: ReadonlyArray<() => void> = [
    () => b.setup.push(`ALTER TABLE t ADD CONSTRAINT ${b.name('ex')} EXCLUDE USING gist (${other} WITH &&)`),
    () => b.setup.push(`ALTER TABLE t ADD CONSTRAINT ${b.name('ex')} EXCLUDE (${c} WITH =)`),
    () => {
      // There is no operator between a text and a number.
      if (to.type.kind === 'Varchar') return;
      const k = check(E.binary('<', E.column(c), E.number(100)), { name: b.name('few'), notValid: true });
      b.setup.push(`ALTER TABLE t ADD CONSTRAINT ${k.name} CHECK (${c} < 100) NOT VALID`);
      b.after.parts.checks.push({
        ...k,
        expr: E.binary('<', E.column(to.name), E.number(100)),
        notValid: b.rng.once(2),
      });
    },
    () => {
      b.listed.on = true;
      const few = check(E.binary('<', E.column(to.name), E.number(100)), {
        name: b.name('few'),
        noInherit: b.rng.once(2),
      });
      if (to.type.kind === 'Varchar') return;
      b.after.parts.checks.push(few);
      b.setup.push(`CREATE TABLE ${b.name('kid')} () INHERITS (t)`);
      b.later.push(`INSERT INTO ${b.name('kid')} (id, ${c}) VALUES (601, 500)`);
    },
    () => {
      if (b.rng.once(2)) b.setup.push('ALTER TABLE t SET UNLOGGED');
      b.after.options = { ...b.after.options, unlogged: b.rng.once(2) };
    },
    () =>
      b.setup.push(
        `CREATE VIEW ${b.name('v')} AS SELECT * FROM t`,
        `CREATE VIEW ${b.name('w')} AS SELECT count(*) FROM ${b.name('v')}`,
      ),
    () => b.setup.push(`CREATE FUNCTION ${b.name('f')}(t) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'`),
    () =>
      b.setup.push(
        `CREATE FUNCTION ${b.name('f')}(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT x'`,
        `CREATE INDEX ${b.name('ix')} ON t (${b.name('f')}(${c}))`,
      ),
    () =>
      b.setup.push(`DROP PUBLICATION IF EXISTS ${b.name('pub')}`, `CREATE PUBLICATION ${b.name('pub')} FOR TABLE t`),
    () =>
      b.setup.push(
        `ALTER TABLE t ALTER COLUMN ${c} SET STATISTICS 500`,
        `CREATE STATISTICS ${b.name('st')} ON ${c}, id FROM t`,
      ),
    () => b.setup.push(`ALTER TABLE t REPLICA IDENTITY FULL`),
  ];
  b.rng.pick(styles)();
});

/** Standing foreign keys of several columns, over values that change. */
const keptKeys = only((b) => {
  const [f, g] = [b.name('f'), b.name('g')];
  const parent = b.name('p');
  const match = b.rng.pick(['simple', 'full'] as const);
  const made = table(qname(parent), [column('k', T.integer(32)), column('l', T.integer(32))], {
    primaryKey: key(['k', 'l']),
  });
  for (const s of [b.before, b.after]) {
    s.tables.push(made);
    s.parts.foreignKeys.push(
      foreignKey(
        [f, g],
        { table: qname(parent), columns: ['k', 'l'] },
        { match, onDelete: b.rng.pick(['set null', 'cascade']), name: b.name('fk') },
      ),
    );
  }
  b.others.push(`INSERT INTO ${parent} VALUES (1, 1), (2, 1), (3, 1)`);
  const style = b.rng.int(4);
  addColumn(
    b,
    nullable(f, T.integer(32)),
    style === 0 ? column(f, T.integer(32)) : nullable(f, style === 1 ? T.integer(64) : T.integer(32)),
    { good: ['1', '2'], edge: ['NULL', '9'] },
    { rewritten: style === 3 },
  );
  addColumn(
    b,
    nullable(g, T.integer(32)),
    style === 2 ? column(g, T.integer(32)) : nullable(g, T.integer(32)),
    { good: ['1'], edge: ['NULL', '1'] },
    { filled: style === 2 },
  );
  if (style === 2)
    b.data.push({ kind: 'Backfill', table: t, column: g, value: E.number(b.rng.pick([1, 5])), at: null });
  if (style === 3)
    b.data.push({ kind: 'Backfill', table: t, column: f, value: E.number(b.rng.pick([3, 5])), at: null });
  if (b.rng.once(3))
    b.setup.push(
      `ALTER TABLE t DROP CONSTRAINT IF EXISTS ${b.name('fk')}`,
      `ALTER TABLE t ADD CONSTRAINT ${b.name('fk')} FOREIGN KEY (${f}, ${g}) REFERENCES ${parent} MATCH ${match} ON DELETE SET NULL (${f})`,
    );
});

export const postgresFamilies: Readonly<Record<string, Family>> = {
  sequences,
  deferred,
  partitions,
  indexKinds,
  manyTypes,
  around,
  keptKeys,
};
