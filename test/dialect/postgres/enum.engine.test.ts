/** Enum types: labels added, taken away, put in another order, with everything that was compiled for the old type. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { differingTables, sameSchema } from '../../../src/ir/equal.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import {
  check,
  column,
  type EnumType,
  emptySchema,
  index,
  indexPart,
  type Schema,
  table,
  unique,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';
import type { Statement } from '../../../src/sql/ast.js';
import { type Scratch, scratch } from '../../support/engines.js';
import { create, dialectOf, majors, printed, servers } from './support.js';

const name = qname('my "mood"');
const mood: EnumType = { name, values: ['sad', 'ok', "it's"], comment: 'feelings' };
const is = (label: string) => E.binary('=', E.column('m'), E.string(label));

const schema: Schema = {
  ...emptySchema,
  enums: [mood, { name: qname('my "mood"_new'), values: ['taken'], comment: null }],
  tables: [
    table(
      qname('t'),
      [
        column('id', T.integer(32)),
        column('m', T.enum([], name), {
          default: { kind: 'Value', value: { kind: 'String', value: 'ok' } },
          comment: 'now',
        }),
        column('n', T.enum([], name), { nullable: true }),
        column('glad', T.boolean, {
          generated: { expr: is("it's"), stored: true },
          nullable: true,
          comment: 'computed',
        }),
      ],
      {
        primaryKey: {
          name: null,
          columns: [
            { name: 'm', prefix: null, order: 'asc' },
            { name: 'id', prefix: null, order: 'asc' },
          ],
        },
        uniques: [unique(['n', 'id'])],
        checks: [
          check(
            { kind: 'In', arg: E.column('m'), list: [E.string('ok'), E.string("it's")], negated: false },
            { name: 'few' },
          ),
        ],
        indexes: [
          index([indexPart('m')], { name: 'plain' }),
          index([indexPart('id')], { name: 'partial', where: is('ok'), comment: 'some' }),
          index([indexPart('glad')], { name: 'glads' }),
        ],
      },
    ),
    table(qname('u'), [column('m', T.enum([], name), { nullable: true })]),
  ],
};

describe.each(servers)('enum types · %s', (id) => {
  const d = dialectOf(majors[id]);
  let on: Scratch;
  let before: Schema;
  beforeAll(async () => {
    on = await scratch(id);
  });
  afterAll(() => on.drop());
  beforeEach(async () => {
    await on.reset();
    before = await create(on, d, schema);
    await on.exec(`INSERT INTO t (id, m, n) VALUES (1, 'ok', 'sad'), (2, 'it''s', NULL)`);
  });

  const carryOut = async (statement: Statement, after: Schema): Promise<void> => {
    const sql = printed(d, [statement], before, after);
    for (const text of ['BEGIN', ...sql, 'COMMIT']) await on.exec(text);
    const read = await on.introspect();
    expect(differingTables(after, read), sql.join('\n')).toEqual([]);
    expect(sameSchema(after, read)).toBe(true);
  };

  test('labels taken away and put in another order', async () => {
    await on.exec('UPDATE t SET n = NULL');
    await on.exec('CREATE VIEW v AS SELECT m, glad FROM t');
    await on.exec('DROP VIEW v; CREATE VIEW v AS SELECT m FROM t WHERE n IS NULL');
    const to = { ...mood, values: ["it's", 'new', 'ok'] };
    const read = await on.introspect();
    before = { ...before, opaque: read.opaque };
    await carryOut(
      { kind: 'ReplaceEnum', from: mood, to },
      { ...before, enums: before.enums.map((e) => (e.name.name === name.name ? to : e)) },
    );
    expect(await on.query('SELECT m::text, glad FROM t ORDER BY m')).toEqual([
      { m: "it's", glad: true },
      { m: 'ok', glad: false },
    ]);
    await on.exec(`INSERT INTO t (id) VALUES (9)`);
    expect(await on.query('SELECT count(*)::text AS n FROM v')).toEqual([{ n: '3' }]);
  });

  test('a label that rows still have stops it, and leaves everything as it was', async () => {
    const to = { ...mood, values: ['ok', "it's"] };
    const dump = await on.dump();
    await on.exec('BEGIN');
    const sql = printed(d, [{ kind: 'ReplaceEnum', from: mood, to }], before, before);
    const run = async (): Promise<void> => {
      for (const text of sql) await on.exec(text);
    };
    await expect(run()).rejects.toThrow(/invalid input value for enum/);
    await on.exec('ROLLBACK');
    expect(await on.dump()).toBe(dump);
  });

  test('labels are added where they belong', async () => {
    const add = (value: string, place: Extract<Statement, { kind: 'AddEnumValue' }>['place']): Statement => ({
      kind: 'AddEnumValue',
      type: name,
      value,
      place,
    });
    const statements = [
      add('last', null),
      add("fir'st", { where: 'before', value: 'sad' }),
      add('mid', { where: 'after', value: 'ok' }),
    ];
    for (const sql of printed(d, statements, before, before)) await on.exec(sql);
    expect(statements.map(d.transaction)).toEqual(['alone', 'alone', 'alone']);
    const read = await on.introspect();
    expect(read.enums.find((e) => e.name.name === name.name)?.values).toEqual([
      "fir'st",
      'sad',
      'ok',
      'mid',
      "it's",
      'last',
    ]);
  });

  test('a view on a column that must be computed anew is refused', async () => {
    await on.exec('CREATE VIEW v AS SELECT glad FROM t');
    const read = await on.introspect();
    const legal = d.legalise({
      statements: [{ kind: 'ReplaceEnum', from: mood, to: { ...mood, values: ['ok'] } }],
      before: read,
      after: read,
    });
    expect(isLeft(legal) && legal.left.map((p) => p.code)).toEqual(['plan.opaque']);
  });

  test('create, rename, move and drop', async () => {
    await on.exec('CREATE SCHEMA app');
    const [a, b, c] = [qname('a'), qname('b"b'), qname('b"b', 'app')];
    const statements: ReadonlyArray<Statement> = [
      { kind: 'CreateEnum', type: { name: a, values: [], comment: null } },
      { kind: 'RenameEnum', from: a, to: b },
      { kind: 'RenameEnum', from: b, to: c },
    ];
    for (const sql of printed(d, statements, before, before)) await on.exec(sql);
    expect((await on.introspect()).enums.find((e) => e.name.namespace === 'app')).toEqual({
      name: c,
      values: [],
      comment: null,
    });
    for (const sql of printed(d, [{ kind: 'DropEnum', type: { name: c, values: [], comment: null } }], before, before))
      await on.exec(sql);
    expect(sameSchema(before, await on.introspect())).toBe(true);
  });
});
