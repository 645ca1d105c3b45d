/** Which database and which sources a call means: only what the operator named, only what is inside the operator's folder. */

import type { ServerVersion } from '../dialect/dialect.js';
import { parseVersion } from '../dialect/registry.js';
import { type ReadConfig, readConfig } from '../edge/config.js';
import { connect } from '../edge/connect.js';
import { resolveConnection } from '../edge/connection.js';
import { looksLikeUrl } from '../edge/connection-url.js';
import type { Database } from '../edge/database.js';
import { readSources } from '../edge/sources.js';
import type { Desired } from '../ir/desired.js';
import type { DialectId } from '../ir/expression.js';
import type { Problem } from '../ir/problem.js';
import type { Schema } from '../ir/schema.js';
import { suggest } from '../ir/suggest.js';
import { type Either, isLeft, left, right, type Validated } from '../prelude.js';
import { ofFault, ofProblems, type Refusal, refusal } from './answer.js';
import type { Call, Operator } from './tool.js';

export const settingsOf = async (o: Operator): Promise<Either<Refusal, ReadConfig>> => {
  const read = await readConfig(o.folder, o.config);
  return isLeft(read) ? left(ofProblems(read.left)) : read;
};

export interface Opened {
  readonly database: Database;
  readonly schema: Schema;
  /** As the operator calls it. */
  readonly name: string;
}

/** A name of the configuration, or null for the operator's default. Never a URL: a caller does not choose hosts. */
export const openConnection = async (
  name: string | null,
  read: ReadConfig,
  { operator: o, signal }: Pick<Call, 'operator' | 'signal'>,
): Promise<Either<Refusal, Opened>> => {
  const names = Object.keys(read.config.connections ?? {});
  const known =
    names.length === 0 ? 'The operator names connections in altair.config.yaml.' : `Known: ${names.join(', ')}.`;
  if (name !== null && !names.includes(name)) {
    const near = suggest(name, names);
    return left(
      refusal('connection.unknown', 'the operator’s configuration has no connection of this name', [
        near === null ? known : `Did you mean "${near}"?`,
      ]),
    );
  }
  const target = resolveConnection(name, read, o.env);
  if (isLeft(target)) return left(ofProblems(target.left));
  if (target.right === null)
    return left(refusal('connection.missing', 'no connection was named, and the operator has no default', [known]));
  const shown = name ?? read.config.default_connection ?? 'the default connection';
  const opened = await connect(target.right);
  if (isLeft(opened)) return left(ofFault(opened.left, shown));
  const database = opened.right;
  // Whoever asked has gone: the server need not go on.
  signal.addEventListener('abort', () => void database.abort(), { once: true });
  if (signal.aborted) await database.abort();
  const answered = await database.introspect().catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  if (!isLeft(answered) && !isLeft(answered.right))
    return right({ database, schema: answered.right.right, name: shown });
  await database.close();
  if (isLeft(answered)) return left(ofFault(answered.left, shown));
  return left(isLeft(answered.right) ? ofProblems(answered.right.left) : refusal('defect', 'no schema'));
};

export interface Source {
  readonly desired: (dialect: DialectId) => Validated<Problem, Desired>;
  readonly server: { readonly dialect: DialectId; readonly version: ServerVersion } | null;
}

const isClassName = (text: string): boolean => /^\\?[A-Za-z_]\w*(\\[A-Za-z_]\w*)+$/.test(text);

export const readSource = async (argument: string, text: string, o: Operator): Promise<Either<Refusal, Source>> => {
  const source = isClassName(text) ? `entity:${text.replace(/^\\/, '')}` : text;
  if (text.startsWith('connection:') || (looksLikeUrl(source) && !source.startsWith('entity:')))
    return left(
      refusal('source.not-a-file', `\`${argument}\` is a database or a URL, not a spec`, [
        `Give \`${argument}\` as a path inside the project (file, folder or file@revision) or an entity class; name a database with \`connection\`.`,
      ]),
    );
  const { desired, server } = await readSources([source], { cwd: o.folder, root: o.folder });
  if (isLeft(desired)) return left(ofProblems(desired.left));
  const version = server === null ? null : parseVersion(server.version ?? '');
  return right({
    desired: desired.right,
    server: server === null || version === null ? null : { dialect: server.dialect, version },
  });
};
