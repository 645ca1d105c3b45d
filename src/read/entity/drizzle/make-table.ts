/** All that is said of one table. */
import { index, indexPart, type Table, table, type Unique, unique } from '../../../ir/schema.js';
import { report } from '../typescript/options.js';
import { asColumn, type ColumnSaid } from './column.js';
import { extrasOf } from './extras.js';
import { asIndex } from './indexes.js';
import { asCheck, asForeignKey, asPrimaryKey, asReference, asUnique, kept, uniqueName } from './keys.js';
import type { TableSaid, World } from './world.js';

export interface Made {
  readonly said: TableSaid;
  readonly table: Table;
}

export const madeOf = (world: World, said: TableSaid): Made => {
  const columns = [...said.columns.values()].flatMap((key) => asColumn(world, said, key) ?? []);
  const byKey: ReadonlyMap<string, ColumnSaid> = new Map(columns.map((c) => [c.key.key, c]));
  const extras = extrasOf(world, said);
  const of = (...kinds: ReadonlyArray<string>) => extras.filter((e) => kinds.includes(e.name));
  const [composite, another] = of('primaryKey');
  if (another !== undefined) {
    report(world.reporter, 'spec.duplicate-key', another.value.at, { key: 'primaryKey()', in: said.called });
  }
  const single = columns.find((c) => c.primary);
  const uniques: ReadonlyArray<Unique> = [
    ...columns.flatMap((c) => (c.alsoUnique ? [unique([c.column.name], { name: c.column.name })] : [])),
    ...columns.flatMap((c) =>
      c.unique === null
        ? []
        : [
            unique([c.column.name], {
              name: kept(said, c.unique.name ?? uniqueName(said, [c.key])),
              nullsNotDistinct: c.unique.nullsNotDistinct,
            }),
          ],
    ),
    ...of('unique').flatMap((e) => asUnique(world, said, e) ?? []),
  ];
  const asIndexes = said.flavour.uniques === 'index';
  const made = table(
    said.name,
    columns.map((c) => c.column),
    {
      primaryKey:
        composite !== undefined
          ? asPrimaryKey(world, said, composite)
          : single === undefined
            ? null
            : { name: null, columns: [{ name: single.column.name, prefix: null, order: 'asc' }] },
      uniques: asIndexes ? [] : uniques,
      indexes: [
        ...(asIndexes
          ? uniques.map((u) =>
              index(
                u.columns.map((c) => indexPart(c)),
                { name: u.name, unique: true },
              ),
            )
          : []),
        ...of('index', 'uniqueIndex').flatMap((e) => asIndex(world, said, e, byKey) ?? []),
      ],
      foreignKeys: [
        ...columns.flatMap((c) => c.references.flatMap((r) => asReference(world, said, c.key, r) ?? [])),
        ...of('foreignKey').flatMap((e) => asForeignKey(world, said, e) ?? []),
      ],
      checks: of('check').flatMap((e) => asCheck(world, said, e) ?? []),
    },
  );
  return { said, table: made };
};
