/**
 * Names that stand in each other's way, or that the engine keeps for itself: what it refuses, the plan refuses before it,
 * and what it takes, the plan takes.
 */
import { expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { whole } from '../../src/ir/desired.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import {
  type Column,
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
import { isLeft } from '../../src/prelude.js';
import { describeEngines, scratch } from '../support/engines.js';
import { answer, tryRashly } from '../support/rash.js';

type Parts = Parameters<typeof table>[2];

const int = (name: string): Column => column(name, T.integer(32), { nullable: true });

const t = (name: string, columns: ReadonlyArray<string>, parts: Parts = {}, more: ReadonlyArray<Column> = []): Table =>
  table(qname(name), [column('id', T.integer(32)), ...columns.map(int), ...more], {
    primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
    ...parts,
  });

const of = (...tables: ReadonlyArray<Table>): Schema => ({ ...emptySchema, tables });
const ix = (name: string, c = 'a', more = {}) => index([indexPart(c)], { name, ...more });
const positive = (name: string) => check(E.binary('>', E.column('a'), E.number(0)), { name });
const toP = (name: string) => foreignKey(['a'], { table: qname('p'), columns: ['id'] }, { name });
const p = t('p', []);

const cases: ReadonlyArray<readonly [what: string, schema: Schema, there?: string]> = [
  ['columns that differ in case', of(t('x', ['a', 'A']))],
  ['columns that differ in the case of a letter beyond ASCII', of(t('x', ['é', 'É']))],
  ['columns that differ in an accent', of(t('x', ['e', 'é']))],
  ['tables that differ in case', of(t('x', ['a']), t('X', ['a']))],
  ['indexes of one table that differ in case', of(t('x', ['a', 'b'], { indexes: [ix('i'), ix('I', 'b')] }))],
  ['indexes of one table with one name', of(t('x', ['a', 'b'], { indexes: [ix('i'), ix('i', 'b')] }))],
  [
    'an index and a unique constraint with one name',
    of(t('x', ['a', 'b'], { indexes: [ix('i')], uniques: [unique(['b'], { name: 'i' })] })),
  ],
  [
    'indexes of two tables with one name',
    of(t('x', ['a'], { indexes: [ix('i')] }), t('y', ['a'], { indexes: [ix('i')] })),
  ],
  ['an index with the name of a table', of(t('x', ['a'], { indexes: [ix('y')] }), t('y', ['a']))],
  ['an index with the name of its table', of(t('x', ['a'], { indexes: [ix('x')] }))],
  [
    'a unique constraint with the name of a table',
    of(t('x', ['a'], { uniques: [unique(['a'], { name: 'y' })] }), t('y', ['a'])),
  ],
  [
    'checks of one table with one name',
    of(t('x', ['a'], { checks: [positive('k'), check(E.binary('<', E.column('a'), E.number(9)), { name: 'k' })] })),
  ],
  [
    'checks of one table that differ in case',
    of(t('x', ['a'], { checks: [positive('k'), check(E.binary('<', E.column('a'), E.number(9)), { name: 'K' })] })),
  ],
  [
    'checks of two tables with one name',
    of(t('x', ['a'], { checks: [positive('k')] }), t('y', ['a'], { checks: [positive('k')] })),
  ],
  [
    'foreign keys of two tables with one name',
    of(p, t('x', ['a'], { foreignKeys: [toP('k')] }), t('y', ['a'], { foreignKeys: [toP('k')] })),
  ],
  [
    'foreign keys of two tables that differ in case',
    of(p, t('x', ['a'], { foreignKeys: [toP('k')] }), t('y', ['a'], { foreignKeys: [toP('K')] })),
  ],
  [
    'a foreign key and a check with one name',
    of(p, t('x', ['a'], { foreignKeys: [toP('k')], checks: [positive('k')] })),
  ],
  ['a foreign key and an index with one name', of(p, t('x', ['a'], { foreignKeys: [toP('k')], indexes: [ix('k')] }))],
  [
    'a unique constraint and a check with one name',
    of(t('x', ['a'], { uniques: [unique(['a'], { name: 'k' })], checks: [positive('k')] })),
  ],
  ['an index called PRIMARY', of(t('x', ['a'], { indexes: [ix('PRIMARY')] }))],
  ['an index called primary', of(t('x', ['a'], { indexes: [ix('primary')] }))],
  ['a check called PRIMARY', of(t('x', ['a'], { checks: [positive('PRIMARY')] }))],
  ['a foreign key called PRIMARY', of(p, t('x', ['a'], { foreignKeys: [toP('PRIMARY')] }))],
  ['an index called GEN_CLUST_INDEX', of(t('x', ['a'], { indexes: [ix('GEN_CLUST_INDEX')] }))],
  ['a column called ctid', of(t('x', ['ctid']))],
  ['a column called xmin', of(t('x', ['xmin']))],
  ['a column called tableoid', of(t('x', ['tableoid']))],
  ['a column called oid', of(t('x', ['oid']))],
  ['a column called rowid', of(t('x', ['rowid']))],
  ['a column called DB_ROW_ID', of(t('x', ['DB_ROW_ID']))],
  ['a column called db_trx_id', of(t('x', ['db_trx_id']))],
  ['a column called DB_ROLL_PTR', of(t('x', ['DB_ROLL_PTR']))],
  ['a column called FTS_DOC_ID', of(t('x', ['FTS_DOC_ID']))],
  [
    'a column called FTS_DOC_ID that is what it should be',
    of(t('x', [], {}, [column('FTS_DOC_ID', T.integer(64, true))])),
  ],
  ['a table called sqlite_x', of(t('sqlite_x', ['a']))],
  ['an index called sqlite_i', of(t('x', ['a'], { indexes: [ix('sqlite_i')] }))],
  ['a table called pg_x', of(t('pg_x', ['a']))],
  ['a table with a dot', of(t('a.b', ['a']))],
  ['a table with a slash', of(t('a/b', ['a']))],
  ['a table that ends in a space', of(t('x ', ['a']))],
  ['a column that ends in a space', of(t('x', ['a ']))],
  ['an index that ends in a space', of(t('x', ['a'], { indexes: [ix('i ')] }))],
  ['a column with no name', of(t('x', ['']))],
  ['a table with no name', of(t('', ['a']))],
  ['a column with a character beyond U+FFFF', of(t('x', ['😀']))],
  ['a table with a character beyond U+FFFF', of(t('😀', ['a']))],
  ['a column with NUL', of(t('x', ['a\0b']))],
  ['a column of 65 letters', of(t('x', ['a'.repeat(65)]))],
  ['a column of 64 letters', of(t('x', ['a'.repeat(64)]))],
  ['two columns that are alike up to the limit', of(t('x', [`${'a'.repeat(63)}b`, `${'a'.repeat(63)}c`]))],
  ['two columns that are alike up to the limit and longer', of(t('x', [`${'a'.repeat(70)}b`, `${'a'.repeat(70)}c`]))],
  [
    'an enum with the name of a table',
    { ...of(t('x', ['a'])), enums: [{ name: qname('x'), values: ['a'], comment: null }] },
  ],
  ['a table with the name of a view', of(t('v', ['a'])), 'CREATE VIEW v AS SELECT 1 AS one'],
  ['an index with the name of a view', of(t('x', ['a'], { indexes: [ix('v')] })), 'CREATE VIEW v AS SELECT 1 AS one'],
];

describeEngines('names', (engine) => {
  test.each(cases.map(([what, schema, there = '']) => ({ what, schema, there })))(
    '$what',
    async ({ schema, there }) => {
      const db = await scratch(engine);
      try {
        if (there !== '') await db.exec(there);
        const before = await db.introspect();
        const { dialect } = await db.database();
        const said = plan(
          whole(before),
          { ...whole(schema), owns: { tables: 'listed', byTable: {} } },
          { dialect: dialect.id, serverVersion: dialect.version },
        );
        const raw = await tryRashly(db, dialect, schema);
        const refused = 'refused' in raw ? raw.refused : null;
        expect(isLeft(said), refused ?? 'taken').toBe(refused !== null);
        if (isLeft(said)) return;
        await db.reset();
        if (there !== '') await db.exec(there);
        expect(await answer(db, said.right.migrations)).toBeNull();
      } finally {
        await db.drop();
      }
    },
  );
});
