/** Configuration, environment and folder of a run. */
import { readConfig } from '../edge/config.js';
import { readEnvFile } from '../edge/env-file.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import type { Settings } from './source.js';
import { ofProblems, type Trouble } from './trouble.js';

export const readSettings = async (
  config: string | null,
  envFile: string | null,
  signal: AbortSignal,
): Promise<Either<Trouble, Settings>> => {
  const folder = process.cwd();
  const [read, file] = await Promise.all([
    readConfig(folder, config),
    envFile === null ? right({}) : readEnvFile(envFile),
  ]);
  if (isLeft(read)) return left(ofProblems(read.left));
  if (isLeft(file)) return left(ofProblems(file.left));
  // What the process was started with wins over a file, as everywhere.
  return right({ read: read.right, env: { ...file.right, ...process.env }, folder, known: new Map(), signal });
};
