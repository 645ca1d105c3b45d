/** Gives every part without a name the name that we make it with: foreign keys and (MySQL) checks share the database's names. */
import { columnsOf } from '../../ir/expression.js';
import type { Check, Index, Table } from '../../ir/schema.js';
import { free, nameFor } from './names.js';

const taken = (names: ReadonlyArray<string | null>): Set<string> =>
  new Set(names.flatMap((n) => (n === null ? [] : [n.toLowerCase()])));

const indexColumns = (i: Index): ReadonlyArray<string> =>
  i.parts.map((p) => (p.of.kind === 'Column' ? p.of.name : 'expr'));

const checkColumns = (c: Check): ReadonlyArray<string> => {
  const columns = columnsOf(c.expr);
  return columns !== null && columns.length === 1 ? columns : [];
};

export const nameEverything = (
  tables: ReadonlyArray<Table>,
  checkNames: 'table' | 'namespace',
): ReadonlyArray<Table> => {
  const isNamed = (t: Table): boolean =>
    [t.uniques, t.indexes, t.foreignKeys, t.checks].every((parts) => parts.every((x) => x.name !== null));
  if (tables.every(isNamed)) return tables;
  const foreignKeys = taken(tables.flatMap((t) => t.foreignKeys.map((f) => f.name)));
  const allChecks = taken(tables.flatMap((t) => t.checks.map((c) => c.name)));
  return tables.map((t) => {
    if (isNamed(t)) return t;
    const keys = taken([...t.uniques, ...t.indexes].map((k) => k.name));
    const checks = checkNames === 'namespace' ? allChecks : taken(t.checks.map((c) => c.name));
    const make = (names: Set<string>, columns: ReadonlyArray<string>, ending: string): string => {
      const name = free(nameFor(t.name.name, columns, ending), names);
      names.add(name.toLowerCase());
      return name;
    };
    return {
      ...t,
      uniques: t.uniques.map((u) => (u.name === null ? { ...u, name: make(keys, u.columns, 'key') } : u)),
      foreignKeys: t.foreignKeys.map((f) =>
        f.name === null ? { ...f, name: make(foreignKeys, f.columns, 'fkey') } : f,
      ),
      checks: t.checks.map((c) => (c.name === null ? { ...c, name: make(checks, checkColumns(c), 'check') } : c)),
      indexes: t.indexes.map((i) =>
        i.name === null ? { ...i, name: make(keys, indexColumns(i), i.unique ? 'key' : 'idx') } : i,
      ),
    };
  });
};
