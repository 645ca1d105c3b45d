/**
 * Drizzle schemas: what drizzle-kit would make of the tables that the files export.
 * https://orm.drizzle.team/docs/sql-schema-declaration
 */
import type { ColumnFacet, Desired, TableFacet } from '../../../ir/desired.js';
import { keyOf } from '../../../ir/name.js';
import type { Position, Problem } from '../../../ir/problem.js';
import { record } from '../../../ir/record.js';
import { type EnumType, index, indexPart, type Table, table, type Unique, unique } from '../../../ir/schema.js';
import { isLeft, left, right, type Validated } from '../../../prelude.js';
import type { EntityRequest, Framework, SourceFile } from '../framework.js';
import { parseModule, specifiersOf } from '../typescript/modules.js';
import { type Reporter, report, reportComputed } from '../typescript/options.js';
import { readProgram } from '../typescript/program.js';
import { isRelative } from '../typescript/resolve.js';
import type { Program } from '../typescript/scope.js';
import { textOf, type Value } from '../typescript/value.js';
import { unknownEntity } from '../unknown.js';
import type { Casing } from './casing.js';
import { calledFunction, chainOf } from './chain.js';
import { asColumn, type ColumnSaid } from './column.js';
import { extrasOf } from './extras.js';
import { asIndex } from './indexes.js';
import { asCheck, asForeignKey, asPrimaryKey, asReference, asUnique, kept, uniqueName } from './keys.js';
import { asEnum, asTable, isEnumCall, isTableCall } from './tables.js';
import type { TableSaid, World } from './world.js';

const isScript = (file: SourceFile): boolean => /\.[cm]?[jt]sx?$/i.test(file.name);

interface Exported {
  readonly name: string;
  readonly value: Value;
}

/** Each value once, under the first of its names. */
const exportsOf = (program: Program): ReadonlyArray<Exported> => {
  const seen = new Set<Value>();
  return program.modules.flatMap((m) =>
    [...m.exported].flatMap(([exported, local]): ReadonlyArray<Exported> => {
      const value = program.exported(m, exported);
      if (value === null || seen.has(value)) return [];
      seen.add(value);
      return [{ name: exported === 'default' ? local : exported, value }];
    }),
  );
};

/** `casing` of a drizzle.config.ts that was given, too. */
const casingOf = (reporter: Reporter, all: ReadonlyArray<Exported>): Casing => {
  for (const { value } of all) {
    const config =
      value.kind === 'Call' && value.callee.kind === 'Foreign' && value.callee.from === 'drizzle-kit'
        ? value.args[0]
        : undefined;
    const casing = config?.kind === 'Map' ? config.entries.get('casing')?.value : undefined;
    if (casing === undefined) continue;
    const text = textOf(casing);
    if (text === 'snake_case' || text === 'camelCase') return text;
    reportComputed(reporter, { what: 'casing', entity: 'drizzle-kit' }, casing);
  }
  return null;
};

/** Things that drizzle-kit makes and plans here do not. */
const unplanned = new Set([
  'pgView',
  'pgMaterializedView',
  'mysqlView',
  'sqliteView',
  'view',
  'pgSequence',
  'pgRole',
  'pgPolicy',
  'singlestoreTable',
  'gelTable',
]);

const reportUnplanned = (reporter: Reporter, { name, value }: Exported): void => {
  const { base, steps } = chainOf(value, (v) => calledFunction(v) !== null);
  const called = calledFunction(base);
  const ofSchema = called?.name === 'pgSchema' || called?.name === 'mysqlSchema' ? steps[0]?.name : undefined;
  const made = ofSchema ?? called?.name ?? '';
  const isSchemaPart = ofSchema !== undefined && ['view', 'materializedView', 'sequence'].includes(ofSchema);
  const rls = steps.some((s) => s.name === 'enableRLS');
  if ((!unplanned.has(made) || ofSchema !== undefined) && !isSchemaPart && !rls) return;
  // It is there already, and nobody is to make it.
  if (steps.some((s) => s.name === 'existing')) return;
  const what = rls ? 'enableRLS()' : `${made}()`;
  const hint = 'Views, sequences, roles and policies are not planned: keep them in a file that is not given here.';
  report(reporter, 'entity.unsupported', value.at, { what, entity: name }, hint);
};

const worldOf = (request: EntityRequest, reporter: Reporter, all: ReadonlyArray<Exported>): World => {
  const names = new Map(all.map((e) => [e.value, e.name]));
  const tables = new Map<Value, TableSaid | null>();
  const enums = new Map<Value, EnumType | null>();
  const world: World = {
    reporter,
    dialect: request.dialect,
    casing: casingOf(reporter, all),
    tableOf: (v) => {
      if (!isTableCall(v)) return null;
      const before = tables.get(v);
      if (before !== undefined) return before;
      const made = asTable(world, v, names.get(v) ?? 'a table');
      tables.set(v, made);
      return made;
    },
    enumOf: (v) => {
      if (!isEnumCall(v)) return null;
      const before = enums.get(v);
      if (before !== undefined) return before;
      const made = asEnum(world, v);
      enums.set(v, made);
      return made;
    },
  };
  return world;
};

/** What Drizzle has no words for, or says always. */
const nothingStated: ReadonlyArray<ColumnFacet> = ['collation', 'charset', 'comment', 'invisible'];
const facets: ReadonlyArray<TableFacet> = ['columns', 'primaryKey', 'uniques', 'foreignKeys', 'checks', 'indexes'];

interface Made {
  readonly said: TableSaid;
  readonly table: Table;
}

const madeOf = (world: World, said: TableSaid): Made => {
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

const read = (request: EntityRequest): Validated<Problem, Desired> => {
  const program = readProgram(request.files.filter(isScript));
  if (isLeft(program)) return program;
  const reporter: Reporter = { problems: [] };
  const all = exportsOf(program.right);
  const world = worldOf(request, reporter, all);
  const tables = all.flatMap(({ value }) => world.tableOf(value) ?? []);
  const { only } = request;
  const wanted = tables.filter((t) => only === null || only.includes(t.called) || only.includes(t.name.name));
  for (const exported of all) reportUnplanned(reporter, exported);
  for (const name of only ?? []) {
    if (tables.some((t) => t.called === name || t.name.name === name)) continue;
    reporter.problems.push(
      unknownEntity(
        name,
        tables.map((t) => t.called),
        null,
        'table',
      ),
    );
  }
  const foreign = wanted.find((t) => !t.flavour.engines.includes(request.dialect));
  if (foreign !== undefined) {
    const { flavour } = foreign;
    const why = `the schema is written for ${flavour.name}, the plan is for ${request.dialect}`;
    const hint = `Name a database of ${flavour.name} with --db, or say --driver ${flavour.engines[0] ?? ''}.`;
    report(reporter, 'source.conflict', foreign.at, { what: 'the engine', why }, hint);
    return left(reporter.problems);
  }
  const made = wanted.map((t) => madeOf(world, t));
  const types = typesOf(world, all, made, only !== null);
  const seen = new Map<string, string>();
  for (const { said } of made) {
    const key = keyOf(said.name);
    if (seen.has(key)) report(reporter, 'schema.duplicate', said.at, { kind: 'table', name: said.name.name });
    seen.set(key, said.called);
  }
  if (reporter.problems.length > 0) return left(reporter.problems);
  return right({
    schema: { tables: made.map((m) => m.table), enums: types, opaque: [] },
    owns: {
      tables: 'listed',
      byTable: record(
        made.map(({ said, table: t }) => [
          keyOf(said.name),
          {
            // The schema names its enum types, as a database does, and no other name will do.
            facets: said.flavour.enumTypes ? [...facets, 'order'] : facets,
            unstated: record(t.columns.map((c) => [c.name, nothingStated])),
            notUnique: [],
          },
        ]),
      ),
    },
    renames: [],
    data: [],
    positions: record(made.flatMap(({ said }) => placesOf(said))),
  });
};

const placesOf = (said: TableSaid): ReadonlyArray<readonly [string, Position]> => {
  const key = keyOf(said.name);
  return [[key, said.at], ...[...said.columns.values()].map((c) => [`${key}.${c.name}`, c.entry.at] as const)];
};

/** All that are exported, or those that the tables have columns of. */
const typesOf = (
  world: World,
  all: ReadonlyArray<Exported>,
  made: ReadonlyArray<Made>,
  usedOnly: boolean,
): ReadonlyArray<EnumType> => {
  const used = made.flatMap(({ said }) =>
    [...said.columns.values()].flatMap(({ entry }) => {
      const { base } = chainOf(entry.value, (v) => v.kind === 'Call' && isEnumCall(v.callee));
      return base.kind === 'Call' ? (world.enumOf(base.callee) ?? []) : [];
    }),
  );
  const exported = usedOnly ? [] : all.flatMap(({ value }) => world.enumOf(value) ?? []);
  return [...new Map([...exported, ...used].map((e) => [keyOf(e.name), e])).values()];
};

const claims = (file: SourceFile): boolean =>
  isScript(file) && /['"]drizzle-orm\/(?:pg|mysql|sqlite|singlestore|gel)-core['"]|['"]drizzle-kit['"]/.test(file.text);

const refersTo = (file: SourceFile): ReadonlyArray<string> => {
  const parsed = isScript(file) ? parseModule(file) : null;
  return parsed === null || isLeft(parsed) ? [] : specifiersOf(parsed.right).filter(isRelative);
};

export const drizzle: Framework = { name: 'Drizzle', claims, read, refersTo };
