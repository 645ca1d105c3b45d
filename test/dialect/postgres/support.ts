/** What the tests of this folder share: a dialect for a version, statements for a schema, and servers to run them on. */
import type { Dialect } from '../../../src/dialect/dialect.js';
import { postgres } from '../../../src/dialect/postgres/index.js';
import { emptySchema, type Schema, type Table } from '../../../src/ir/schema.js';
import { isLeft } from '../../../src/prelude.js';
import type { Statement } from '../../../src/sql/ast.js';
import { type Scratch, showProblem } from '../../support/engines.js';

export const dialectOf = (major: number): Dialect => postgres({ major, minor: 0, patch: 0, text: String(major) });

export const majors = { postgres15: 15, postgres18: 18 } as const;
export type PostgresId = keyof typeof majors;
export const servers: ReadonlyArray<PostgresId> = ['postgres15', 'postgres18'];

/** The schema as one database would be made: types, tables, then the foreign keys between them. */
export const making = (s: Schema): ReadonlyArray<Statement> => [
  ...s.enums.flatMap(
    (type): ReadonlyArray<Statement> => [
      { kind: 'CreateEnum', type },
      ...(type.comment === null
        ? []
        : [{ kind: 'Comment' as const, on: { kind: 'Type' as const, type: type.name }, text: type.comment }]),
    ],
  ),
  ...s.tables.map((t): Statement => ({ kind: 'CreateTable', table: { ...t, foreignKeys: [] } })),
  ...s.tables.flatMap((t): ReadonlyArray<Statement> => {
    if (t.foreignKeys.length === 0) return [];
    const bare: Table = { ...t, foreignKeys: [] };
    const actions = t.foreignKeys.map((foreignKey) => ({ kind: 'AddForeignKey' as const, foreignKey }));
    return [{ kind: 'AlterTable', before: bare, after: t, actions }];
  }),
];

export const printed = (d: Dialect, statements: ReadonlyArray<Statement>, before: Schema, after: Schema): string[] => {
  const legal = d.legalise({ statements, before, after });
  if (isLeft(legal)) throw new Error(legal.left.map(showProblem).join('; '));
  return legal.right.map((s) => {
    const text = d.print(s);
    if (isLeft(text)) throw new Error(text.left.map(showProblem).join('; '));
    return text.right;
  });
};

export const create = async (on: Scratch, d: Dialect, schema: Schema): Promise<Schema> => {
  const made = d.physical(schema);
  const namespaces = new Set([...made.tables, ...made.enums].flatMap((t) => t.name.namespace ?? []));
  for (const n of namespaces) await on.exec(`CREATE SCHEMA ${d.quote(n)}`);
  for (const sql of printed(d, making(made), emptySchema, made)) await on.exec(sql);
  return made;
};
