/**
 * Cycle ORM entities: PHP classes with the attributes of cycle/annotated 4 and the entity behaviors, as Cycle's schema
 * builder 2 and database 2 would store them on the engine asked for.
 * @see https://cycle-orm.dev/docs/annotated-entity
 */
import { compareText } from '../../../ir/name.js';
import { problem } from '../../../ir/problem.js';
import { isLeft, left, right } from '../../../prelude.js';
import type { EntityRequest, Framework, SourceFile } from '../framework.js';
import { unknownEntity } from '../unknown.js';
import { hasAnnotations, refuseAnnotations } from './annotations.js';
import { assemble } from './assemble.js';
import { refuseCustomAttributes } from './custom-attributes.js';
import type { Entity } from './definition.js';
import type { TableDraft } from './draft.js';
import { parsePhp } from './php/parse.js';
import { shortName } from './php/scope.js';
import { parentsOf, traitsOf, world } from './php/world.js';
import { refersTo } from './refers-to.js';
import type { Registry } from './registry.js';
import { type Context, context } from './report.js';
import { desiredOf } from './tables.js';

const claims = ({ name, text }: SourceFile): boolean =>
  /\.php$/i.test(name) && /\bCycle\\Annotated\b/.test(text) && (/#\[/.test(text) || hasAnnotations(text));

const read = (request: EntityRequest): ReturnType<Framework['read']> => {
  // What two sides of a relation say depends on which comes first: the files' names decide, not who named them.
  const files = [...request.files].sort((a, b) => compareText(a.name, b.name));
  const parsed = files.map((file) => parsePhp(file));
  const unread = parsed.flatMap((classes) => (isLeft(classes) ? [classes.left] : []));
  const c = context(world(parsed.flatMap((classes) => (isLeft(classes) ? [] : classes.right))), request.dialect);
  for (const [i, file] of files.entries()) {
    const classes = parsed[i];
    const scope = classes === undefined || isLeft(classes) ? undefined : classes.right[0]?.scope;
    if (scope !== undefined) refuseAnnotations(c, file, scope);
  }
  refuseCustomAttributes(c);
  const r = assemble(c);
  const asked = askedFor(c, r, request);
  const drafts = [...new Set(asked.map((e) => r.tableOf(e)))].filter((t) => !t.readonlySchema);
  oneDatabase(c, drafts);
  const desired = desiredOf(c, drafts, request.everything === true);
  const problems = [...unread, ...c.problems];
  const concern = concerns(c, asked, request);
  const ours = problems.filter((p) => p.at === null || concern.has(p.at.file));
  if (ours.length > 0) return left(ours);
  // What another class would have said of these tables is not known: nothing goes for its silence.
  return right(problems.length > 0 ? desiredOf(c, drafts, false) : desired);
};

/** The files whose problems are those of the asked entities: their own, and of what they are made of. */
const concerns = (
  c: Context,
  asked: ReadonlyArray<Entity>,
  { files, named, only }: EntityRequest,
): ReadonlySet<string> => {
  if (named === undefined && only === null) return new Set(files.map((f) => f.name));
  const made = asked.flatMap((e) => [
    e.of,
    ...parentsOf(e.of, c.world),
    ...traitsOf(e.of, c.world),
    ...[...[...e.embedded.values()].map((one) => one.target), ...e.related].flatMap(
      (target) => c.world.find(target) ?? c.world.find(`${e.of.scope.namespace}\\${target}`) ?? [],
    ),
  ]);
  return new Set([...(named ?? [files[0]?.name ?? '']), ...made.map((of) => of.file)]);
};

const askedFor = (c: Context, r: Registry, { only, files, named }: EntityRequest): ReadonlyArray<Entity> => {
  const at = { file: files[0]?.name ?? '', line: null, column: null };
  if (only === null) {
    const found = r.entities.filter((e) => named?.includes(e.of.file) ?? true);
    if (found.length === 0 && c.problems.length === 0) c.report('source.empty', at, { source: at.file });
    return found;
  }
  return only.flatMap((name) => {
    const full = name.replace(/^\\/, '');
    const found = r.byClass(full) ?? r.entities.find((e) => shortName(e.of.name) === full || e.role === full);
    if (found !== undefined) return [found];
    const known = r.entities.map((e) => (full.includes('\\') ? e.of.name : shortName(e.of.name)));
    const { code, data, hint } = unknownEntity(name, known, at);
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
