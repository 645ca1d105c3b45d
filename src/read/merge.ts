/**
 * Several descriptions → one. Those of one table must agree: what differs is a problem that names both places. A foreign
 * key between two described tables must name columns that are there.
 */
import { type DataRule, type Desired, joinPositions, type Rename, type TableOwnership } from '../ir/desired.js';
import { keyOf, sameName, showName } from '../ir/name.js';
import { type Position, type Problem, problem } from '../ir/problem.js';
import { groupBy, record } from '../ir/record.js';
import type { EnumType, Table } from '../ir/schema.js';
import { suggest } from '../ir/suggest.js';
import { left, right, type Validated } from '../prelude.js';

/** What one description says of one table. */
interface Said {
  readonly table: Table;
  readonly owns: TableOwnership;
  readonly renames: ReadonlyArray<Rename>;
  readonly data: ReadonlyArray<DataRule>;
  readonly positions: Desired['positions'];
}

export const mergeDesired = (list: ReadonlyArray<Desired>): Validated<Problem, Desired> => {
  const [only] = list;
  const everything = list.some((d) => d.owns.tables === 'all');
  if (everything && only !== undefined && list.length === 1) return right(only);
  if (everything) {
    const why = 'one of them states a whole database, so nothing can be added to it';
    return left([problem('source.conflict', { what: 'the schema', why }, null, 'Give it alone.')]);
  }
  if (only !== undefined && list.length === 1 && isAlone(only)) return alone(only);
  const first = new Map<string, Said>();
  const problems: Problem[] = [];
  for (const said of list.flatMap(saidOf)) {
    const key = keyOf(said.table.name);
    const before = first.get(key);
    if (before === undefined) first.set(key, said);
    else problems.push(...conflicts(key, before, said));
  }
  const all = [...first.values()];
  problems.push(...enumConflicts(list), ...renameConflicts(all), ...dangling(first));
  return problems.length > 0 ? left(problems) : right(joined(list, all));
};

/** One table, as most files have it: only a key to itself can be wrong. */
const isAlone = ({ schema, renames }: Desired): boolean =>
  schema.tables.length === 1 && schema.enums.length === 0 && renames.length === 0;

const alone = (d: Desired): Validated<Problem, Desired> => {
  const { schema, positions } = d;
  const problems = dangling(new Map(schema.tables.map((table) => [keyOf(table.name), { table, positions }])));
  return problems.length > 0 ? left(problems) : right(d);
};

const noOwnership: TableOwnership = { facets: [], unstated: new Map(), notUnique: [] };

const saidOf = (d: Desired): ReadonlyArray<Said> => {
  const renames = groupBy(d.renames, (r) => keyOf(r.table.to));
  const data = groupBy(d.data, (r) => keyOf(r.table));
  return d.schema.tables.map((table) => {
    const key = keyOf(table.name);
    return {
      table,
      owns: d.owns.byTable[key] ?? noOwnership,
      renames: renames.get(key) ?? [],
      data: data.get(key) ?? [],
      positions: d.positions,
    };
  });
};

const joined = (list: ReadonlyArray<Desired>, all: ReadonlyArray<Said>): Desired => {
  const [only] = list;
  return only !== undefined && list.length === 1 && all.length === only.schema.tables.length
    ? only
    : together(list, all);
};

const together = (list: ReadonlyArray<Desired>, all: ReadonlyArray<Said>): Desired => ({
  schema: { tables: all.map((s) => s.table), enums: enumsOf(list), opaque: [] },
  owns: { tables: 'listed', byTable: record(all.map((s) => [keyOf(s.table.name), s.owns])) },
  renames: all.flatMap((s) => s.renames),
  data: all.flatMap((s) => s.data),
  positions: joinPositions(list.map((d) => d.positions)),
});

const enumsOf = (list: ReadonlyArray<Desired>): ReadonlyArray<EnumType> => [
  ...new Map(list.flatMap((d) => d.schema.enums).map((e) => [keyOf(e.name), e])).values(),
];

/** A named type is one for the whole schema: two that share a name must have the same labels. */
const enumConflicts = (list: ReadonlyArray<Desired>): ReadonlyArray<Problem> =>
  list
    .flatMap((d) => d.schema.enums)
    .filter(
      (e, _, all) => all.find((other) => sameName(other.name, e.name) && !same(other.values, e.values)) !== undefined,
    )
    .filter((e, i, all) => all.findIndex((other) => sameName(other.name, e.name)) === i)
    .map((e) => {
      const data = { what: `type ${showName(e.name)}`, why: 'its labels differ' };
      return problem('source.conflict', data, null, 'Make both say the same, or keep one of them.');
    });

/** Equal but for where it was said. */
const same = (a: unknown, b: unknown): boolean => {
  const text = (x: unknown): string => JSON.stringify(x, (k, v) => (k === 'at' ? undefined : v)) ?? '';
  return text(a) === text(b);
};

const showAt = (at: Position | null): string => (at === null ? '?' : `${at.file}:${at.line ?? '?'}`);

const conflicts = (key: string, a: Said, b: Said): ReadonlyArray<Problem> => {
  const name = showName(b.table.name);
  const clash = (what: string, place: string): Problem => {
    const [one, two] = [a, b].map((s) => s.positions(place) ?? s.positions(key));
    const data = { table: name, what, first: showAt(one ?? null), second: showAt(two ?? null) };
    return problem('spec.conflict', data, two ?? null, 'Make both say the same, or keep one of them.');
  };
  const fields = new Set([...a.table.columns, ...b.table.columns].map((c) => c.name));
  const field = (name: string): boolean => same(ofField(a, name), ofField(b, name));
  const found = [...fields].filter((f) => !field(f)).map((f) => clash(`field ${f}`, `${key}.${f}`));
  const parts = ['primaryKey', 'uniques', 'foreignKeys', 'checks', 'indexes', 'options'] as const;
  for (const part of parts) {
    if (!same(a.table[part], b.table[part])) found.push(clash(words[part], `${key}#${part}`));
  }
  const facets = (s: Said): unknown => [[...s.owns.facets].sort(), [...s.owns.notUnique].sort()];
  const rules = (s: Said): unknown => [s.renames.filter((r) => r.column === null), tableRules(s)];
  if (found.length === 0 && !same(facets(a), facets(b))) found.push(clash('the keys it lists', key));
  if (found.length === 0 && !same(rules(a), rules(b))) found.push(clash('renamed_from, dedupe or dropped', key));
  return found;
};

const words = {
  primaryKey: 'the primary key',
  uniques: 'uniques',
  foreignKeys: 'foreign_keys',
  checks: 'checks',
  indexes: 'indexes',
  options: 'comment or options',
};

const ofField = (s: Said, name: string): unknown => [
  s.table.columns.find((c) => c.name === name) ?? null,
  s.owns.unstated.get(name) ?? null,
  s.renames.filter((r) => r.column?.to === name),
  s.data.filter((r) => (r.kind === 'Backfill' || r.kind === 'Using') && r.column === name),
];

const tableRules = (s: Said): ReadonlyArray<DataRule> =>
  s.data.filter((r) => r.kind === 'Dedupe' || r.kind === 'Archive');

/** A table cannot come from one that stays, nor two from one. */
const renameConflicts = (all: ReadonlyArray<Said>): ReadonlyArray<Problem> => {
  const stays = new Map(all.map((s) => [keyOf(s.table.name), s.table.name]));
  return all.flatMap((s) =>
    s.renames.flatMap((r) => {
      if (r.column !== null) return [];
      const from = keyOf(r.table.from);
      const other = stays.get(from);
      stays.set(from, r.table.to);
      if (other === undefined) return [];
      const data = {
        from: showName(r.table.from),
        to: showName(r.table.to),
        why: `${showName(r.table.from)} is ${showName(other)} already`,
      };
      return [problem('rename.conflict', data, r.at, 'One table can become one table only.')];
    }),
  );
};

const dangling = (tables: ReadonlyMap<string, Pick<Said, 'table' | 'positions'>>): ReadonlyArray<Problem> =>
  [...tables.values()].flatMap((s) =>
    s.table.foreignKeys.flatMap((fk) => {
      const to = tables.get(keyOf(fk.references.table));
      if (to === undefined) return [];
      const names = to.table.columns.map((c) => c.name);
      return fk.references.columns
        .filter((c) => !names.includes(c))
        .map((column) => {
          const key = keyOf(s.table.name);
          const at = s.positions(`${key}.${fk.columns[0] ?? ''}`) ?? s.positions(key);
          const near = suggest(column, names);
          const data = { column, table: showName(to.table.name), in: `a foreign key of ${showName(s.table.name)}` };
          const hint = near === null ? null : `Did you mean ${JSON.stringify(near)}?`;
          return problem('spec.unknown-column', near === null ? data : { ...data, suggestion: near }, at, hint);
        });
    }),
  );
