/**
 * Cycle ORM entities: PHP classes with the attributes of cycle/annotated 4 and the entity behaviors, as Cycle's schema
 * builder 2 and database 2 would store them on the engine asked for.
 * @see https://cycle-orm.dev/docs/annotated-entity
 */
import { problem } from '../../../ir/problem.js';
import { isLeft, left, right, traverse } from '../../../prelude.js';
import type { EntityRequest, Framework, SourceFile } from '../framework.js';
import { unknownEntity } from '../unknown.js';
import { assemble } from './assemble.js';
import type { Entity } from './definition.js';
import type { TableDraft } from './draft.js';
import { parsePhp } from './php/parse.js';
import { shortName } from './php/scope.js';
import { world } from './php/world.js';
import { refersTo } from './refers-to.js';
import type { Registry } from './registry.js';
import { type Context, context } from './report.js';
import { desiredOf } from './tables.js';

const claims = ({ name, text }: SourceFile): boolean =>
  /\.php$/i.test(name) && /\bCycle\\Annotated\b/.test(text) && /#\[/.test(text);

const read = (request: EntityRequest): ReturnType<Framework['read']> => {
  const parsed = traverse(request.files, (file) => {
    const classes = parsePhp(file);
    return isLeft(classes) ? left([classes.left]) : classes;
  });
  if (isLeft(parsed)) return parsed;
  const c = context(world(parsed.right.flat()), request.dialect);
  const r = assemble(c);
  const asked = askedFor(c, r, request);
  const drafts = [...new Set(asked.map((e) => r.tableOf(e)))].filter((t) => !t.readonlySchema);
  oneDatabase(c, drafts);
  const desired = desiredOf(c, drafts, request.everything === true);
  return c.problems.length > 0 ? left(c.problems) : right(desired);
};

const askedFor = (c: Context, r: Registry, { only, files }: EntityRequest): ReadonlyArray<Entity> => {
  const at = { file: files[0]?.name ?? '', line: null, column: null };
  if (only === null) {
    if (r.entities.length === 0) c.report('source.empty', at, { source: at.file });
    return r.entities;
  }
  return only.flatMap((name) => {
    const full = name.replace(/^\\/, '');
    const found = r.byClass(full) ?? r.entities.find((e) => shortName(e.of.name) === full || e.role === full);
    if (found !== undefined) return [found];
    const { code, data, hint } = unknownEntity(
      name,
      r.entities.map((e) => e.of.name),
      at,
    );
    c.report(code, at, data, hint);
    return [];
  });
};

/** A plan is for one database. */
const oneDatabase = (c: Context, drafts: ReadonlyArray<TableDraft>): void => {
  const names = [...new Set(drafts.map((t) => t.database ?? 'default'))];
  const other = drafts.find((t) => (t.database ?? 'default') !== names[0]);
  if (other === undefined) return;
  const { code, data, hint } = problem(
    'entity.invalid',
    { what: 'the database', entity: other.name, why: `the entities are of several: ${names.join(', ')}` },
    null,
    'Name the entities of one database only.',
  );
  c.report(code, other.at, data, hint);
};

export const cycle: Framework = { name: 'Cycle', claims, read, refersTo };
