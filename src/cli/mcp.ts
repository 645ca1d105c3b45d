/** `altair mcp`: the tools for coding agents, on stdin and stdout. */
import { readEnvFile } from '../edge/env-file.js';
import { serve } from '../mcp/server.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { exitCode } from '../report/exit-code.js';
import type { Done } from './run.js';
import { ofProblems, type Trouble } from './trouble.js';
import { version } from './version.js';

export interface McpOptions {
  readonly config?: string;
  readonly envFile?: string;
}

export const mcp = async (o: McpOptions, signal: AbortSignal): Promise<Either<Trouble, Done>> => {
  const file = o.envFile === undefined ? right({}) : await readEnvFile(o.envFile);
  if (isLeft(file)) return left(ofProblems(file.left));
  // A stray line on stdout would be read as a message.
  console.log = console.error;
  if (process.stdin.isTTY) process.stderr.write('altair mcp: waiting for a client on stdin; Ctrl-D ends\n');
  await serve(
    { folder: process.cwd(), config: o.config ?? null, env: { ...file.right, ...process.env } },
    version,
    signal,
  );
  return right({ exitCode: exitCode.safe, output: '', notes: [] });
};
