/**
 * Tables that need each other: their foreign keys are lifted out of CREATE TABLE and added when both tables stand, and
 * taken off before DROP TABLE. Only keys inside such a circle are lifted; the others stay where people look for them.
 */
import type { Intent } from '../intent/algebra.js';
import { keyOf } from '../ir/name.js';
import type { Table } from '../ir/schema.js';

/** Tarjan's strongly connected components; gives each table the number of its component. */
const components = (tables: ReadonlyArray<Table>): ReadonlyMap<string, number> => {
  const byKey = new Map(tables.map((t) => [keyOf(t.name), t]));
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const component = new Map<string, number>();
  let counter = 0;
  let groups = 0;
  // An explicit stack: a chain of some thousand tables would overflow the call stack.
  for (const start of byKey.keys()) {
    if (order.has(start)) continue;
    const frames: Array<{ key: string; next: ReadonlyArray<string>; at: number }> = [];
    const enter = (key: string): void => {
      order.set(key, counter);
      low.set(key, counter);
      counter += 1;
      stack.push(key);
      onStack.add(key);
      const next = (byKey.get(key)?.foreignKeys ?? [])
        .map((f) => keyOf(f.references.table))
        .filter((k) => byKey.has(k));
      frames.push({ key, next, at: 0 });
    };
    enter(start);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const target = frame.next[frame.at];
      if (target !== undefined) {
        frame.at += 1;
        if (!order.has(target)) enter(target);
        else if (onStack.has(target)) low.set(frame.key, Math.min(low.get(frame.key) ?? 0, order.get(target) ?? 0));
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      if (parent !== undefined) low.set(parent.key, Math.min(low.get(parent.key) ?? 0, low.get(frame.key) ?? 0));
      if (low.get(frame.key) === order.get(frame.key)) {
        for (let key = stack.pop(); key !== undefined; key = stack.pop()) {
          onStack.delete(key);
          component.set(key, groups);
          if (key === frame.key) break;
        }
        groups += 1;
      }
    }
  }
  return component;
};

const tablesOf = (intents: ReadonlyArray<Intent>, kind: 'CreateTable' | 'DropTable'): ReadonlyArray<Table> =>
  intents.flatMap((i) => (i.kind === kind ? [i.table] : []));

export const liftForeignKeys = (intents: ReadonlyArray<Intent>): ReadonlyArray<Intent> => {
  const made = components(tablesOf(intents, 'CreateTable'));
  const gone = components(tablesOf(intents, 'DropTable'));
  const split = (
    t: Table,
    of: ReadonlyMap<string, number>,
  ): { inside: Table['foreignKeys']; outside: Table['foreignKeys'] } => {
    const circular = (key: string): boolean =>
      key !== keyOf(t.name) && of.has(key) && of.get(key) === of.get(keyOf(t.name));
    return {
      inside: t.foreignKeys.filter((f) => !circular(keyOf(f.references.table))),
      outside: t.foreignKeys.filter((f) => circular(keyOf(f.references.table))),
    };
  };
  return intents.flatMap((i): ReadonlyArray<Intent> => {
    if (i.kind !== 'CreateTable' && i.kind !== 'DropTable') return [i];
    const { inside, outside } = split(i.table, i.kind === 'CreateTable' ? made : gone);
    if (outside.length === 0) return [i];
    const table = { ...i.table, foreignKeys: inside };
    const kind = i.kind === 'CreateTable' ? 'AddForeignKey' : 'DropForeignKey';
    const keys = outside.map((foreignKey): Intent => ({ kind, table: table.name, foreignKey }));
    return i.kind === 'CreateTable' ? [{ ...i, table }, ...keys] : [...keys, { ...i, table }];
  });
};
