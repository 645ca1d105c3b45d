/**
 * The schema of a database as a document (`altair db:schema --format=json`), so that a plan can be made where the
 * database cannot be reached. A snapshot states everything: what it does not have is not there.
 */
import type { DialectId } from '../ir/expression.js';
import { keyOf, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import type { Schema } from '../ir/schema.js';
import { isLeft, left, right, type Validated } from '../prelude.js';
import { closed, type Decoder, isObject, oneOf, orNull, pathOf, text } from './snapshot/decoder.js';
import { dialect } from './snapshot/expression.js';
import { schema } from './snapshot/schema.js';

export interface Snapshot {
  readonly dialect: DialectId;
  /** What the server called itself; null when none was asked. */
  readonly serverVersion: string | null;
  readonly schema: Schema;
}

interface Envelope {
  readonly altair: 'schema';
  readonly version: 1;
  readonly dialect: DialectId;
  readonly server_version: string | null;
  readonly schema: Schema;
}

const envelope: Decoder<Envelope> = closed('snapshot', {
  altair: oneOf('schema'),
  version: oneOf(1),
  dialect,
  server_version: orNull(text),
  schema,
});

/** Deeper documents are refused before anything recurses into them; the deepest expression that parses needs 2,000. */
const maxDepth = 2100;
/** Of the errors of one document; a file of another kind would have thousands. */
const maxProblems = 50;

export const readSnapshot = (file: string, content: string): Validated<Problem, Snapshot> => {
  const parsed = parseJson(file, content);
  if (isLeft(parsed)) return parsed;
  const at = { file, line: null, column: null };
  if (!isObject(parsed.right) || parsed.right['altair'] !== 'schema') {
    const why = 'it is not a schema snapshot';
    return left([
      problem('source.unsupported', { source: file, why }, at, 'Write one with altair db:schema --format=json.'),
    ]);
  }
  const version = parsed.right['version'];
  if (version !== 1) {
    const why = `it is version ${JSON.stringify(version) ?? 'unknown'} of the snapshot, and this program reads version 1`;
    return left([problem('source.unsupported', { source: file, why }, at, 'Write it again with altair db:schema.')]);
  }
  const decoded = decode(parsed.right);
  if (decoded === null) return left([tooDeep(file)]);
  if (isLeft(decoded)) {
    return left(
      decoded.left.slice(0, maxProblems).map((error) => {
        const key = pathOf(error);
        if (error.message === 'unknown key') return problem('spec.unknown-key', { key, in: 'the snapshot' }, at);
        if (error.message === 'missing') return problem('spec.missing-key', { key, in: 'the snapshot' }, at);
        const expected = (error.message ?? 'something else').replace(/^expected /, '');
        return problem('spec.expected', { key, expected, found: found(error.value) }, at);
      }),
    );
  }
  const { dialect, server_version, schema } = decoded.right;
  const twice = duplicates(schema).map((name) => problem('schema.duplicate', { kind: 'table', name }, at));
  return twice.length > 0 ? left(twice) : right({ dialect, serverVersion: server_version, schema });
};

/** Two spaces, keys in the order of their declaration, one newline at the end: the same schema is the same text. */
export const writeSnapshot = (snapshot: Snapshot): string => {
  const { tables, enums, opaque } = snapshot.schema;
  const document = {
    altair: 'schema',
    version: 1,
    dialect: snapshot.dialect,
    server_version: snapshot.serverVersion,
    schema: { tables, enums, opaque },
  };
  // Decoding puts every key in its place, whoever made the schema.
  const ordered = decode(document);
  return `${JSON.stringify(ordered === null || isLeft(ordered) ? document : ordered.right, null, 2)}\n`;
};

/** Null when the document is deeper than the stack. */
const decode = (document: unknown): ReturnType<typeof envelope.decode> | null => {
  try {
    return envelope.decode(document);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const tooDeep = (file: string): Problem =>
  problem('source.too-large', { source: file, why: 'it is nested too deeply' }, { file, line: null, column: null });

const parseJson = (file: string, content: string): Validated<Problem, unknown> => {
  const at = { file, line: null, column: null };
  if (depthOf(content) > maxDepth) {
    return left([tooDeep(file)]);
  }
  try {
    return right(JSON.parse(content.replace(/^\ufeff/, '')));
  } catch {
    // V8's own message quotes the text.
    return left([problem('source.syntax', { language: 'JSON', why: 'it is not valid JSON' }, at)]);
  }
};

const depthOf = (content: string): number => {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < content.length; i++) {
    const c = content[i];
    if (quoted) {
      if (c === '\\') i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '{' || c === '[') deepest = Math.max(deepest, ++depth);
    else if (c === '}' || c === ']') depth--;
  }
  return deepest;
};

const found = (value: unknown): string => {
  const shown = JSON.stringify(value) ?? 'nothing';
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
};

const duplicates = (s: Schema): ReadonlyArray<string> => {
  const seen = new Set<string>();
  return s.tables.flatMap(({ name }) => {
    const again = seen.has(keyOf(name));
    seen.add(keyOf(name));
    return again ? [showName(name)] : [];
  });
};
