/** What the tests of this folder share: statements for a schema, and both servers to run them on. */
import { expect } from 'vitest';
import type { Dialect, ServerVersion } from '../../../src/dialect/dialect.js';
import { mariadb } from '../../../src/dialect/mariadb/index.js';
import { mysql } from '../../../src/dialect/mysql/index.js';
import { sameName } from '../../../src/ir/name.js';
import { normalise } from '../../../src/ir/normalise.js';
import { emptySchema, type Schema, type Table } from '../../../src/ir/schema.js';
import { isLeft } from '../../../src/prelude.js';
import type { AlterAction, Statement } from '../../../src/sql/ast.js';
import { type Scratch, scratch, showProblem } from '../../support/engines.js';

export const version = (major: number, minor = 0, patch = 0): ServerVersion => ({
  major,
  minor,
  patch,
  text: `${major}.${minor}.${patch}`,
});

/** Without a server: the newest versions of both. */
export const offline: Readonly<Record<'mysql' | 'mariadb', Dialect>> = {
  mysql: mysql(version(9, 7, 4)),
  mariadb: mariadb(version(10, 11, 19)),
};

export const servers = ['mysql', 'mariadb'] as const;
export type ServerId = (typeof servers)[number];

export const making = (s: Schema): ReadonlyArray<Statement> => [
  ...s.tables.map((t): Statement => ({ kind: 'CreateTable', table: { ...t, foreignKeys: [] } })),
  ...s.tables.flatMap((t): ReadonlyArray<Statement> => {
    if (t.foreignKeys.length === 0) return [];
    const bare: Table = { ...t, foreignKeys: [] };
    const actions = t.foreignKeys.map((foreignKey) => ({ kind: 'AddForeignKey' as const, foreignKey }));
    return [{ kind: 'AlterTable', before: bare, after: t, actions }];
  }),
];

export const printed = (
  d: Dialect,
  statements: ReadonlyArray<Statement>,
  before: Schema,
  after: Schema,
): ReadonlyArray<string> => {
  const legal = d.legalise({ statements, before, after });
  if (isLeft(legal)) throw new Error(legal.left.map(showProblem).join('; '));
  return legal.right.map((s) => {
    const text = d.print(s);
    if (isLeft(text)) throw new Error(text.left.map(showProblem).join('; '));
    return text.right;
  });
};

export interface Lab {
  readonly db: Scratch;
  readonly dialect: Dialect;
  /** Empties the database and makes the schema; gives what the server should then have. */
  readonly create: (schema: Schema) => Promise<Schema>;
  /** One step on one table; afterwards the catalog must be the schema of `after`. Gives its statements. */
  readonly alter: (
    before: Table,
    after: Table,
    ...actions: ReadonlyArray<AlterAction>
  ) => Promise<ReadonlyArray<string>>;
  readonly step: (
    before: Schema,
    after: Schema,
    statements: ReadonlyArray<Statement>,
  ) => Promise<ReadonlyArray<string>>;
  readonly catalog: () => Promise<Schema>;
}

/** Keys in the tables' own order, so that a difference shows as one. */
export const plain = (s: Schema): unknown => JSON.parse(JSON.stringify(normalise(s).tables));

/** `prepare`: statements before anything is read, as a database is set up by its owner. */
export const openLab = async (id: ServerId, prepare: ReadonlyArray<string> = []): Promise<Lab> => {
  const db = await scratch(id);
  for (const sql of prepare) await db.exec(sql);
  const { dialect } = await db.database();
  const catalog = async (): Promise<Schema> => normalise(await db.introspect());
  const create = async (schema: Schema): Promise<Schema> => {
    await db.reset();
    for (const sql of prepare) await db.exec(sql);
    const made = normalise(dialect.physical(schema));
    for (const sql of printed(dialect, making(made), emptySchema, made)) await db.exec(sql);
    return made;
  };
  const step: Lab['step'] = async (before, after, statements) => {
    const texts = printed(dialect, statements, before, after);
    for (const sql of texts) await db.exec(sql);
    expect(plain(await catalog())).toEqual(plain(after));
    return texts;
  };
  return {
    db,
    dialect,
    create,
    step,
    catalog,
    alter: async (before, after, ...actions) => {
      const now = await catalog();
      const swap = (t: Table): Schema => ({
        ...now,
        tables: now.tables.map((x) => (sameName(x.name, before.name) ? t : x)),
      });
      return step(swap(before), swap(after), [{ kind: 'AlterTable', before, after, actions }]);
    },
  };
};
