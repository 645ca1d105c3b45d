/**
 * TypeORM entities (https://typeorm.io), read the way the framework's DataSource reads them and named by its default
 * naming strategy. Two steps as there: what decorators and entity schemas say (args), then tables (entity, column).
 */
import type { Desired } from '../../../ir/desired.js';
import { type Problem, problem } from '../../../ir/problem.js';
import { isLeft, left, right, type Validated } from '../../../prelude.js';
import type { EntityRequest, Framework, SourceFile } from '../framework.js';
import { joinDesired } from '../typescript/join-desired.js';
import { parseModule, specifiersOf } from '../typescript/modules.js';
import { report } from '../typescript/options.js';
import { readProgram } from '../typescript/program.js';
import { isRelative } from '../typescript/resolve.js';
import { refuseSettings } from '../typescript/settings.js';
import { unknownEntity } from '../unknown.js';
import type { Owner } from './args.js';
import { buildEntities } from './build.js';
import { closureTable } from './closure.js';
import { drivers } from './drivers.js';
import { emit } from './emit.js';
import type { Context } from './emit-column.js';
import type { Entity } from './entity.js';
import { isTypeorm, owners } from './owner.js';
import { finder, relate } from './relate.js';
import { schemasOf } from './schema.js';

/** What a data source says that gives tables and columns other names. */
const settings = {
  namingStrategy:
    'Write the names in the entities: @Entity("users"), @Column({ name: "first_name" }), and read them without this file.',
  entityPrefix: 'Write the names in the entities: @Entity("app_users"), and read them without this file.',
};

const claims = (file: SourceFile): boolean =>
  /\.[cm]?[jt]sx?$/i.test(file.name) &&
  /['"]typeorm['"]/.test(file.text) &&
  /@(?:Entity|ChildEntity|ViewEntity)\b|\bEntitySchema\b|\bnamingStrategy\b|\bentityPrefix\b|@(?:Column|PrimaryColumn|PrimaryGeneratedColumn)\b/.test(
    file.text,
  );

const refersTo = (file: SourceFile): ReadonlyArray<string> => {
  const parsed = parseModule(file);
  return isLeft(parsed) ? [] : specifiersOf(parsed.right).filter((s) => isRelative(s) || s.includes('/'));
};

const read = (request: EntityRequest): Validated<Problem, Desired> => {
  const program = readProgram(request.files);
  if (isLeft(program)) return program;
  const r: { problems: Problem[] } = { problems: [] };
  const driver = drivers[request.dialect];
  refuseSettings(r, program.right, isTypeorm, 'TypeORM', settings);
  const ownerOf = owners(r, program.right);
  const all = [
    ...program.right
      .classes()
      .filter((c) => c.decorators.length > 0)
      .map(ownerOf),
    ...schemasOf(r, program.right, ownerOf),
  ];
  // A schema without a key that another embeds is a part of that one, no table.
  const parts = new Set(all.flatMap((o) => o.embeddeds.map((e) => e.of)));
  const said = all.filter((o) => o.table !== null && !(parts.has(o) && o.columns.every((c) => !c.options.primary)));
  const entities = buildEntities(r, driver, said);
  const find = finder(entities);
  const joined = relate(r, driver, entities, find);
  const trees = entities.flatMap((e) => {
    const tree = e.line.find((l) => l.tree?.type === 'closure-table')?.tree ?? null;
    return tree === null ? [] : [closureTable(r, driver, e, tree)];
  });
  for (const e of entities) {
    if (e.columns.some((c) => c.primary)) continue;
    const data = { what: 'an entity without a primary column', entity: e.name };
    report(r, 'entity.invalid', e.at, data, 'Add @PrimaryGeneratedColumn() or @PrimaryColumn().');
  }
  const tables = distinct([...entities, ...trees, ...joined]);
  const wanted = chosen(r, request, said, tables);
  const at: Context = { r, driver, dialect: request.dialect };
  const desired = wanted.map((e) => emit(at, e, find));
  if (r.problems.length === 0 && desired.length === 0) {
    const source = request.files.map((f) => f.name).join(', ');
    return left([
      problem('source.empty', { source }, { file: request.files[0]?.name ?? '', line: null, column: null }),
    ]);
  }
  return r.problems.length > 0 ? left(r.problems) : right(joinDesired(desired));
};

/** A join table that an entity describes too is the entity's. */
const distinct = (all: ReadonlyArray<Entity>): ReadonlyArray<Entity> => {
  const first = new Map<string, Entity>();
  for (const e of all) {
    const key = `${e.space ?? ''}\u0000${e.tableName}`;
    if (!first.has(key)) first.set(key, e);
  }
  return [...first.values()];
};

/** Tables that the framework's own tool would touch, of the entities that were asked for. */
const chosen = (
  r: { problems: Problem[] },
  request: EntityRequest,
  said: ReadonlyArray<Owner>,
  tables: ReadonlyArray<Entity>,
): ReadonlyArray<Entity> => {
  const { only } = request;
  const all = tables.filter((e) => e.args.synchronize);
  if (only === null) return all;
  const known = said.map((o) => o.name);
  const at = { file: request.files[0]?.name ?? '', line: null, column: null };
  for (const name of only) {
    if (!known.includes(name)) r.problems.push(unknownEntity(name, known, at));
  }
  // A child of a single-table inheritance is asked for with its parent's table.
  const wanted = (e: Entity): boolean =>
    only.includes(e.askedBy) || e.line.some((l) => l.table?.type === 'entity-child' && only.includes(l.name));
  return all.filter(wanted);
};

export const typeorm: Framework = { name: 'TypeORM', claims, read, refersTo };
