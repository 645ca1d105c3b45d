/** Things that stand on a table and have a say when it changes: triggers, views, policies, domains, children. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { check, column, foreignKey, table, unique } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { addColumn, type Bench, type Family, key, quoteFor } from './bench.js';
import { onlyGood, pool, withNull } from './pools.js';

const isMy = (b: Bench): boolean => b.dialect === 'mysql' || b.dialect === 'mariadb';

const onUpdate = (b: Bench, timing: 'BEFORE' | 'AFTER', columns: string, act: string, sqliteAct: string): string[] => {
  const name = quoteFor(b.dialect)(b.name('trigger'));
  const made = quoteFor(b.dialect)(b.name('work'));
  if (b.dialect === 'postgres')
    return [
      `CREATE FUNCTION ${made}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${act}; RETURN NEW; END $$`,
      `CREATE TRIGGER ${name} ${timing} UPDATE ${columns === '' ? '' : `OF ${columns} `}ON t FOR EACH ROW EXECUTE FUNCTION ${made}()`,
    ];
  if (b.dialect === 'sqlite')
    return [
      `CREATE TRIGGER ${name} AFTER UPDATE ${columns === '' ? '' : `OF ${columns} `}ON t BEGIN ${sqliteAct}; END`,
    ];
  return [`CREATE TRIGGER ${name} ${timing} UPDATE ON t FOR EACH ROW ${act}`];
};

/** A backfill of a table whose own triggers take part. */
const triggers: Family = (b) => {
  const q = quoteFor(b.dialect);
  const [c, other] = [b.name('c'), b.name('o')];
  const from = column(c, T.integer(32), { nullable: true });
  addColumn(b, from, b.rng.once(2) ? from : { ...from, nullable: false }, withNull(pool(from.type, b.dialect)), {
    filled: true,
  });
  const o = column(other, T.integer(32), { nullable: true });
  addColumn(b, o, o, onlyGood(pool(o.type, b.dialect)));
  b.data.push({ kind: 'Backfill', table: qname('t'), column: c, value: E.number(7), at: null });
  const word = b.dialect === 'postgres' ? ':=' : '=';
  const set = (column: string, value: string): string =>
    b.dialect === 'postgres' ? `NEW.${column} ${word} ${value}` : `SET NEW.${q(column)} ${word} ${value}`;
  const lite = (column: string, value: string): string => `UPDATE t SET ${q(column)} = ${value} WHERE id = NEW.id`;
  const stop = b.dialect === 'postgres' ? `RAISE EXCEPTION 'no'` : `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'`;
  const styles = [
    () => onUpdate(b, 'BEFORE', '', set(c, 'NULL'), lite(c, 'NULL')),
    () => onUpdate(b, 'BEFORE', '', stop, `SELECT RAISE(ABORT, 'no')`),
    () => onUpdate(b, 'BEFORE', '', set(other, '0'), lite(other, '0')),
    // Looks at a column that is not written.
    () =>
      onUpdate(
        b,
        'BEFORE',
        isMy(b) ? '' : other,
        isMy(b) ? set(other, `OLD.${q(other)}`) : stop,
        `SELECT RAISE(ABORT, 'no')`,
      ),
  ];
  b.setup.push(...b.rng.pick(styles)());
};

/** Something reads a column that changes, or a neighbour of it. */
const readers: Family = (b) => {
  const q = quoteFor(b.dialect);
  const [c, other] = [b.name('c'), b.name('o')];
  const from = column(c, T.integer(32), { nullable: true });
  const style = b.rng.int(4);
  const to = [
    { ...from, type: T.integer(64) },
    { ...from, name: b.name('renamed') },
    { ...from, nullable: false },
    null,
  ][style];
  addColumn(b, from, to ?? null, to === null ? { good: ['NULL'], edge: [] } : withNull(pool(from.type, b.dialect)));
  const o = column(other, T.integer(32), { nullable: true });
  addColumn(b, o, o, onlyGood(pool(o.type, b.dialect)));
  const read = b.rng.once(3) ? other : c;
  const view = b.name('view');
  const kinds = [
    `CREATE VIEW ${q(view)} AS SELECT id, ${q(read)} FROM t`,
    ...(b.dialect === 'postgres'
      ? [
          `CREATE MATERIALIZED VIEW ${q(view)} AS SELECT id, ${q(read)} FROM t`,
          `CREATE POLICY ${q(view)} ON t USING (${q(read)} > 0)`,
          `CREATE RULE ${q(view)} AS ON INSERT TO t WHERE NEW.${q(read)} = 99999 DO INSTEAD NOTHING`,
          `CREATE STATISTICS ${q(view)} ON id, ${q(read)} FROM t`,
          `CREATE FUNCTION ${q(view)}() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(${q(read)}) FROM t; END`,
          `ALTER TABLE t ADD CONSTRAINT ${q(view)} EXCLUDE (id WITH =) WHERE (${q(read)} > 0)`,
        ]
      : []),
    ...(b.dialect === 'sqlite'
      ? [`CREATE TRIGGER ${q(view)} AFTER INSERT ON t WHEN NEW.${q(read)} = 99999 BEGIN SELECT 1; END`]
      : []),
    ...(isMy(b)
      ? [`CREATE TRIGGER ${q(view)} BEFORE INSERT ON t FOR EACH ROW SET NEW.${q(read)} = NEW.${q(read)}`]
      : []),
  ];
  b.setup.push(b.rng.pick(kinds));
};

/** A type with conditions of its own. */
const domains: Family = (b) => {
  if (b.dialect !== 'postgres') return;
  const name = b.name('dom');
  const rule = b.rng.pick(['CHECK (VALUE > 0)', 'NOT NULL', 'DEFAULT 5 NOT NULL', 'CHECK (VALUE IS NOT NULL)', '']);
  b.early.push(`CREATE DOMAIN ${name} AS integer ${rule}`);
  const type = T.native(name);
  const style = b.rng.int(3);
  if (style === 0) {
    const c = column(b.name('c'), T.integer(32), { nullable: true });
    addColumn(b, c, { ...c, type }, withNull(pool(c.type, b.dialect)));
    return;
  }
  const nullable = b.rng.once(2);
  const fresh = column(b.name('new'), type, {
    nullable,
    default: style === 1 ? null : { kind: 'Value', value: { kind: 'Number', text: b.rng.pick(['1', '-1']) } },
  });
  b.after.columns.push(fresh);
  if (style === 1 && b.rng.once(2)) {
    const source = column(b.name('src'), T.integer(32), { nullable: true });
    addColumn(b, source, source, withNull(pool(source.type, b.dialect)));
    b.data.push({ kind: 'Backfill', table: qname('t'), column: fresh.name, value: E.column(source.name), at: null });
  }
};

/** Rows of a child are rows of its parent for some things and not for others. */
const children: Family = (b) => {
  if (b.dialect !== 'postgres') return;
  b.listed.on = true;
  const types: ReadonlyArray<DataType> = [T.integer(32)];
  const k = column('k', b.rng.pick(types));
  const parent = b.name('p');
  const child = b.name('child');
  const style = b.rng.int(3);
  // The child has rows that its parent shows but that no key of the parent holds.
  const made = table(qname(parent), [k], { primaryKey: key(['k']) });
  b.before.tables.push(made);
  b.after.tables.push(
    style === 0
      ? made
      : style === 1
        ? { ...made, checks: [check(E.binary('<', E.column('k'), E.number(100)), { name: b.name('few') })] }
        : { ...made, columns: [k, column('m', T.integer(32), { nullable: true })] },
  );
  b.setup.push(`CREATE TABLE ${child} () INHERITS (${parent})`);
  b.others.push(
    `INSERT INTO ${parent} VALUES (1), (2)`,
    `INSERT INTO ${child} VALUES (${b.rng.pick(['3', '3), (1', '300'])})`,
  );
  const c = column(b.name('f'), T.integer(32), { nullable: true });
  addColumn(b, c, c, withNull({ good: ['1', '2'], edge: ['3', '9'] }));
  if (style === 0) b.after.parts.foreignKeys.push(foreignKey([c.name], { table: qname(parent), columns: ['k'] }));
};

/** The table itself has a child with rows of its own. */
const inherited: Family = (b) => {
  if (b.dialect !== 'postgres') return;
  b.listed.on = true;
  const c = column(b.name('c'), T.integer(32), { nullable: true });
  const child = b.name('kid');
  const style = b.rng.int(4);
  addColumn(
    b,
    c,
    style === 0 ? { ...c, nullable: false } : style === 3 ? { ...c, type: T.integer(16) } : c,
    onlyGood(pool(c.type, b.dialect)),
  );
  if (style === 1)
    b.after.parts.checks.push(check(E.binary('<', E.column(c.name), E.number(100)), { name: b.name('few') }));
  if (style === 2) b.after.parts.uniques.push(unique([c.name]));
  b.setup.push(`CREATE TABLE ${child} () INHERITS (t)`);
  b.others.push(
    `INSERT INTO ${child} (id, ${c.name}) VALUES (501, ${b.rng.pick(['NULL', '5', '500', '50000'])}), (502, 5)`,
  );
};

export const standingFamilies: Readonly<Record<string, Family>> = { triggers, readers, domains, children, inherited };
