/** What TypeORM entities say that cannot be read: each a problem with its place, none a guess. */
import { describe, expect, test } from 'vitest';
import type { Desired } from '../../../../src/ir/desired.js';
import type { DialectId } from '../../../../src/ir/expression.js';
import type { Table } from '../../../../src/ir/schema.js';
import { typeorm } from '../../../../src/read/entity/typeorm/index.js';
import { sentence } from '../../../../src/report/problem-words.js';

const imports =
  `import { BaseEntity, Check, ChildEntity, Column, CreateDateColumn, Entity, EntitySchema, Exclusion, ForeignKey,
  Generated, Index, JoinColumn, JoinTable, ManyToMany, ManyToOne, OneToMany, OneToOne, PrimaryColumn,
  PrimaryGeneratedColumn, TableInheritance, Tree, Unique, VersionColumn } from 'typeorm';`.replace(/\s+/g, ' ');

const files = (text: string, more: Readonly<Record<string, string>> = {}) =>
  Object.entries({ 'a.ts': `${imports}\n${text}`, ...more }).map(([name, text]) => ({ name, text }));

const wrong = (
  text: string,
  dialect: DialectId = 'postgres',
  only: ReadonlyArray<string> | null = null,
): ReadonlyArray<string> => {
  const read = typeorm.read({ files: files(text), only, dialect });
  return read._tag === 'Left' ? read.left.map((p) => `${p.at?.line ?? '-'}: ${sentence(p)}`) : ['it was read'];
};

const desired = (
  text: string,
  dialect: DialectId = 'postgres',
  only: ReadonlyArray<string> | null = null,
  more = {},
): Desired => {
  const read = typeorm.read({ files: files(text, more), only, dialect });
  if (read._tag === 'Left') throw new Error(read.left.map(sentence).join('\n'));
  return read.right;
};

const table = (d: Desired, name: string): Table => {
  const found = d.schema.tables.find((t) => t.name.name === name);
  if (found === undefined) throw new Error(`no table ${name} in ${d.schema.tables.map((t) => t.name.name)}`);
  return found;
};

const entity = (column: string, before = ''): string =>
  `${before}@Entity() export class User { @PrimaryGeneratedColumn() id: number;\n${column} }`;

describe('a problem with its place', () => {
  test.each([
    [
      'a default of the environment',
      entity('@Column({ default: process.env.NAME }) a: string;'),
      [
        '3: the default of "User.a" is computed when the program runs ("process.env.NAME"): it is known at run time only',
      ],
    ],
    [
      'a length that a function gives',
      entity('@Column({ length: size() }) a: string;'),
      ['3: length of @Column of "User.a" is computed when the program runs ("size()"): it calls a function'],
    ],
    [
      'options of a file that was not given',
      `import { base } from './base';\n${entity('@Column({ ...base }) a: string;')}`,
      [
        '4: a part of @Column of "User.a" is computed when the program runs ("base"): it comes from "./base", which was not read',
      ],
    ],
    [
      'an option that there is not',
      entity('@Column({ lenght: 3 }) a: string;'),
      ['3: unknown key "lenght" in @Column of User.a'],
    ],
    [
      'an option of another kind',
      entity("@Column({ nullable: 'yes' }) a: string;"),
      ['3: expected true or false for "nullable of @Column", found "yes" in User.a'],
    ],
    [
      'a type that cannot be told',
      entity('@Column() a: { b: number };'),
      ['3: @Column of "User.a" cannot be: a property of type Object has no type of column'],
    ],
    [
      'a type of a file that was not given',
      `import { Id } from './id';\n${entity('@Column() a: Id;')}`,
      ['4: "./id" is not among the files that were read, the type Id needs it of "User.a"'],
    ],
    [
      'a type that the engine has not',
      entity("@Column('datetime') a: Date;"),
      ['3: the type of "User.a" cannot be: PostgreSQL has no type datetime'],
    ],
    [
      'a length where there is none',
      entity("@Column('int', { length: 3 }) a: number;"),
      ['3: length of "User.a" cannot be: integer has no length on PostgreSQL'],
    ],
    [
      'an enum without values',
      entity("@Column('enum') a: string;"),
      ['3: the type enum of "User.a" cannot be: it has neither enum nor enumName'],
    ],
    [
      'a virtual column',
      entity("@Column({ asExpression: 'b' }) a: string;"),
      ['3: asExpression of "User.a" cannot be: PostgreSQL is given STORED columns only'],
    ],
    [
      'an exclusion',
      entity('', "@Exclusion('USING gist (a WITH =)') "),
      ['2: @Exclusion of "User" is not understood: exclusion constraints are not modelled'],
    ],
    [
      'a relation to nothing that was read',
      `import { Post } from './post';\n${entity('@ManyToOne(() => Post) a;')}`,
      [
        '4: @ManyToOne of "User.a" is computed when the program runs ("Post"): it comes from "./post", which was not read',
      ],
    ],
    [
      'a relation to what is no entity',
      entity('@ManyToOne(() => Other) a;', 'class Other {}\n'),
      ['4: "Other" is not among the files that were read, the relation a needs it of "User"'],
    ],
    [
      'an index on nothing',
      entity('', "@Index(['none']) "),
      ['2: @Index of "User" cannot be: there is no property none'],
    ],
    [
      'no primary column',
      '@Entity() export class User { @Column() a: string; }',
      ['2: an entity without a primary column of "User" cannot be'],
    ],
    [
      'a base of a file that was not given',
      "import { Base } from './base';\n@Entity() export class User extends Base { @PrimaryColumn() id: number; }",
      ['3: "./base" is not among the files that were read, the class User, which extends Base, needs it of "User"'],
    ],
    [
      'a base that is worked out',
      '@Entity() export class User extends mixin(Object) { @PrimaryColumn() id: number; }',
      [
        '2: the class that it extends of "User" is computed when the program runs ("mixin(Object)"): it calls a function',
      ],
    ],
    [
      'a decorator of the project that does more than return',
      entity('@My() a: string;', 'const My = () => { const c = Column(); return (t, k) => c(t, k); };\n'),
      [
        '4: a decorator of the project of "User.a" is computed when the program runs: it does more than return other decorators',
      ],
    ],
    [
      'zeros that pad a number',
      entity("@Column('int', { zerofill: true }) a: number;"),
      ['3: zerofill of @Column of "User.a" is not understood: columns that are padded with zeros are not modelled'],
    ],
    [
      'a class that extends itself',
      '@Entity() export class A extends B { @PrimaryColumn() id: number; }\nclass B extends A {}',
      ['2: the class of "A" cannot be: it extends itself'],
    ],
    [
      'an embedded class that holds itself',
      `class E { @Column(() => E) e; @Column(() => E) f; }\n${entity('@Column(() => E) e;')}`,
      [
        '2: the embedded class of "User.e.e" cannot be: it holds itself',
        '2: the embedded class of "User.e.f" cannot be: it holds itself',
      ],
    ],
  ])('%s', (_, text, problems) => {
    expect(wrong(text)).toEqual(problems);
  });

  test('a naming strategy of the data source, in a file that is read', () => {
    const source =
      "import { DataSource } from 'typeorm';\nexport const db = new DataSource({ type: 'postgres', namingStrategy: new Snake() });";
    expect(typeorm.claims({ name: 'db.ts', text: source })).toBe(true);
    const read = typeorm.read({
      files: [...files(entity('')), { name: 'db.ts', text: source }],
      only: null,
      dialect: 'postgres',
    });
    expect(read._tag === 'Left' ? read.left.map((p) => `${p.at?.file}:${p.at?.line}: ${sentence(p)}`) : []).toEqual([
      'db.ts:2: namingStrategy: new Snake() is not understood: entities are read by the defaults of TypeORM',
    ]);
  });

  test('a name that no entity has', () => {
    expect(wrong(entity(''), 'postgres', ['Usr'])).toEqual(['-: there is no entity "Usr"']);
  });

  test('a default that the driver cannot write', () => {
    expect(wrong(entity("@Column('json', { default: { a: 1 } }) a: object;"), 'mysql')).toEqual([
      '3: the default of "User.a" is not understood: TypeORM writes no list or object as a default on MySQL',
    ]);
  });

  test('all of them at once', () => {
    expect(wrong(entity('@Column({ length: f() }) a: string;\n@Column({ default: g() }) b: string;'))).toHaveLength(2);
  });

  test('hostile names and types', () => {
    expect(wrong(entity("@Column('constructor') a: string;"))).toEqual([
      '3: the type of "User.a" cannot be: PostgreSQL has no type constructor',
    ]);
    expect(wrong(entity("@ManyToOne(() => User, { onDelete: 'toString' }) a;"))).toHaveLength(1);
    const d = desired("@Entity('__proto__') export class User { @PrimaryColumn({ name: '__proto__' }) id: number; }");
    expect([d.schema.tables[0]?.name.name, Object.keys(d.owns.byTable)]).toEqual(['__proto__', ['__proto__']]);
  });
});

describe('what is read', () => {
  test('decorators under other names, of the project, and several as one', () => {
    const d = desired(
      `import * as orm from 'typeorm';
import { applyDecorators } from '@nestjs/common';
const Short = (name: string) => Column({ length: 10, name });
const Both = () => applyDecorators(Column({ length: 7 }), Index());
@orm.Entity('users') export class User {
  @orm.PrimaryColumn() id: number;
  @Short('b') a: string;
  @IsEmail() @Both() c: string;
}`,
      'mysql',
    );
    const users = table(d, 'users');
    expect(users.columns.map((c) => [c.name, c.type])).toMatchObject([
      ['id', { spelling: 'int' }],
      ['b', { spelling: 'varchar(10)' }],
      ['c', { spelling: 'varchar(7)' }],
    ]);
    expect(users.indexes).toHaveLength(1);
  });

  test('a facet that the entity never mentions is not its business', () => {
    const facets = (text: string) => desired(text).owns.byTable['user']?.facets;
    expect(facets(entity(''))).toEqual(['columns', 'primaryKey']);
    expect(facets(entity('@Index() @Column() a: string;'))).toEqual(['columns', 'primaryKey', 'indexes']);
    expect(facets(entity('@Index() @Column() a: string;', "@Index('mine', { synchronize: false }) "))).toEqual([
      'columns',
      'primaryKey',
    ]);
    expect(facets(entity('@Column({ unique: true }) a: string;'))).toContain('uniques');
    const mysql = desired(entity('@Column({ unique: true }) a: string;'), 'mysql').owns.byTable['user']?.facets;
    expect(mysql).toEqual(['columns', 'primaryKey', 'uniques']);
    expect(facets(entity('@Index({ unique: true }) @Column() a: string;'))).toEqual([
      'columns',
      'primaryKey',
      'indexes',
    ]);
  });

  test('only the entities that were asked for, with their join tables', () => {
    const text = `@Entity() export class A { @PrimaryColumn() id: number; @ManyToMany(() => B) @JoinTable() bs: B[]; }
@Entity() export class B { @PrimaryColumn() id: number; }`;
    expect(desired(text, 'postgres', ['A']).schema.tables.map((t) => t.name.name)).toEqual(['a', 'a_bs_b']);
    expect(desired(text, 'postgres', ['B']).schema.tables.map((t) => t.name.name)).toEqual(['b']);
  });

  test('a display width of one digit, as version 0.3 has it', () => {
    const d = desired(entity("@Column('tinyint', { width: 1 }) a: number;"), 'mysql');
    expect(table(d, 'user').columns[1]?.type).toMatchObject({ spelling: 'tinyint(1)' });
  });

  test('names that the framework makes are suggested, those that are given are stated', () => {
    const d = desired(entity("@Index() @Column() a: string;\n@Index('mine') @Column() b: string;"));
    expect(table(d, 'user').indexes.map((i) => i.name)).toEqual([
      expect.stringMatching(/^\u0000~IDX_[0-9a-f]{26}$/),
      'mine',
    ]);
  });

  test('each table and column has its place', () => {
    const { positions } = desired(entity('  @Column() a: string;'));
    expect([positions('user'), positions('user.a')]).toEqual([
      { file: 'a.ts', line: 2, column: 24 },
      { file: 'a.ts', line: 3, column: 13 },
    ]);
  });
});

test('it claims files that use it, and names those that they refer to', () => {
  const file = (text: string) => ({ name: 'src/a.ts', text });
  const used = file("import { Entity } from 'typeorm';\nimport { B } from './b';\n@Entity() class A {}");
  expect(typeorm.claims(used)).toBe(true);
  expect(typeorm.refersTo(used)).toEqual(['./b']);
  expect(typeorm.claims(file("import { DataSource } from 'typeorm';"))).toBe(false);
  expect(typeorm.claims({ name: 'a.php', text: used.text })).toBe(false);
});
