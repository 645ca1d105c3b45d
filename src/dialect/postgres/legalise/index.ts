/** One step's neutral statements as ones that PostgreSQL has. */
import { qname } from '../../../ir/name.js';
import type { Problem } from '../../../ir/problem.js';
import { findTable } from '../../../ir/revise.js';
import type { Schema } from '../../../ir/schema.js';
import { left, map, right, traverse, type Validated } from '../../../prelude.js';
import type { Statement, StatementByKind } from '../../../sql/ast.js';
import { isKeyOf } from '../../../sql/batch.js';
import type { Change } from '../../dialect.js';
import type { Features } from '../capabilities.js';
import { printOverriding } from '../print.js';
import { quote, quoteName } from '../quote.js';
import { againstDropTable } from './dependents.js';
import { replaceEnum } from './enum.js';
import { countAfter, renameSequences } from './sequence.js';
import { alterTable, createIndex, createTable } from './table.js';

type Legal = Validated<Problem, ReadonlyArray<Statement>>;

/** A new name and a new namespace are two statements; so is what is named after the table. */
const renameTable = (s: StatementByKind['RenameTable'], before: Schema): ReadonlyArray<Statement> => {
  const half = qname(s.to.name, s.from.namespace);
  const table = findTable(before, s.from);
  return [
    ...(s.from.name === s.to.name ? [] : [{ ...s, to: half }]),
    ...(s.from.namespace === s.to.namespace ? [] : [{ ...s, from: half }]),
    ...(table === undefined ? [] : renameSequences(table, s.to, (c) => c)),
  ];
};

/** Rows that come back with the numbers they had; who counts them goes on after the last. */
const insertSelect = (s: StatementByKind['InsertSelect'], schemas: ReadonlyArray<Schema>): Legal => {
  const counted = schemas
    .flatMap((schema) => findTable(schema, s.into)?.columns ?? [])
    .filter((c) => c.identity !== null && s.columns.includes(c.name));
  const always = counted.some((c) => c.identity?.kind === 'Identity' && c.identity.generation === 'always');
  const on = new Map(counted.map((c) => [c.name, countAfter(s.into, c)]));
  return map((first: Statement): ReadonlyArray<Statement> => [first, ...on.values()])(
    always
      ? map((sql: string): Statement => ({ kind: 'Verbatim', sql, touches: s.into }))(printOverriding(s))
      : right(s),
  );
};

/**
 * What a deferred constraint still has to look at keeps the table from being altered in the same transaction ("pending
 * trigger events"), so it looks now and is put off again. https://www.postgresql.org/docs/18/sql-set-constraints.html
 */
const lookedThrough = (s: StatementByKind['Update'], schema: Schema): ReadonlyArray<Statement> => {
  const table = findTable(schema, s.table);
  const deferred = [...(table?.foreignKeys ?? []), ...(table?.uniques ?? [])].flatMap((c) =>
    c.deferrable === 'deferred' && c.name !== null ? [quoteName(qname(c.name, s.table.namespace))] : [],
  );
  return deferred.length === 0
    ? []
    : ['IMMEDIATE', 'DEFERRED'].map((mode) => ({
        kind: 'Verbatim',
        sql: `SET CONSTRAINTS ${deferred.join(', ')} ${mode}`,
        touches: null,
      }));
};

/** The namespace that something is put into. */
const entered = (s: Statement): string | null => {
  switch (s.kind) {
    case 'CreateTable':
      return s.table.name.namespace;
    case 'CreateEnum':
      return s.type.name.namespace;
    case 'RenameTable':
    case 'RenameEnum':
      return s.from.namespace === s.to.namespace ? null : s.to.namespace;
    default:
      return null;
  }
};

/** The namespace that something is taken out of. */
const vacated = (s: Statement): string | null => {
  switch (s.kind) {
    case 'DropTable':
      return s.table.name.namespace;
    case 'DropEnum':
      return s.type.name.namespace;
    case 'RenameTable':
    case 'RenameEnum':
      return s.from.namespace === s.to.namespace ? null : s.from.namespace;
    default:
      return null;
  }
};

const isIn = (name: string, { tables, enums, opaque, namespaces }: Schema): boolean =>
  namespaces?.includes(name) === true || [...tables, ...enums, ...opaque].some((x) => x.name.namespace === name);

const inSchemas = (sql: (name: string) => string, names: ReadonlyArray<string | null>, there: Schema) =>
  [...new Set(names)].flatMap(
    (name): ReadonlyArray<Statement> =>
      name === null || isIn(name, there) ? [] : [{ kind: 'Verbatim', sql: sql(quote(name)), touches: null }],
  );

/**
 * Namespaces that nothing is in yet are made, and those that were made for what goes on the way back go with it. Where
 * nobody looked which ones are there, one may be and be empty: hence IF NOT EXISTS, and it stays.
 * https://www.postgresql.org/docs/18/sql-createschema.html
 */
const newNamespaces = ({ statements, before }: Change): ReadonlyArray<Statement> =>
  inSchemas(
    (name) => `CREATE SCHEMA ${before.namespaces === undefined ? 'IF NOT EXISTS ' : ''}${name}`,
    statements.map(entered),
    before,
  );

const oldNamespaces = ({ statements, after }: Change): ReadonlyArray<Statement> =>
  after.namespaces === undefined ? [] : inSchemas((name) => `DROP SCHEMA ${name}`, statements.map(vacated), after);

const legal = (s: Statement, { before, after }: Change, features: Features): Legal => {
  switch (s.kind) {
    case 'CreateTable':
      return right(createTable(s.table));
    case 'DropTable': {
      const problems = againstDropTable(before, s.table.name);
      return problems.length > 0 ? left(problems) : right([s]);
    }
    case 'RenameTable':
      return right(renameTable(s, before));
    case 'AlterTable':
      return alterTable(s, before, features);
    case 'CreateIndex':
      return right(
        createIndex(s.table, s.index).map((x) =>
          x.kind === 'CreateIndex' ? { ...x, concurrently: s.concurrently } : x,
        ),
      );
    case 'InsertSelect':
      return insertSelect(s, [before, after]);
    case 'ReplaceEnum':
      return replaceEnum(s, before);
    case 'Update': {
      const batch = s.batch ?? null;
      const keyed =
        batch !== null && [findTable(after, s.table), findTable(before, s.table)].some((t) => isKeyOf(batch, t));
      return right(keyed ? [s] : [{ ...s, batch: null }, ...lookedThrough(s, before)]);
    }
    case 'CreateObject':
      return right(s.object.definition.map((one) => ({ ...s, object: { ...s.object, definition: [one] } })));
    default:
      return right([s]);
  }
};

export const legalise =
  (features: Features) =>
  (change: Change): Legal =>
    map((parts: ReadonlyArray<ReadonlyArray<Statement>>) => [
      ...newNamespaces(change),
      ...parts.flat(),
      ...oldNamespaces(change),
    ])(traverse(change.statements, (s) => legal(s, change, features)));
