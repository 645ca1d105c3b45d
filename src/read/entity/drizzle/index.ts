/**
 * Drizzle schemas: what drizzle-kit would make of the tables that the files export.
 * https://orm.drizzle.team/docs/sql-schema-declaration
 */
import { type ColumnFacet, type Desired, positionsOf, type TableFacet } from '../../../ir/desired.js';
import { keyOf } from '../../../ir/name.js';
import type { Position, Problem } from '../../../ir/problem.js';
import { record } from '../../../ir/record.js';
import type { EnumType } from '../../../ir/schema.js';
import { isLeft, left, right, type Validated } from '../../../prelude.js';
import type { EntityRequest, Framework, SourceFile } from '../framework.js';
import { parseModule, specifiersOf } from '../typescript/modules.js';
import { type Reporter, report } from '../typescript/options.js';
import { readProgram } from '../typescript/program.js';
import { isRelative } from '../typescript/resolve.js';
import type { Value } from '../typescript/value.js';
import { unknownEntity } from '../unknown.js';
import { chainOf } from './chain.js';
import { casingOf, type Exported, exportsOf, reportUnplanned } from './exports.js';
import { type Made, madeOf } from './make-table.js';
import { asEnum, asTable, isEnumCall, isTableCall } from './tables.js';
import type { TableSaid, World } from './world.js';

const isScript = (file: SourceFile): boolean => /\.[cm]?[jt]sx?$/i.test(file.name);

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

const read = (request: EntityRequest): Validated<Problem, Desired> => {
  const program = readProgram(request.files.filter(isScript));
  if (isLeft(program)) return program;
  const reporter: Reporter = { problems: [] };
  const all = exportsOf(program.right, request.named ?? null);
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
  if (tables.length === 0 && reporter.problems.length === 0) {
    const named = (request.named ?? request.files.map((f) => f.name)).join(', ');
    report(reporter, 'source.empty', null, { source: named }, 'Export its tables: export const users = pgTable(…).');
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
            unstated: new Map(t.columns.map((c) => [c.name, nothingStated])),
            notUnique: [],
          },
        ]),
      ),
    },
    renames: [],
    data: [],
    positions: positionsOf(made.flatMap(({ said }) => placesOf(said))),
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
