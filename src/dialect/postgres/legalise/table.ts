/** CREATE TABLE in parts, and ALTER TABLE in statements that the server has. */
import type { Problem } from '../../../ir/problem.js';
import type { Column, Index, Schema, Table } from '../../../ir/schema.js';
import { left, right, type Validated } from '../../../prelude.js';
import type { AlterAction, Statement, StatementByKind } from '../../../sql/ast.js';
import type { Features } from '../capabilities.js';
import { quote, quoteName } from '../quote.js';
import { alterColumn } from './column.js';
import { againstDropColumns, aroundTypeChange } from './dependents.js';
import { nextval, renameSequences, sequenceOf, sequenceType } from './sequence.js';

const comment = (on: StatementByKind['Comment']['on'], text: string | null): ReadonlyArray<Statement> =>
  text === null ? [] : [{ kind: 'Comment', on, text }];

export const createIndex = (table: Table['name'], index: Index): ReadonlyArray<Statement> => [
  { kind: 'CreateIndex', table, index: { ...index, comment: null }, concurrently: false },
  ...(index.name === null
    ? []
    : comment({ kind: 'Index', namespace: table.namespace, index: index.name }, index.comment)),
];

/** A serial column whose sequence has a name of its own is made by hand. */
const ownSequence = (
  table: Table['name'],
  c: Column,
): { readonly column: Column; readonly pre: ReadonlyArray<Statement>; readonly post: ReadonlyArray<Statement> } => {
  const column = { ...c, comment: null };
  if (c.identity?.kind !== 'Serial' || c.identity.sequence === null) return { column, pre: [], post: [] };
  const sequence = sequenceOf(table, c.name, c.identity);
  return {
    column: { ...column, identity: null, default: nextval(sequence) },
    pre: [{ kind: 'Verbatim', sql: `CREATE SEQUENCE ${quoteName(sequence)} AS ${sequenceType(c)}`, touches: null }],
    post: [
      {
        kind: 'Verbatim',
        sql: `ALTER SEQUENCE ${quoteName(sequence)} OWNED BY ${quoteName(table)}.${quote(c.name)}`,
        touches: table,
      },
    ],
  };
};

export const createTable = (t: Table): ReadonlyArray<Statement> => {
  const columns = t.columns.map((c) => ownSequence(t.name, c));
  const bare: Table = {
    ...t,
    columns: columns.map((c) => c.column),
    checks: t.checks.filter((c) => !c.notValid),
    foreignKeys: t.foreignKeys.filter((f) => !f.notValid),
    indexes: [],
    options: { ...t.options, comment: null },
  };
  // In CREATE TABLE the server takes NOT VALID for valid.
  const later: ReadonlyArray<AlterAction> = [
    ...t.checks.filter((c) => c.notValid).map((check) => ({ kind: 'AddCheck' as const, check })),
    ...t.foreignKeys.filter((f) => f.notValid).map((foreignKey) => ({ kind: 'AddForeignKey' as const, foreignKey })),
  ];
  return [
    ...columns.flatMap((c) => c.pre),
    { kind: 'CreateTable', table: bare },
    ...columns.flatMap((c) => c.post),
    ...(later.length === 0 ? [] : [{ kind: 'AlterTable' as const, before: bare, after: t, actions: later }]),
    ...t.indexes.flatMap((i) => createIndex(t.name, i)),
    ...comment({ kind: 'Table', table: t.name }, t.options.comment),
    ...t.columns.flatMap((c) => comment({ kind: 'Column', table: t.name, column: c.name }, c.comment)),
  ];
};

const sameStorage = (a: Table['options'], b: Table['options']): boolean =>
  a.unlogged === b.unlogged && a.storage.length === b.storage.length && a.storage.every((p, i) => p === b.storage[i]);

export const alterTable = (
  s: StatementByKind['AlterTable'],
  schema: Schema,
  features: Features,
): Validated<Problem, ReadonlyArray<Statement>> => {
  const { before, after } = s;
  const table = before.name;
  const problems: Problem[] = [];
  const made: Statement[] = [];
  const retyped: string[] = [];
  let batch: AlterAction[] = [];
  const flush = (): void => {
    if (batch.length > 0) made.push({ kind: 'AlterTable', before, after, actions: batch });
    batch = [];
  };
  const alone = (...statements: ReadonlyArray<Statement>): void => {
    flush();
    made.push(...statements);
  };
  const take = (a: AlterAction): void => {
    switch (a.kind) {
      case 'RenameColumn':
        alone(
          { kind: 'AlterTable', before, after, actions: [a] },
          ...renameSequences({ ...before, columns: [a.from] }, table, () => a.to),
        );
        return;
      case 'RenameIndex':
      case 'RenameConstraint':
        alone({ kind: 'AlterTable', before, after, actions: [a] });
        return;
      case 'AddIndex':
        alone(...createIndex(table, a.index));
        return;
      case 'DropIndex':
        alone({ kind: 'DropIndex', table, index: a.index, concurrently: false });
        return;
      case 'SetOptions':
        if (!sameStorage(a.from, a.to))
          batch.push({ ...a, from: { ...a.from, comment: null }, to: { ...a.to, comment: null } });
        if (a.from.comment !== a.to.comment)
          alone({ kind: 'Comment', on: { kind: 'Table', table }, text: a.to.comment });
        return;
      case 'AddColumn': {
        const own = ownSequence(table, a.column);
        if (own.pre.length > 0) alone(...own.pre);
        batch.push({ ...a, column: own.column });
        const said = comment({ kind: 'Column', table, column: a.column.name }, a.column.comment);
        if (own.post.length + said.length > 0) alone(...own.post, ...said);
        return;
      }
      case 'DropColumn':
        batch.push(a);
        return;
      case 'AlterColumn': {
        const steps = alterColumn(a, before, after, schema, features);
        problems.push(...steps.problems);
        if (steps.retypes) retyped.push(a.before.name);
        for (const item of steps.items) {
          if ('statement' in item) alone(item.statement);
          else if (item.action.kind === 'AlterColumn') batch.push(item.action);
          else take(item.action);
        }
        return;
      }
      default:
        batch.push(a);
    }
  };
  for (const a of s.actions) {
    if (a.kind === 'DropColumn') problems.push(...againstDropColumns(schema, table, [a.column.name]));
    take(a);
  }
  flush();
  const around = aroundTypeChange(schema, [{ table, columns: retyped }]);
  problems.push(...around.problems);
  return problems.length > 0 ? left(problems) : right([...around.pre, ...made, ...around.post]);
};
