/** What the spec language can say is made on every engine and then found to be there: a second plan is empty. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import type { DialectId } from '../../src/ir/expression.js';
import type { Plan } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { mergeDesired } from '../../src/read/merge.js';
import { readSpec } from '../../src/read/spec/index.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../support/engines.js';

const read = (name: string, text: string): Desired => {
  const spec = readSpec(name, text);
  if (isLeft(spec)) throw new Error(spec.left.map(showProblem).join('\n'));
  return spec.right;
};

const field = (said: string): Desired =>
  read(
    'field.yaml',
    `persistence: { entity: { table: t, fields: { id: { type: int, primary: true }, b: int, c: string, a: ${said} } } }`,
  );

/** A field, and the engines that cannot have it. */
const fields: ReadonlyArray<readonly [said: string, ...not: ReadonlyArray<DialectId>]> = [
  ...[
    'uuid',
    'string',
    'string(120)',
    'string(1)',
    'text',
    'int',
    'integer',
    'bigint',
    'smallint',
    'tinyint',
    'mediumint',
  ],
  ...[
    'float',
    'double',
    'real',
    'decimal',
    'decimal(9)',
    '"decimal(12,2)"',
    'numeric(5)',
    'bool',
    'boolean',
    'date',
    'time',
  ],
  ...[
    'datetime',
    'datetime(0)',
    'datetime(3)',
    'datetime(6)',
    'timestamp',
    'timestamp(6)',
    'timestamptz',
    'timestamptz(3)',
  ],
  ...[
    'time(0)',
    'time(6)',
    'timetz',
    'json',
    'jsonb',
    'binary',
    'binary(16)',
    'varbinary(300)',
    'blob',
    'char',
    'char(2)',
  ],
  ...[
    'varchar(20)',
    'tinytext',
    'mediumtext',
    'longtext',
    'tinyblob',
    'mediumblob',
    'longblob',
    'year',
    'bit',
    'bit(8)',
    'varbit(9)',
  ],
  ...['int unsigned', 'bigint unsigned', 'tinyint unsigned', '"decimal(9,3) unsigned"', 'double unsigned'],
].flatMap(
  (type): ReadonlyArray<readonly [string, ...DialectId[]]> => [
    [`{ type: ${type} }`],
    [`{ type: ${type}, nullable: true }`],
  ],
);

const more: ReadonlyArray<readonly [said: string, ...not: ReadonlyArray<DialectId>]> = [
  ['{ type: enum, of: App\\Role }'],
  ['{ type: enum, of: App\\Role, default: member }'],
  ['{ type: enum, values: [low, high] }'],
  ['{ type: enum, values: [low, high], default: high }'],
  ['{ type: enum, values: ["it\'s", "a,b", "", "ü"], nullable: true }'],
  ['{ type: set, values: [a, b, c], default: "c,a" }'],
  ['{ type: set, values: ["it\'s", "ü", ""], nullable: true }', 'mysql', 'mariadb'],
  ['{ type: int, default: 0 }'],
  ['{ type: int, default: -7 }'],
  ['{ type: bigint, default: 9007199254740993 }'],
  ['{ type: bigint, default: -9223372036854775808 }'],
  ['{ type: tinyint, default: 1 }'],
  ['{ type: smallint, default: -32768 }'],
  ['{ type: "decimal(12,2)", default: 1.10 }'],
  ['{ type: "decimal(12,2)", default: 0 }'],
  ['{ type: "decimal(12,2)", default: -0.5 }'],
  ['{ type: decimal, default: 3 }'],
  ['{ type: double, default: 1.5 }'],
  ['{ type: double, default: 1e-3 }'],
  ['{ type: float, default: 0.1 }'],
  ['{ type: real, default: 2.5 }'],
  ['{ type: bool, default: true }'],
  ['{ type: bool, default: no }'],
  ['{ type: string, default: "" }'],
  ['{ type: string, default: member }'],
  ['{ type: string, default: "it\'s a \\"b\\" \\\\ c" }'],
  ['{ type: string, default: "100%" }'],
  ['{ type: string, default: "NULL" }'],
  ['{ type: string, default: "current_timestamp" }'],
  ['{ type: string, default: 1.10 }'],
  ['{ type: string, default: "true" }'],
  ['{ type: string(9), default: "größe ✓" }'],
  ['{ type: text, default: none }'],
  ['{ type: char(3), default: abc }'],
  ['{ type: date, default: 2024-02-29 }'],
  ['{ type: time, default: "08:30" }'],
  ['{ type: datetime, default: 2024-02-29 08:30:00 }'],
  ['{ type: datetime(6), default: 2024-02-29 08:30:00.5 }'],
  ['{ type: timestamp, default: 2024-02-29T08:30 }'],
  // There a TIMESTAMP's default is read in the session's time zone, and cannot name one of its own.
  ['{ type: timestamptz, default: 2024-02-29T08:30:00Z }', 'mysql', 'mariadb'],
  ['{ type: datetime, default: now }'],
  ['{ type: datetime(3), default: now }'],
  ['{ type: timestamp, default: now }'],
  ['{ type: timestamptz, default: now }'],
  ['{ type: date, default: now }'],
  ['{ type: time, default: now }'],
  ['{ type: year, default: 2024 }'],
  ['{ type: json, default: {} }'],
  ['{ type: json, default: [1, 2.50, { a: null, b: "c" }] }'],
  ['{ type: uuid, default: 0000000a-0000-0000-0000-000000000000 }'],
  ['{ type: binary(4), default: "a\'b" }'],
  ['{ type: int, default_sql: 1 + 1 }'],
  ['{ type: string, default_sql: "upper(\'none\')" }'],
  ['{ type: string(80), generated: { as: "lower(c)", stored: true } }'],
  ['{ type: int, nullable: true, generated: { as: "b * 2", stored: true } }'],
  ['{ type: string, nullable: true, generated: { as: "c || \'-\' || c", stored: true } }'],
  ['{ type: int, unique: true }'],
  ['{ type: string, unique: true }'],
  ['{ type: int, references: t.id, nullable: true, on_delete: set null }'],
  ['{ type: int, references: t.id, nullable: true, on_delete: cascade, on_update: restrict }'],
  ['{ native: { postgres: tsvector, mysql: "varchar(45)", sqlite: text } }'],
  ['{ type: string(9), native: { postgres: inet } }'],
  ['{ type: string, comment: "it\'s" }'],
];

/** Examples of what only some engines have. A namespace has to be there before its tables. */
const only: Readonly<Record<string, ReadonlyArray<DialectId>>> = {
  'namespace.yaml': [],
  'using.yaml': ['postgres', 'mysql', 'mariadb'],
  'native.yaml': [],
  'foreign-keys.yaml': ['postgres', 'sqlite'],
  'indexes.yaml': ['postgres'],
  'uniques.yaml': ['postgres'],
  'more-types.yaml': ['mysql', 'mariadb'],
  'primary-key-prefix.yaml': ['mysql', 'mariadb'],
  'options-mysql.yaml': ['mysql', 'mariadb'],
  'options-postgres.yaml': ['postgres'],
  'options-sqlite.yaml': ['sqlite'],
};

const planTo = (db: Scratch, current: Desired, wanted: Desired, version: string): Plan => {
  const made = plan(current, wanted, { dialect: db.engine.dialect, serverVersion: version });
  if (isLeft(made)) throw new Error(made.left.map(showProblem).join('\n'));
  return made.right;
};

const statementsOf = (p: Plan, way: 'up' | 'down' = 'up') =>
  p.migrations.flatMap((m) => m[way].flatMap((s) => s.statements));

/** Makes it, and looks whether it is there. The SQL of the second plan when it is not. */
const made = async (db: Scratch, wanted: Desired): Promise<ReadonlyArray<string>> => {
  const version = (await db.database()).dialect.version.text;
  await db.apply(statementsOf(planTo(db, whole(await db.introspect()), wanted, version)));
  const second = planTo(db, whole(await db.introspect()), wanted, version);
  return statementsOf(second).map((s) => s.sql);
};

describeEngines('a second plan is empty', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  const here = [...fields, ...more].filter(([, ...not]) => !not.includes(engine.dialect)).map(([said]) => said);
  test.each(here)('%s', async (said) => {
    await db.reset();
    expect(await made(db, field(said))).toEqual([]);
  });

  const examples = readdirSync('grammar/example/valid').filter((n) => only[n]?.includes(engine.dialect) ?? true);
  test.each(examples)('%s', async (name) => {
    await db.reset();
    const wanted = read(name, readFileSync(`grammar/example/valid/${name}`, 'utf8'));
    expect(await made(db, wanted)).toEqual([]);
  });

  test('the shop, there and back', async () => {
    await db.reset();
    const shop = (when: string): Desired => {
      const names = readdirSync(`examples/${when}`);
      const merged = mergeDesired(names.map((n) => read(n, readFileSync(`examples/${when}/${n}`, 'utf8'))));
      if (isLeft(merged)) throw new Error(merged.left.map(showProblem).join('\n'));
      return merged.right;
    };
    expect(await made(db, shop('before'))).toEqual([]);
    const rows = readFileSync('examples/seed.sql', 'utf8').match(/^INSERT INTO[^;]*/gm) ?? [];
    // A number is no boolean to PostgreSQL.
    const suited = (insert: string): string =>
      /INTO users/.test(insert) ? insert.replace(/, ([01]), (?='\d{4}-)/g, (_, n) => `, ${n === '1'}, `) : insert;
    for (const insert of rows) await db.exec(suited(insert));
    const start = await db.introspect();
    const content = await db.content();
    const version = (await db.database()).dialect.version.text;
    const there = planTo(db, whole(start), shop('after'), version);
    // What is kept for a while is not purged yet.
    const changes: Plan = { ...there, migrations: there.migrations.filter((m) => m.phase !== 'purge') };
    await db.apply(statementsOf(changes));
    const second = planTo(db, whole(await db.introspect()), shop('after'), version);
    expect(statementsOf(second).map((s) => s.sql)).toEqual([]);
    await db.apply(statementsOf({ ...changes, migrations: [...changes.migrations].reverse() }, 'down'));
    expect(planTo(db, whole(await db.introspect()), whole(start), version).migrations).toEqual([]);
    expect(Object.keys(await db.content()).sort()).toEqual(Object.keys(content).sort());
  });
});
