/**
 * An OpenAPI 3.1 document whose schemas say how they are stored: `x-altair-persistence`, on the document or on one of
 * components.schemas, holds what `persistence:` holds in a spec. Beside a schema a field's type may be left out where the
 * schema's property leaves no choice. Pure; every problem has its line.
 * https://spec.openapis.org/oas/v3.1.1.html#specification-extensions
 */
import type { Desired } from '../../ir/desired.js';
import type { Problem } from '../../ir/problem.js';
import { left, type Validated } from '../../prelude.js';
import { mergeDesired } from '../merge.js';
import { asEntity } from '../spec/entity.js';
import { entitiesIn } from '../spec/index.js';
import { isNull, type MapNode, type Node, shown } from '../spec/node.js';
import { readYaml } from '../spec/read-yaml.js';
import { type Source, source } from '../spec/report.js';
import { asMap } from '../spec/values.js';
import { type Block, blocksOf, extension } from './blocks.js';
import { withTypes } from './fill-types.js';
import { entryOf } from './pointer.js';

/** By how it begins, before it is parsed. A document in JSON is YAML in braces. */
export const isOpenApi = (text: string): boolean => {
  if (/^["']?(?:openapi|swagger)["']?\s*:/m.test(text)) return true;
  return (
    /^\ufeff?\s*\{/.test(text) && !snapshot.test(text.slice(0, 1000)) && /"(?:openapi|swagger)"\s*:\s*"/.test(text)
  );
};

const snapshot = /"altair"\s*:/;

/** @param file the name that positions carry; nothing is read. */
export const readOpenApi = (file: string, text: string): Validated<Problem, Desired> => {
  const src = source(file, text.replace(/^\ufeff/, ''));
  if (!src.text.includes(extension)) {
    const hint = `Say how a schema is stored in ${extension}: entity: { table: …, fields: { … } }.`;
    src.report('source.unsupported', 0, { source: file, why: `it is OpenAPI without ${extension}` }, hint);
    return left(src.problems());
  }
  const node = readYaml(src.report, src.text, extension, true);
  const root = node === null ? null : asMap(src, node, 'document');
  const read = root === null || !isRead(src, root) ? [] : blocksOf(src, root).flatMap((b) => entities(src, root, b));
  const merged = mergeDesired(read);
  if (src.count() === 0 && read.length === 0) {
    src.report('source.empty', 0, { source: file }, `Describe a table in ${extension}: entity: { … }.`);
  }
  if (src.count() === 0) return merged;
  return left([...src.problems(), ...(merged._tag === 'Left' ? merged.left : [])]);
};

const entities = (src: Source, root: MapNode, { entry, schema }: Block): ReadonlyArray<Desired> => {
  const said: ReadonlyArray<Node> = isNull(entry.value) ? [] : (entitiesIn(src, entry) ?? []);
  return said.flatMap((node) => {
    const before = src.count();
    const typed = schema === null ? node : withTypes(src, root, schema, node);
    // A type that the schema leaves open has been reported with its reason.
    return src.count() > before ? [] : (asEntity(src, typed) ?? []);
  });
};

/** 3.0's schemas are no JSON Schemas: `nullable`, `exclusiveMinimum: true`. */
const isRead = (src: Source, root: MapNode): boolean => {
  const version = entryOf(root, 'openapi') ?? entryOf(root, 'swagger');
  if (version === undefined) {
    src.report('spec.missing-key', root.offset, { key: 'openapi', in: 'the document' }, 'Write openapi: 3.1.1.');
    return false;
  }
  const text = version.key === 'openapi' && version.value.kind === 'Scalar' ? version.value.text : '';
  if (/^3\.1(?:\.\d+)?(?:-.*)?$/.test(text)) return true;
  const data = { key: version.key, value: shown(version.value), why: `${extension} is read in OpenAPI 3.1 only` };
  src.report('spec.bad-value', version.value.offset, data, 'Convert the document to OpenAPI 3.1.');
  return false;
};
