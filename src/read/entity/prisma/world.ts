/** What all files of a schema say together: the datasource, and what each name stands for. */
import { type QName, qname } from '../../../ir/name.js';
import { type Problem, problem } from '../../../ir/problem.js';
import { suggest } from '../../../ir/suggest.js';
import { isLeft } from '../../../prelude.js';
import { attempt } from '../../../sql/parse-expression.js';
import { type Source, source } from '../../spec/report.js';
import type { EntityRequest, SourceFile } from '../framework.js';
import { argumentsOf, badValue, textOf } from './arguments.js';
import type { Attribute, Block, Field } from './ast.js';
import { parse } from './generated/prisma.generated.js';
import { type Provider, providers } from './provider.js';

export interface Model {
  readonly src: Source;
  readonly block: Block;
  readonly table: QName;
}

export interface PrismaEnum {
  readonly name: QName;
  /** From the label of the schema to the one of the database. */
  readonly labels: ReadonlyMap<string, string>;
}

export interface World {
  readonly provider: Provider;
  /** The datasource's name, which native types begin with: `@db.Text`. */
  readonly datasource: string;
  /** False with relationMode = "prisma": the client keeps the relations, the database knows none. */
  readonly foreignKeys: boolean;
  readonly models: ReadonlyMap<string, Model>;
  readonly enums: ReadonlyMap<string, PrismaEnum>;
  readonly views: ReadonlySet<string>;
  readonly composites: ReadonlySet<string>;
}

interface Placed {
  readonly src: Source;
  readonly block: Block;
}

export const isSchema = (file: SourceFile): boolean => /\.prisma$/i.test(file.name);

/** Null when there is nothing to go on with; the sources then have the problems. */
export const worldOf = (
  request: EntityRequest,
): {
  readonly sources: ReadonlyArray<Source>;
  readonly world: World | null;
  readonly problems: ReadonlyArray<Problem>;
} => {
  const files = request.files.filter(isSchema).map((file) => ({ src: source(file.name, file.text), text: file.text }));
  const sources = files.map((f) => f.src);
  const placed = files.flatMap(({ src, text }) => blocksOf(src, text));
  if (sources.some((s) => s.count() > 0)) return { sources, world: null, problems: [] };
  const [first, second] = placed.filter((p) => p.block.kind === 'datasource');
  if (first === undefined) {
    const data = { key: 'datasource', in: sources.map((s) => s.file).join(', ') || 'the schema' };
    const at = sources[0]?.at(0) ?? null;
    const hint = 'Give the whole schema: the folder, or the file with the datasource too.';
    return { sources, world: null, problems: [problem('spec.missing-key', data, at, hint)] };
  }
  if (second !== undefined) second.src.report('spec.duplicate-key', second.block.offset, { key: 'datasource' });
  const datasource = asDatasource(first, request);
  if (datasource === null) return { sources, world: null, problems: [] };
  const { provider } = datasource;
  const names = new Map<string, Placed>();
  for (const { src, block } of placed) {
    if (block.kind === 'datasource' || block.kind === 'generator') continue;
    if (names.has(block.name)) src.report('schema.duplicate', block.offset, { kind: 'block', name: block.name });
    else names.set(block.name, { src, block });
  }
  const ofKind = (kind: Block['kind']): ReadonlyArray<Placed> =>
    [...names.values()].filter((p) => p.block.kind === kind);
  const world: World = {
    ...datasource,
    models: new Map(ofKind('model').map((p) => [p.block.name, { ...p, table: nameOf(p, provider) }])),
    enums: new Map(ofKind('enum').map((p) => [p.block.name, asEnum(p, provider)])),
    views: new Set(ofKind('view').map((p) => p.block.name)),
    composites: new Set(ofKind('type').map((p) => p.block.name)),
  };
  if (world.models.size > 0 || sources.some((s) => s.count() > 0)) return { sources, world, problems: [] };
  const hint = 'Give the files with its models, too.';
  const data = { source: sources.map((s) => s.file).join(', ') };
  return { sources, world, problems: [problem('source.empty', data, first.src.at(first.block.offset), hint)] };
};

const blocksOf = (src: Source, text: string): ReadonlyArray<Placed> => {
  const blocks = attempt(text, () => parse(text));
  if (!isLeft(blocks)) return blocks.right.map((block) => ({ src, block }));
  const { message, offset } = blocks.left;
  src.report('source.syntax', offset, { language: 'a Prisma schema', why: message });
  return [];
};

const refused: Readonly<Record<string, string>> = {
  cockroachdb: 'CockroachDB',
  sqlserver: 'SQL Server',
  mongodb: 'MongoDB',
};

const asDatasource = (
  { src, block }: Placed,
  request: EntityRequest,
): Pick<World, 'provider' | 'datasource' | 'foreignKeys'> | null => {
  const setting = (name: string) => block.settings.find((s) => s.name === name);
  const said = setting('provider');
  if (said === undefined) {
    src.report('spec.missing-key', block.offset, { key: 'provider', in: `datasource ${block.name}` });
    return null;
  }
  const { value } = said;
  if (value.kind !== 'String') return badValue(src, value, 'provider', 'Prisma takes a text here, written out');
  const provider = Object.hasOwn(providers, value.value) ? providers[value.value] : undefined;
  if (provider === undefined) {
    const near = suggest(value.value, Object.keys(providers));
    const why = refused[value.value];
    return badValue(
      src,
      value,
      'provider',
      why === undefined ? 'no such provider is known' : `schemas for ${why} are not read`,
      near === null || why !== undefined ? 'It is one of postgresql, mysql, sqlite.' : `Did you mean ${near}?`,
    );
  }
  if (!provider.engines.includes(request.dialect)) {
    const why = `the schema is written for ${provider.name}, the plan is for ${request.dialect}`;
    const hint = `Name a database of ${provider.name} with --db, or say --driver ${provider.engines[0] ?? ''}.`;
    src.report('source.conflict', value.offset, { what: 'the engine', why }, hint);
    return null;
  }
  const mode = setting('relationMode')?.value;
  if (mode !== undefined && !(mode.kind === 'String' && /^(?:prisma|foreignKeys)$/.test(mode.value))) {
    return badValue(src, mode, 'relationMode', 'it is "foreignKeys" or "prisma"');
  }
  return { provider, datasource: block.name, foreignKeys: !(mode?.kind === 'String' && mode.value === 'prisma') };
};

/** `@@map` and `@@schema`. `public` is what PostgreSQL's search path begins with unless somebody changed it. */
const nameOf = ({ src, block }: Placed, provider: Provider): QName => {
  const attribute = (name: string): string | null => {
    const found = block.attributes.find((a) => a.name === name);
    return found === undefined
      ? null
      : textOf(src, argumentsOf(src, found, [name === 'map' ? 'name' : 'map']), name === 'map' ? 'name' : 'map');
  };
  const schema = attribute('schema');
  if (schema !== null && !provider.namespaces) {
    const at = block.attributes.find((a) => a.name === 'schema')?.offset ?? block.offset;
    src.report('dialect.unsupported', at, {
      engine: provider.name,
      what: 'namespaces in a Prisma schema',
      name: schema,
    });
  }
  return qname(attribute('map') ?? block.name, schema === 'public' ? null : schema);
};

const asEnum = (placed: Placed, provider: Provider): PrismaEnum => {
  const { src, block } = placed;
  for (const a of block.attributes) known(src, a, ['map', 'schema'], '@@');
  const labels = block.labels.map((label): readonly [string, string] => {
    const map = label.attributes.find((a) => known(src, a, ['map'], '@'));
    const said = map === undefined ? null : textOf(src, argumentsOf(src, map, ['name']), 'name');
    return [label.name, said ?? label.name];
  });
  return { name: nameOf(placed, provider), labels: new Map(labels) };
};

export const known = (src: Source, a: Attribute, names: ReadonlyArray<string>, sign: '@' | '@@'): boolean => {
  if (names.includes(a.name)) return true;
  const near = suggest(a.name, names);
  const hint = near === null ? `There are ${names.map((n) => sign + n).join(', ')}.` : `Did you mean ${sign}${near}?`;
  src.report('spec.unknown-key', a.offset, { key: `${sign}${a.name}`, in: 'the schema' }, hint);
  return false;
};

/** `@map`, else the field's own name. */
export const columnName = (src: Source, field: Field): string => {
  const map = field.attributes.find((a) => a.name === 'map');
  return (map === undefined ? null : textOf(src, argumentsOf(src, map, ['name']), 'name')) ?? field.name;
};

/** A field that is a column; others are relations, or refused. */
export const isColumn = (world: World, field: Field): boolean =>
  !world.models.has(field.type) && !world.views.has(field.type);
