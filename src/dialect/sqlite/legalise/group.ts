/** Neighbouring statements about one table are one piece of work; the others stay as they are. */
import type { QName } from '../../../ir/name.js';
import { findTable } from '../../../ir/revise.js';
import type { Schema, Table } from '../../../ir/schema.js';
import type { AlterAction, Statement } from '../../../sql/ast.js';
import type { Change } from '../../dialect.js';
import { sameId } from '../ddl/tokens.js';
import { applyAction } from './apply-action.js';
import type { Work } from './work.js';

export type Piece =
  | { readonly kind: 'Work'; readonly work: Work }
  | { readonly kind: 'Statement'; readonly statement: Statement };

/** As it is spelled, which it almost always is, or in another case. */
const tableOf = (schema: Schema, name: QName): Table | null =>
  findTable(schema, name) ?? schema.tables.find((t) => sameId(t.name.name, name.name)) ?? null;

/** The table a statement works on, its actions and, when the statement says it, the table afterwards. */
const workOf = (s: Statement, change: Change, current: Table | null): Work | null => {
  const find = (name: QName): Table | null => current ?? tableOf(change.before, name) ?? tableOf(change.after, name);
  if (s.kind === 'AlterTable') return { before: s.before, after: s.after, actions: s.actions };
  if (s.kind !== 'CreateIndex' && s.kind !== 'DropIndex') return null;
  const table = find(s.table);
  if (table === null) return null;
  const action: AlterAction =
    s.kind === 'CreateIndex' ? { kind: 'AddIndex', index: s.index } : { kind: 'DropIndex', index: s.index };
  const there = table.indexes.some((i) => i.name === s.index.name);
  const done = s.kind === 'CreateIndex' ? there : !there;
  return { before: table, after: done ? table : applyAction(table, action), actions: [action] };
};

export const pieces = (change: Change): ReadonlyArray<Piece> => {
  const result: Piece[] = [];
  for (const statement of change.statements) {
    const last = result[result.length - 1];
    const open = last?.kind === 'Work' ? last.work : null;
    const next = workOf(statement, change, null);
    if (next === null) {
      result.push({ kind: 'Statement', statement });
      continue;
    }
    if (open === null || !sameId(open.after.name.name, next.before.name.name)) {
      result.push({ kind: 'Work', work: next });
      continue;
    }
    const joined = statement.kind === 'AlterTable' ? next : (workOf(statement, change, open.after) ?? next);
    result[result.length - 1] = {
      kind: 'Work',
      work: { before: open.before, after: joined.after, actions: [...open.actions, ...next.actions] },
    };
  }
  return result;
};
