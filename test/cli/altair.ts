/** The program as it is shipped: bundled by the project's own script, run as a process. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const plainEnvironment = (): NodeJS.ProcessEnv => {
  const { PATH, HOME } = process.env;
  return { PATH, HOME };
};

let program = '';
let folder = '';

/** Builds the program once for a test file, and gives each test an empty folder to stand in. */
export const withAltair = (): void => {
  const built = join(process.cwd(), `node_modules/.cache/altair-cli-${process.pid}-${Date.now()}`);
  beforeAll(async () => {
    // Inside the project, so that the drivers it leaves outside are found.
    await promisify(execFile)(process.execPath, ['scripts/build.mjs', built]);
    program = join(built, 'cli.cjs');
  });
  afterAll(() => rm(built, { recursive: true, force: true }));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'altair-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
};

export const here = (name = ''): string => join(folder, name);

export const put = async (files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(here(name)), { recursive: true });
    await writeFile(here(name), text);
  }
};

export const altairWith = (
  env: Readonly<Record<string, string>>,
  args: ReadonlyArray<string>,
  stdin: 'ignore' | 'pipe' = 'ignore',
): Promise<Ended> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...plainEnvironment(), ...env },
      stdio: [stdin, 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout?.on('data', (d) => {
      said.stdout += d;
    });
    child.stderr?.on('data', (d) => {
      said.stderr += d;
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, ...said }));
  });

export const altair = (...args: ReadonlyArray<string>): Promise<Ended> => altairWith({}, args);

export interface Running {
  readonly signal: (name: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => void;
  readonly ended: Promise<Ended>;
}

/** The program, while it runs. */
export const startAltair = (env: Readonly<Record<string, string>>, args: ReadonlyArray<string>): Running => {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...plainEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (d) => {
      said[stream] += d;
    });
  return {
    signal: (name) => child.kill(name),
    ended: new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code) => done({ code, ...said }));
    }),
  };
};

/** A shell line in the test's folder; $ALTAIR is the program. */
export const inShell = (line: string): string =>
  execFileSync('bash', ['-c', line], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...plainEnvironment(), ALTAIR: program, ALTAIR_NODE: process.execPath },
  });
