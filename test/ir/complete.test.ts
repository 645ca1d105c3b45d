import { describe, expect, it, test } from 'vitest';
import { complete } from '../../src/ir/complete.js';
import { type Desired, nowhere, type TableOwnership } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import {
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  type Schema,
  type Table,
  table,
  unique,
} from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { markUnnamed, settleNames, suggested } from '../../src/ir/unnamed.js';

const users = qname('users');
const spec = (tables: ReadonlyArray<Table>, own: Partial<TableOwnership> = {}): Desired => ({
  schema: markUnnamed({ ...emptySchema, tables }),
  owns: {
    tables: 'listed',
    byTable: Object.fromEntries(
      tables.map((t) => [
        t.name.name,
        { facets: ['columns', 'primaryKey'], unstated: new Map(), notUnique: [], ...own },
      ]),
    ),
  },
  renames: [],
  data: [],
  positions: nowhere,
});
const options = { prune: false, uniquesAsIndexes: false };
const database = (...tables: ReadonlyArray<Table>): Schema => ({ ...emptySchema, tables });
const email = column('email', T.varchar(255));

describe('complete', () => {
  it('keeps indexes, checks and keys that the spec does not mention', () => {
    const have = table(users, [email], {
      indexes: [index([indexPart('email')], { name: 'ix_email' })],
      checks: [check(E.binary('<>', E.column('email'), E.string('')), { name: 'not_empty' })],
      uniques: [unique(['email'], { name: 'uq' })],
      foreignKeys: [foreignKey(['email'], { table: qname('emails'), columns: ['address'] }, { name: 'fk' })],
    });
    const result = complete(spec([table(users, [email])]), database(have), options);
    expect(result.tables).toEqual([have]);
  });

  it('drops them when the spec declares the facet, and everything unmentioned with prune', () => {
    const have = table(users, [email], { indexes: [index([indexPart('email')], { name: 'ix_email' })] });
    const other = table(qname('other'), [email]);
    expect(
      complete(spec([table(users, [email])], { facets: ['columns', 'indexes'] }), database(have), options).tables[0]
        ?.indexes,
    ).toEqual([]);
    expect(complete(spec([table(users, [email])]), database(have, other), { ...options, prune: true }).tables).toEqual([
      table(users, [email]),
    ]);
  });

  it('adopts the name of what is there already', () => {
    const have = table(users, [email], { uniques: [unique(['email'], { name: 'users_email_index_64e1f' })] });
    expect(
      complete(spec([table(users, [email], { uniques: [unique(['email'])] })]), database(have), options).tables,
    ).toEqual([have]);
  });

  it('tells apart no nameless parts of a table that stands, and of the one that it is to become', () => {
    const parts = {
      uniques: [unique(['email'])],
      checks: [check(E.binary('<>', E.column('email'), E.string('')))],
      foreignKeys: [foreignKey(['email'], { table: qname('emails'), columns: ['address'] })],
    };
    const [have, want] = [table(users, [email, column('old', T.text())], parts), table(users, [email], parts)];
    const standing = { ...spec([want]), schema: { ...emptySchema, tables: [want] } };
    expect(complete(standing, database(have), options).tables).toEqual([
      { ...have, columns: expect.anything(), ...parts },
    ]);
  });

  it('takes a unique index for the unique constraint that was asked for', () => {
    const have = table(users, [email], { indexes: [index([indexPart('email')], { name: 'ux', unique: true })] });
    expect(
      complete(spec([table(users, [email], { uniques: [unique(['email'])] })]), database(have), options).tables,
    ).toEqual([have]);
  });

  it('drops what stands on a column that goes', () => {
    const have = table(users, [email, column('old', T.text())], {
      indexes: [index([indexPart('email'), indexPart('old')], { name: 'ix' })],
      checks: [check(E.isNull(E.column('old')), { name: 'c' })],
    });
    expect(complete(spec([table(users, [email])]), database(have), options).tables).toEqual([table(users, [email])]);
  });

  it('leaves a comment, a collation and a counter alone that the spec does not speak of', () => {
    const id = column('id', T.integer(32), {
      identity: { kind: 'Serial', sequence: qname('users_id_seq') },
      comment: 'key',
    });
    const have = table(users, [id, { ...email, collation: 'C' }]);
    const wanted = spec([table(users, [column('id', T.integer(32), { identity: { kind: 'AutoIncrement' } }), email])], {
      unstated: new Map([
        ['id', ['identity', 'comment']],
        ['email', ['collation', 'comment']],
      ]),
    });
    expect(complete(wanted, database(have), options).tables).toEqual([have]);
  });

  it('keeps a check that lists values, whatever its name', () => {
    const status = column('status', T.varchar(10));
    const listed = { kind: 'In', arg: E.column('status'), list: [E.string('a')], negated: false } as const;
    const have = table(users, [status], { checks: [check(listed, { name: 'users_status_check' })] });
    const wanted = spec([table(users, [status])], { unstated: new Map([['status', ['comment']]]) });
    expect(complete(wanted, database(have), options).tables).toEqual([have]);
  });

  it('drops the unique of a field that says unique: false', () => {
    const have = table(users, [email], { uniques: [unique(['email'], { name: 'uq' })] });
    expect(
      complete(spec([table(users, [email])], { notUnique: ['email'] }), database(have), options).tables[0]?.uniques,
    ).toEqual([]);
  });

  it('gives an enum type the name the database has for it', () => {
    const wanted = table(users, [column('role', T.enum([], qname('users_role')))]);
    const have = table(users, [column('role', T.enum([], qname('role_type')))]);
    const desired = spec([wanted]);
    const result = complete(
      {
        ...desired,
        schema: { ...desired.schema, enums: [{ name: qname('users_role'), values: ['a', 'b'], comment: null }] },
      },
      { ...database(have), enums: [{ name: qname('role_type'), values: ['a'], comment: null }] },
      options,
    );
    expect(result.tables).toEqual([have]);
    expect(result.enums).toEqual([{ name: qname('role_type'), values: ['a', 'b'], comment: null }]);
  });
});

describe('pruning', () => {
  it('leaves the journal of a migration runner alone', () => {
    const journal = table(qname('schema_migrations'), [column('version', T.varchar(255))]);
    const other = table(qname('other'), [email]);
    const result = complete(spec([table(users, [email])]), database(table(users, [email]), journal, other), {
      ...options,
      prune: true,
    });
    expect(result.tables.map((t) => t.name.name)).toEqual(['users', 'schema_migrations']);
  });
});

test('tables and columns may be called like the members of every object', () => {
  const odd = table(qname('constructor'), [column('toString', T.varchar(10)), column('__proto__', T.text())]);
  const desired = { ...spec([]), schema: { ...emptySchema, tables: [odd] } };
  expect(complete(desired, database(odd), options).tables).toEqual([odd]);
  expect(complete({ ...desired, owns: { tables: 'all', byTable: {} } }, database(odd), options).tables).toEqual([odd]);
});

describe('a suggested name', () => {
  const wanted = (unique: boolean): Table =>
    table(users, [email], { indexes: [index([indexPart('email')], { name: suggested('IDX_1'), unique })] });
  const names = (have: Table, want: Table): ReadonlyArray<unknown> =>
    complete(spec([want]), database(have), options).tables[0]?.indexes.map((i) => [i.name, i.unique]) ?? [];

  it('is taken when the part is new', () => {
    expect(names(table(users, [email]), wanted(false))).toEqual([['IDX_1', false]]);
  });

  it('gives way to the name that the same part has', () => {
    const have = table(users, [email], { indexes: [index([indexPart('email')], { name: 'by_email' })] });
    expect(names(have, wanted(false))).toEqual([['by_email', false]]);
  });

  it('is the name of what the database has under it, whatever its shape', () => {
    const have = table(users, [email], { indexes: [index([indexPart('email')], { name: 'IDX_1' })] });
    expect(names(have, wanted(true))).toEqual([['IDX_1', true]]);
  });

  it('is a name in the state that a plan starts from', () => {
    expect(settleNames({ ...emptySchema, tables: [wanted(false)] }).tables[0]?.indexes[0]?.name).toBe('IDX_1');
  });
});
