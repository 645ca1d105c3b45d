/**
 * MikroORM entities (https://mikro-orm.io), read the way its discovery with reflect-metadata reads them and named by its
 * default naming strategy.
 */
import type { Desired } from '../../../ir/desired.js';
import { keyOf } from '../../../ir/name.js';
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
import { isMikro, metas } from './class-meta.js';
import { embed } from './embed.js';
import { emit, tableName } from './emit.js';
import { inherit } from './inherit.js';
import { type Meta, primaryOf, rootOf } from './meta.js';
import { pivotsOf } from './pivot.js';
import { platforms } from './platform.js';
import { schemasOf } from './schema-meta.js';
import { worldOf } from './world.js';

/** What a configuration says that gives columns other names and types. */
const settings = {
  namingStrategy: 'Write the names in the entities: tableName: and fieldName:, and read them without this file.',
  metadataProvider: 'Write type: and nullable: in the decorators, and read the entities without this file.',
};

const claims = (file: SourceFile): boolean =>
  /\.[cm]?[jt]sx?$/i.test(file.name) &&
  /['"]@mikro-orm\//.test(file.text) &&
  /@(?:Entity|Embeddable|PrimaryKey|Property)\b|\bEntitySchema\b|\bdefineEntity\b|\bnamingStrategy\b|\bmetadataProvider\b/.test(
    file.text,
  );

const refersTo = (file: SourceFile): ReadonlyArray<string> => {
  const parsed = parseModule(file);
  return isLeft(parsed) ? [] : specifiersOf(parsed.right).filter((s) => isRelative(s) || s.includes('/'));
};

const read = (request: EntityRequest): Validated<Problem, Desired> => {
  const program = readProgram(request.files);
  if (isLeft(program)) return program;
  const at = { file: request.files[0]?.name ?? '', line: null, column: null };
  const platform = platforms[request.dialect];
  if (platform === null) {
    const why = 'MikroORM entities are read for PostgreSQL, MySQL and MariaDB';
    return left([problem('entity.unsupported', { what: `the engine ${request.dialect}`, why }, at)]);
  }
  const r: { problems: Problem[] } = { problems: [] };
  refuseSettings(r, program.right, isMikro, 'MikroORM', settings);
  const metaOf = metas(r, program.right);
  const schemas = schemasOf(r, program.right, metaOf);
  const described = new Set(schemas.flatMap((m) => (m.class === null ? [] : [m.class])));
  const classes = program.right
    .classes()
    .filter(
      (c) => !described.has(c) && c.decorators.length + c.members.filter((m) => m.decorators.length > 0).length > 0,
    )
    .map(metaOf);
  const all = [...classes, ...schemas];
  inherit(all);
  const w = worldOf(r, platform, all);
  // A class of a shared table is its root's; an abstract one has none.
  const tables = all.filter(
    (m) => m.isEntity && !m.virtual && rootOf(m) === m && (!m.abstract || m.discriminatorColumn !== null),
  );
  for (const m of tables) embed(w, m);
  for (const m of tables) {
    if (primaryOf(m).length > 0) continue;
    const data = { what: 'an entity without a primary key', entity: m.name };
    report(r, 'entity.invalid', m.at, data, 'Add @PrimaryKey().');
  }
  const known = all.filter((m) => m.isEntity).map((m) => m.name);
  const { only } = request;
  for (const name of only ?? []) if (!known.includes(name)) r.problems.push(unknownEntity(name, known, at));
  const asked = (m: Meta): boolean =>
    only === null || only.includes(m.askedBy) || all.some((c) => only.includes(c.name) && rootOf(c) === m);
  const everything = distinct([...tables, ...pivotsOf(w, tables)], (m) => keyOf(tableName(w, m)));
  const desired = everything.filter(asked).map((m) => emit(w, m, request.dialect));
  if (r.problems.length === 0 && desired.length === 0) {
    const source = request.files.map((f) => f.name).join(', ');
    return left([
      problem('source.empty', { source }, { file: request.files[0]?.name ?? '', line: null, column: null }),
    ]);
  }
  return r.problems.length > 0 ? left(r.problems) : right(joinDesired(desired));
};

/** A join table that an entity describes too is the entity's. */
const distinct = (all: ReadonlyArray<Meta>, key: (m: Meta) => string): ReadonlyArray<Meta> => {
  const first = new Map<string, Meta>();
  for (const m of all) if (!first.has(key(m))) first.set(key(m), m);
  return [...first.values()];
};

export const mikro: Framework = { name: 'MikroORM', claims, read, refersTo };
