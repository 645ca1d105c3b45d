/** Schemas that nobody thought of: the body of a file whose library is `c` (the tables' part) and `orm`. */
import fc from 'fast-check';

export type Kit = 'postgres' | 'mysql' | 'sqlite';

/** A column function with its settings, values that may be its default, and whether it may stand in a key. */
type Kind = readonly [call: string, settings: string, defaults: ReadonlyArray<string>, key?: 'no key'];

const postgres: ReadonlyArray<Kind> = [
  ['c.integer', '', ['1', '-5', 'orm.sql`1 + 1`']],
  ['c.bigint', '{ mode: "number" }', ['7', 'orm.sql`-9`']],
  ['c.smallint', '', ['3']],
  ['c.text', '', ['"x"', '""', '"it\'s"', '"a\\\\b"', "orm.sql`upper('q')`"]],
  ['c.varchar', '{ length: 40 }', ['"v"']],
  ['c.varchar', '', ['"v"']],
  ['c.char', '{ length: 4 }', ['"ab"']],
  ['c.numeric', '{ precision: 9, scale: 3 }', ['"1.10"', '"0"', '"-3"']],
  ['c.numeric', '', ['"1.10"']],
  ['c.real', '', ['1.5', '-0.25']],
  ['c.doublePrecision', '', ['1.5', '1e-7', '100']],
  ['c.boolean', '', ['true', 'false']],
  ['c.json', '', ['{ a: 1, b: ["x"] }', '[]'], 'no key'],
  ['c.jsonb', '', ['{ a: 1.50, b: ["x"] }', '{}', "orm.sql`'[1,2]'::jsonb`"], 'no key'],
  ['c.time', '', ['"10:20:30"', 'orm.sql`now()`']],
  ['c.time', '{ precision: 2, withTimezone: true }', ['"10:20:30+02"']],
  ['c.timestamp', '', ['new Date("2020-02-29T10:20:30Z")', "orm.sql`now() - interval '1 day'`"]],
  [
    'c.timestamp',
    '{ precision: 3, withTimezone: true, mode: "string" }',
    ['"2020-02-29 10:20:30.5+02"', '"2020-02-29"'],
  ],
  ['c.date', '{ mode: "date" }', ['new Date("2020-02-29")', 'orm.sql`CURRENT_DATE`']],
  ['c.interval', '', ['"1 day"']],
  ['c.uuid', '', ['"0000000A-0000-0000-0000-00000000000b"', 'orm.sql`gen_random_uuid()`']],
  ['c.inet', '', ['"10.0.0.1"']],
  ['role', '', ['"user"', '"guest account"']],
];

const mysql: ReadonlyArray<Kind> = [
  ['c.int', '', ['1', '-5', 'orm.sql`(1 + 1)`']],
  ['c.bigint', '{ mode: "number", unsigned: true }', ['7']],
  ['c.tinyint', '', ['1']],
  ['c.mediumint', '{ unsigned: true }', ['3']],
  ['c.text', '', ['"x"', '"it\'s"'], 'no key'],
  ['c.varchar', '{ length: 40 }', ['"v"', '""', '"it\'s"']],
  ['c.char', '{ length: 4 }', ['"ab"']],
  ['c.decimal', '{ precision: 9, scale: 3 }', ['"1.10"', '"0"', '"-3"']],
  ['c.decimal', '', ['"1"']],
  ['c.double', '{ precision: 8, scale: 2 }', ['1.5']],
  ['c.float', '', ['0.5']],
  ['c.boolean', '', ['true', 'false']],
  ['c.json', '', ['{ a: 1, b: ["x"] }', '[]'], 'no key'],
  ['c.varbinary', '{ length: 9 }', []],
  ['c.time', '', ['"10:20:30"']],
  ['c.timestamp', '', ['new Date("2020-02-29T10:20:30Z")', 'orm.sql`now()`', 'orm.sql`CURRENT_TIMESTAMP`']],
  ['c.datetime', '{ fsp: 3, mode: "string" }', ['"2020-02-29 10:20:30.5"', 'orm.sql`CURRENT_TIMESTAMP(3)`']],
  ['c.date', '', ['new Date("2020-02-29")', 'orm.sql`(CURRENT_DATE)`']],
  ['c.year', '', ['2020']],
  ['c.mysqlEnum', '["a", "b c"]', ['"a"', '"b c"']],
];

const sqlite: ReadonlyArray<Kind> = [
  ['c.integer', '', ['1', '-5', 'orm.sql`(1 + 1)`']],
  ['c.integer', '{ mode: "boolean" }', ['true', 'false']],
  ['c.text', '', ['"x y"', '""', 'orm.sql`CURRENT_TIMESTAMP`', "orm.sql`(upper('q'))`"]],
  ['c.text', '{ length: 5 }', ['"a b"']],
  ['c.text', '{ mode: "json" }', ['{ a: 1, b: ["x"] }', '[]']],
  ['c.real', '', ['1.5', '2']],
  ['c.numeric', '', ['"1.10"', '"a c"']],
  ['c.blob', '{ mode: "json" }', ['{ a: 1 }'], 'no key'],
];

const kinds: Readonly<Record<Kit, ReadonlyArray<Kind>>> = { postgres, mysql, sqlite };

const ids: Readonly<Record<Kit, ReadonlyArray<string>>> = {
  postgres: [
    'c.integer().primaryKey()',
    'c.serial().primaryKey()',
    'c.integer().primaryKey().generatedAlwaysAsIdentity()',
    'c.integer().primaryKey().generatedByDefaultAsIdentity({ startWith: 5, increment: 2 })',
  ],
  mysql: ['c.int().primaryKey()', 'c.int().autoincrement().primaryKey()'],
  sqlite: ['c.integer().primaryKey()', 'c.integer().primaryKey({ autoIncrement: true })'],
};

const column = fc.record({
  kind: fc.nat({ max: 99 }),
  word: fc.constantFrom('f', 'aField', 'snake_case', 'ABC'),
  stated: fc.option(fc.constantFrom('c', 'Col', 'order', 'a b')),
  value: fc.option(fc.nat({ max: 9 })),
  notNull: fc.boolean(),
  unique: fc.constantFrom(null, null, null, '', 'u'),
});

const table = fc.record({
  name: fc.constantFrom('t', 'Tab', 'group', 'x y'),
  id: fc.nat({ max: 9 }),
  columns: fc.array(column, { minLength: 1, maxLength: 7 }),
  to: fc.option(fc.nat({ max: 9 })),
  action: fc.constantFrom('', 'cascade', 'set null', 'no action', 'restrict'),
  index: fc.constantFrom('', 'index', 'uniqueIndex'),
  order: fc.constantFrom('', '.desc()', '.asc().nullsFirst()', '.desc().nullsFirst()'),
  where: fc.boolean(),
  unique: fc.constantFrom('', 'named', 'unnamed'),
  check: fc.constantFrom('', '> 0', '<> 7', 'between 1 and 9', 'in (1, 2, 3)', 'is not null'),
});

type Table = typeof table extends fc.Arbitrary<infer T> ? T : never;

export const randomSchema = (kit: Kit): fc.Arbitrary<string> =>
  fc.array(table, { minLength: 2, maxLength: 5 }).map((tables) => {
    const written = tables.map((t, i) => tableText(kit, t, i));
    const types = kit === 'postgres' ? ['export const role = c.pgEnum("role", ["user", "guest account"]);'] : [];
    return [...types, ...written].join('\n');
  });

const tableText = (kit: Kit, t: Table, i: number): string => {
  const said = t.columns.map((c, n) => {
    const [call, settings, values, key] = kinds[kit][c.kind % kinds[kit].length] ?? ['c.text', '', []];
    const name = c.stated === null ? '' : `"${c.stated}_${n}"`;
    const args = [name, settings].filter((arg) => arg !== '').join(', ');
    const value = c.value === null || values.length === 0 ? undefined : values[c.value % values.length];
    // A TIMESTAMP that says nothing has what the server's settings say.
    const notNull = c.notNull && (value !== undefined || call !== 'c.timestamp') ? '.notNull()' : '';
    const unique =
      c.unique === null || key !== undefined ? '' : c.unique === '' ? '.unique()' : `.unique("u_${i}_${n}")`;
    const text = `${c.word}${n}: ${call}(${args})${value === undefined ? '' : `.default(${value})`}${notNull}${unique}`;
    return { text, key: key === undefined ? `${c.word}${n}` : null };
  });
  const keys = said.flatMap((s) => s.key ?? []);
  const [first, second] = keys;
  const type = kit === 'mysql' ? 'c.int' : 'c.integer';
  const actions = t.action === '' ? '' : `, { onDelete: "${t.action}" }`;
  const reference = t.to === null ? [] : [`ref: ${type}().references(() => t${t.to % (i + 1)}.id${actions})`];
  const order = kit === 'postgres' ? t.order : '';
  const where = kit !== 'mysql' && t.where ? `.where(orm.sql\`\${t.${first}} is not null\`)` : '';
  const extras = [
    ...(t.index === '' || first === undefined ? [] : [`c.${t.index}("ix_${i}").on(t.${first}${order})${where}`]),
    ...(t.unique === '' || second === undefined
      ? []
      : [`c.unique(${t.unique === 'named' ? `"uq_${i}"` : ''}).on(t.${first}, t.${second})`]),
    // MySQL has no checks of columns that count.
    ...(t.check === '' || kit === 'mysql' ? [] : [`c.check("ck_${i}", orm.sql\`\${t.id} ${t.check}\`)`]),
  ];
  const id = ids[kit][t.id % ids[kit].length] ?? '';
  const maker = { postgres: 'pgTable', mysql: 'mysqlTable', sqlite: 'sqliteTable' }[kit];
  const columns = [`id: ${id}`, ...said.map((s) => s.text), ...reference].join(', ');
  const extra = extras.length === 0 ? '' : `, (t) => [${extras.join(', ')}]`;
  return `export const t${i} = c.${maker}("${t.name}_${i}", { ${columns} }${extra});`;
};
