/** What only SQLite has: rowids and none, STRICT, words for conflicts, keys with NULLs, triggers and views over rebuilt tables. */
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { type Column, column, foreignKey, index, indexPart, table, unique } from '../../../src/ir/schema.js';
import { type DataType, T } from '../../../src/ir/type.js';
import { addColumn, type Family, key, type Pool } from './bench.js';
import { nearTexts, withNull } from './pools.js';

const nine = <A>(f: (i: number) => A): ReadonlyArray<A> => Array.from({ length: 9 }, (_, i) => f(i));
const nullable = (name: string, type: DataType, more: Partial<Column> = {}): Column =>
  column(name, type, { nullable: true, ...more });

/** The key is the rowid, or no more, or the table has none. */
const rowids: Family = (b) => {
  if (b.dialect !== 'sqlite') return;
  const style = b.rng.int(6);
  const name = b.name('k');
  const without = { withoutRowid: true };
  if (style === 0) b.after.options = { ...b.after.options, ...without };
  if (style === 1) b.before.options = { ...b.before.options, ...without };
  if (style === 2 || style === 3) {
    // Keys take NULLs until the table has no rowid or is STRICT.
    const type = b.rng.pick<DataType>([T.text(), T.varchar(20), T.integer(64)]);
    const values: Pool = {
      good: nine((i) => (type.kind === 'Integer' ? String(i) : `'k${i}'`)),
      edge: ['NULL', 'NULL', "x'00'", "''"],
    };
    const c = nullable(name, type);
    const strict = style === 3;
    addColumn(b, c, { ...c, nullable: false, type: strict && type.kind === 'Varchar' ? T.text() : type }, values);
    if (b.before.parts.primaryKey !== null || b.after.parts.primaryKey !== null) return;
    const columns = b.rng.pick([[name], [name, 'id'], ['id', name]]);
    b.before.parts.primaryKey = key(columns);
    b.after.parts.primaryKey = key(columns);
    b.after.options = { ...b.after.options, ...(strict ? { strict } : without) };
  }
  if (style === 4 && b.after.parts.primaryKey === null) {
    // A key of texts or reals becomes the rowid.
    const type = b.rng.pick<DataType>([T.varchar(20), T.integer(64), T.float(64), T.native('')]);
    addColumn(b, column(name, type), column(name, T.integer(32)), {
      good: nine((i) => String(i + 1)),
      edge: ["'x'", "'7'", '1.5', "x'31'", "' 7'", '9223372036854775807', "'1e1'", "''"],
    });
    b.before.parts.uniques.push(unique([name]));
    b.after.parts.primaryKey = key([name]);
  }
  if (style === 5) {
    const i = b.after.columns.findIndex((c) => c.name === 'id');
    if (i >= 0) b.after.columns[i] = column('id', b.rng.pick<DataType>([T.integer(64), T.text(), T.varchar(3)]));
    if (b.rng.once(2)) b.after.options = { ...b.after.options, ...without };
  }
};

/** Keys that say what happens to a row in their way. https://www.sqlite.org/lang_conflict.html */
const conflicts: Family = (b) => {
  if (b.dialect !== 'sqlite') return;
  const name = b.name('u');
  const word = b.rng.pick(['REPLACE', 'IGNORE', 'ABORT', 'FAIL', 'ROLLBACK']);
  const there = b.rng.once(2);
  const from = nullable(name, T.varchar(30));
  const to = b.rng.pick<Column>([
    from,
    { ...from, collation: 'NOCASE' },
    { ...from, type: T.integer(32) },
    { ...from, nullable: false },
  ]);
  addColumn(
    b,
    from,
    to,
    withNull({ good: nearTexts(b.dialect).good, edge: ["'1'", "'01'", "'1.0'", "'Alpha'", "'alpha'"] }),
    { filled: false },
  );
  if (there) b.before.parts.uniques.push(unique([name], { onConflict: word }));
  b.after.parts.uniques.push(unique([name], { onConflict: word }));
};

/** Triggers and views that name the table or a column while it is rebuilt. */
const rebuilt: Family = (b) => {
  if (b.dialect !== 'sqlite') return;
  const c = b.name('c');
  const from = nullable(c, T.integer(32));
  const to = b.rng.pick<Column>([
    { ...from, type: T.text() },
    { ...from, name: b.name('renamed') },
    { ...from, nullable: false },
    { ...from, type: T.integer(64) },
  ]);
  addColumn(b, from, to, { good: nine((i) => String(i + 2)), edge: ['NULL', "'x'", '1.5'] });
  const log = b.name('log');
  const made = table(qname(log), [column('k', T.integer(32)), nullable('v', T.text())], { primaryKey: key(['k']) });
  b.before.tables.push(made);
  b.after.tables.push(made);
  const [v, w] = [b.name('view'), b.name('trigger')];
  const things = [
    `CREATE TRIGGER ${w} AFTER INSERT ON t BEGIN INSERT OR IGNORE INTO ${log} (k, v) VALUES (NEW.id, NEW.${c}); END`,
    `CREATE TRIGGER ${w} AFTER DELETE ON t BEGIN DELETE FROM ${log}; END`,
    `CREATE TRIGGER ${w} BEFORE UPDATE OF ${c} ON t BEGIN SELECT RAISE(ABORT, 'no'); END`,
    `CREATE TRIGGER ${w} AFTER INSERT ON ${log} BEGIN UPDATE t SET ${c} = NEW.k WHERE id = NEW.k; END`,
    `CREATE VIEW ${v} AS SELECT * FROM t; CREATE VIEW ${v}2 AS SELECT x.${c} AS y FROM ${v} AS x`,
    `CREATE VIEW ${v} AS SELECT a.id, b.${c} FROM t AS a JOIN t AS b ON a.id = b.id; CREATE TRIGGER ${w} INSTEAD OF INSERT ON ${v} BEGIN INSERT INTO t (id, ${c}) VALUES (NEW.id, NEW.${c}); END`,
    `CREATE VIEW ${v} AS WITH r AS (SELECT ${c} AS z FROM t) SELECT z, (SELECT count(*) FROM t AS i WHERE i.${c} = r.z) AS n FROM r`,
    `CREATE INDEX ${v} ON t (abs(${c}), id DESC) WHERE ${c} > 5`,
    `PRAGMA recursive_triggers = ON; CREATE TRIGGER ${w} AFTER DELETE ON t BEGIN DELETE FROM ${log}; END`,
  ];
  b.setup.push(b.rng.pick(things));
  b.later.push(`INSERT OR IGNORE INTO ${log} (k, v) VALUES (1, 'a'), (2, 'b')`);
};

/** Rows of other tables that hang on this one's, and would go or be emptied with it. */
const hanging: Family = (b) => {
  if (b.dialect !== 'sqlite') return;
  const c = b.name('c');
  const from = nullable(c, T.text(), b.rng.once(3) ? { collation: 'NOCASE' } : {});
  const to = b.rng.pick<Column>([
    from,
    { ...from, collation: null },
    { ...from, type: T.integer(32) },
    { ...from, nullable: false },
    { ...from, type: T.blob() },
  ]);
  addColumn(b, from, to, withNull({ good: nine((i) => `'${i}'`), edge: ["'A'", "'a'", "'01'"] }));
  const style = b.rng.int(3);
  const target = style === 0 ? 'id' : c;
  if (style === 1) for (const s of [b.before, b.after]) s.parts.uniques.push(unique([c]));
  if (style === 2)
    for (const s of [b.before, b.after])
      s.parts.indexes.push(
        index([indexPart(c)], {
          unique: true,
          name: b.name('ux'),
          where: b.rng.once(3) ? E.isNull(E.column(c), true) : null,
        }),
      );
  const child = b.name('kid');
  const onDelete = b.rng.pick(['cascade', 'set null', 'restrict', 'no action'] as const);
  const made = table(
    qname(child),
    [column('k', T.integer(32)), nullable('r', style === 0 ? T.integer(32) : T.text())],
    {
      primaryKey: key(['k']),
      foreignKeys: [
        foreignKey(
          ['r'],
          { table: qname('t'), columns: [target] },
          { onDelete, onUpdate: b.rng.pick(['cascade', 'no action']), deferrable: b.rng.once(2) ? 'deferred' : 'no' },
        ),
      ],
    },
  );
  b.before.tables.push(made);
  b.after.tables.push(made);
  if (b.rng.once(3))
    b.later.push('PRAGMA foreign_keys = OFF', `INSERT INTO ${child} VALUES (99, 'nobody')`, 'PRAGMA foreign_keys = ON');
  b.later.push(`INSERT INTO ${child} SELECT id, ${target} FROM t`);
};

export const liteFamilies: Readonly<Record<string, Family>> = { rowids, conflicts, rebuilt, hanging };
