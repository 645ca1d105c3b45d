/** What MikroORM entities say that cannot be read: each a problem with its place, none a guess. */
import { describe, expect, test } from 'vitest';
import type { Desired } from '../../../../src/ir/desired.js';
import type { DialectId } from '../../../../src/ir/expression.js';
import type { Column, Table } from '../../../../src/ir/schema.js';
import { mikro } from '../../../../src/read/entity/mikro/index.js';
import { sentence } from '../../../../src/report/problem-words.js';

const imports =
  `import { Check, Collection, Embeddable, Embedded, Entity, EntitySchema, Enum, Index, ManyToMany, ManyToOne, OneToOne,
  PrimaryKey, Property, Type, Unique, defineEntity, p, raw, sql } from '@mikro-orm/core';`.replace(/\s+/g, ' ');

const files = (text: string) => [{ name: 'a.ts', text: `${imports}\n${text}` }];

const wrong = (
  text: string,
  dialect: DialectId = 'postgres',
  only: ReadonlyArray<string> | null = null,
): ReadonlyArray<string> => {
  const read = mikro.read({ files: files(text), only, dialect });
  return read._tag === 'Left' ? read.left.map((x) => `${x.at?.line ?? '-'}: ${sentence(x)}`) : ['it was read'];
};

const desired = (text: string, dialect: DialectId = 'postgres', only: ReadonlyArray<string> | null = null): Desired => {
  const read = mikro.read({ files: files(text), only, dialect });
  if (read._tag === 'Left') throw new Error(read.left.map(sentence).join('\n'));
  return read.right;
};

const table = (d: Desired, name: string): Table => {
  const found = d.schema.tables.find((t) => t.name.name === name);
  if (found === undefined) throw new Error(`no table ${name} in ${d.schema.tables.map((t) => t.name.name)}`);
  return found;
};

const columnOf = (text: string, name = 'a', dialect: DialectId = 'postgres'): Column | undefined =>
  table(desired(entity(text), dialect), 'user').columns.find((c) => c.name === name);

const entity = (property: string, before = ''): string =>
  `${before}@Entity() export class User { @PrimaryKey() id: number;\n${property} }`;

describe('a problem with its place', () => {
  test.each([
    [
      'a default of the environment',
      entity('@Property({ default: process.env.NAME }) a: string;'),
      [
        '3: the default of "User.a" is computed when the program runs ("process.env.NAME"): it is known at run time only',
      ],
    ],
    [
      'an option that there is not',
      entity('@Property({ lenght: 3 }) a: string;'),
      ['3: unknown key "lenght" in @Property of User.a'],
    ],
    [
      'a type of ones own',
      entity('@Property({ type: Point }) a: Point;', 'class Point extends Type {}\n'),
      [
        '4: type of @Property of "User.a" is computed when the program runs: the column of a type of your own is known when the program runs',
      ],
    ],
    [
      'a type or null',
      entity('@Property({ nullable: true }) a: number | null;'),
      ['3: the type of "User.a" cannot be: what TypeScript says of a type or null depends on strictNullChecks'],
    ],
    [
      'a constructor that may fail',
      entity("@Property() a = 'x'; @Property() b: string; constructor(b: string) { this.b = slug(b); }"),
      [
        '3: what the class gives the property of "User.a" is computed when the program runs: the constructor may fail without arguments, and then MikroORM takes no value from the class',
      ],
    ],
    ['no type', entity('@Property() a;'), ['3: the type of "User.a" cannot be: none is written']],
    [
      'a type of a file that was not given',
      `import { Id } from './id';\n${entity('@Property() a: Id;')}`,
      ['4: the type of "User.a" cannot be: a property of type Id has no type of column'],
    ],
    [
      'a relation to nothing',
      entity('@ManyToOne() a: Ref<User>;'),
      ['3: the relation of "User.a" cannot be: nothing says which entity it is to'],
    ],
    [
      'a relation to what was not read',
      entity("@ManyToOne('Other') a;"),
      ['3: "Other" is not among the files that were read, the relation a needs it of "User"'],
    ],
    [
      'an index of SQL',
      entity('', "@Index({ expression: 'create index …' }) "),
      ['2: an index of "User" is not understood: it is written as a statement of SQL'],
    ],
    [
      'an index on nothing',
      entity('', "@Index({ properties: ['none'] }) "),
      ['2: an index of "User" cannot be: there is no property none'],
    ],
    [
      'a fulltext index',
      entity('@Property() a: string;', "@Index({ properties: ['a'], type: 'fulltext' }) "),
      ['2: a fulltext index of "User" is not understood: on PostgreSQL it is an expression'],
    ],
    [
      'a check that calls a function',
      entity('', '@Check({ expression: make() }) '),
      ['2: a check of "User" is computed when the program runs ("make()"): it calls a function'],
    ],
    [
      'a base of a file that was not given',
      "import { Base } from './base';\n@Entity() export class User extends Base { @PrimaryKey() id: number; }",
      ['3: "./base" is not among the files that were read, the class User, which extends Base, needs it of "User"'],
    ],
    [
      'no primary key',
      '@Entity() export class User { @Property() a: string; }',
      ['2: an entity without a primary key of "User" cannot be'],
    ],
    [
      'several embedded classes',
      entity('@Embedded(() => [A, B]) a;', '@Embeddable() class A {}\n@Embeddable() class B {}\n'),
      ['5: @Embedded of "User.a" is not understood: an embedded property of several classes is not understood'],
    ],
    [
      'an embedded class that holds itself',
      entity('@Embedded(() => A) a;', '@Embeddable() class A { @Embedded(() => A) a; }\n'),
      ['2: the embedded class of "User.a.a" cannot be: it holds itself'],
    ],
  ])('%s', (_, text, problems) => {
    expect(wrong(text)).toEqual(problems);
  });

  test('SQLite, beside which the framework was never seen', () => {
    expect(wrong(entity(''), 'sqlite')).toEqual([
      '-: the engine sqlite is not understood: MikroORM entities are read for PostgreSQL, MySQL and MariaDB',
    ]);
  });

  test('a value inside a document cannot be indexed everywhere', () => {
    const text = entity("@Property({ type: 'json' }) data: object;", "@Index({ properties: 'data.a' }) ");
    expect(wrong(text)).toEqual(['it was read']);
    expect(wrong(text, 'mysql')).toEqual([
      '2: an index of "User" is not understood: an index on a value inside a JSON column is not planned for MySQL',
    ]);
  });

  test('a provider of metadata that finds other types', () => {
    expect(wrong("export default defineConfig({ dbName: 'x', metadataProvider: TsMorphMetadataProvider });")).toEqual([
      '2: metadataProvider: TsMorphMetadataProvider is not understood: entities are read by the defaults of MikroORM',
    ]);
    const usual =
      "import { ReflectMetadataProvider } from '@mikro-orm/core';\nexport default defineConfig({ dbName: 'x', metadataProvider: ReflectMetadataProvider });";
    expect(wrong(`${usual}\n${entity('')}`)).toEqual(['it was read']);
    expect(wrong(usual)).toEqual(['-: says nothing about a database table']);
  });

  test('a name that no entity has', () => {
    expect(wrong(entity(''), 'postgres', ['Usr'])).toEqual(['-: there is no entity "Usr"']);
  });
});

describe('what is read', () => {
  test.each([
    ['@Property() a = 1;', { type: { spelling: 'int' }, default: { value: { text: '1' } } }],
    ["@Property() a: string = 'x' + 'y';", { type: { spelling: 'varchar(255)' }, default: { value: { value: 'xy' } } }],
    ['@Property() a: Date = new Date();', { type: { spelling: 'timestamptz' }, default: null }],
    ['@Property() a: string | null = null;', { nullable: true }],
    ['@Property({ default: sql`now()` }) a: Date;', { default: { expr: { text: { postgres: 'now()' } } } }],
    ["@Property({ default: raw('now()') }) a: Date;", { default: { expr: { text: { postgres: 'now()' } } } }],
    ['@Property() a?: any;', { type: { spelling: 'varchar(255)' }, nullable: false }],
    ["@Property({ type: 'constructor' }) a;", { type: { spelling: 'constructor' } }],
    ["@Property({ type: 'my_type', length: 3 }) a;", { type: { spelling: 'my_type(3)' } }],
  ])('%s', (text, column) => {
    expect(columnOf(text)).toMatchObject(column);
  });

  test('names are those of the framework, shortened where they are too long', () => {
    const d = desired(`@Entity() export class AVeryLongNameOfAnEntity { @PrimaryKey() id: number;
@Property({ unique: true }) aPropertyWithAnEvenLongerNameThanThat: string; }`);
    expect(d.schema.tables[0]?.uniques.map((u) => u.name)).toEqual([
      expect.stringMatching(/^\u0000~avery_long_name_of_an_entity_a_property_with_an_\w{0,8}[0-9a-f]{5}_unique$/),
    ]);
  });

  test('only the entities that were asked for, with their join tables', () => {
    const text = `@Entity() export class A { @PrimaryKey() id: number; @ManyToMany(() => B) bs = new Collection<B>(this); }
@Entity() export class B { @PrimaryKey() id: number; }`;
    expect(desired(text, 'postgres', ['A']).schema.tables.map((t) => t.name.name)).toEqual(['a', 'a_bs']);
    expect(desired(text, 'postgres', ['B']).schema.tables.map((t) => t.name.name)).toEqual(['b']);
  });

  test('a class and its schema are one entity', () => {
    const d = desired(`class User { id: number; name: string = 'none'; }
export const schema = new EntitySchema({ class: User, properties: { id: { primary: true }, name: { length: 9 } } });
export const Post = defineEntity({ name: 'Post', properties: { id: p.integer().primary(), user: () => p.manyToOne(User) } });`);
    expect(table(d, 'user').columns.map((c) => [c.name, c.type])).toMatchObject([
      ['id', { bits: 32 }],
      ['name', { spelling: 'varchar(9)' }],
    ]);
    expect(table(d, 'post').foreignKeys[0]?.references.table.name).toBe('user');
  });
});

test('it claims files that use it, and names those that they refer to', () => {
  const file = (text: string) => ({ name: 'src/a.ts', text });
  const used = file("import { Entity } from '@mikro-orm/core';\nimport { B } from './b';\n@Entity() class A {}");
  expect(mikro.claims(used)).toBe(true);
  expect(mikro.refersTo(used)).toEqual(['@mikro-orm/core', './b']);
  expect(mikro.claims(file("import { MikroORM } from '@mikro-orm/core';"))).toBe(false);
});
