/** The server as a client meets it: the shipped program, spawned, spoken to by the SDK’s own client. */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import Database from 'better-sqlite3';
import { afterAll, beforeAll } from 'vitest';

let program = '';
let folder = '';

/** Builds the program once, and makes one project with a database for all tests of a file. */
export const withProject = (files: Readonly<Record<string, string>>, sql: string): void => {
  const built = join(process.cwd(), `node_modules/.cache/altair-mcp-${process.pid}-${Date.now()}`);
  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['scripts/build.mjs', built]);
    program = join(built, 'cli.cjs');
    const outer = await mkdtemp(join(tmpdir(), 'altair-mcp-'));
    folder = join(outer, 'project');
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const db = new Database(join(folder, 'app.db'));
    db.exec(sql);
    db.close();
  });
  afterAll(async () => {
    await rm(built, { recursive: true, force: true });
    await rm(dirname(folder), { recursive: true, force: true });
  });
};

/** A path in the project; `..` leads out of it. */
export const here = (name = ''): string => join(folder, name);

const { PATH, HOME } = process.env;
const plainEnvironment: Record<string, string> = { PATH: PATH ?? '', HOME: HOME ?? '' };

export interface Session {
  readonly client: Client;
  /** What came over stdout and was no message, and other mishaps of the transport. */
  readonly mishaps: ReadonlyArray<string>;
  readonly stderr: () => string;
  readonly close: () => Promise<void>;
}

export const connected = async (env: Readonly<Record<string, string>> = {}): Promise<Session> => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [program, 'mcp'],
    cwd: folder,
    env: { ...plainEnvironment, ...env },
    stderr: 'pipe',
  });
  const mishaps: string[] = [];
  let stderr = '';
  transport.stderr?.on('data', (d: Buffer) => {
    stderr += d.toString();
  });
  const client = new Client({ name: 'test', version: '1' });
  client.onerror = (error) => mishaps.push(error.message);
  await client.connect(transport);
  return { client, mishaps, stderr: () => stderr, close: () => client.close() };
};

/** Lines in, lines out: for what no client would send. */
export const spoken = (
  lines: ReadonlyArray<string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, 'mcp'], { cwd: folder, env: plainEnvironment });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (d) => {
      said.stdout += d;
    });
    child.stderr.on('data', (d) => {
      said.stderr += d;
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, ...said }));
    child.stdin.write(lines.map((l) => `${l}\n`).join(''));
    // What was asked is answered before the end of the input ends the server.
    setTimeout(() => child.stdin.end(), 2500);
  });

/** All that the server says, on both streams, until so many requests are answered. */
export const overheard = (
  messages: ReadonlyArray<object>,
  answers: number,
  env: Readonly<Record<string, string>> = {},
): Promise<string> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, 'mcp'], { cwd: folder, env: { ...plainEnvironment, ...env } });
    let said = '';
    const hear = (d: Buffer): void => {
      said += d.toString();
      if ((said.match(/"id":\d+/g) ?? []).length >= answers) child.stdin.end();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', fail);
    child.on('close', () => done(said));
    child.stdin.write(messages.map((m) => `${JSON.stringify({ jsonrpc: '2.0', ...m })}\n`).join(''));
  });

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value by a schema. */
export const violations = (schema: object, value: unknown): ReadonlyArray<string> => {
  const key = JSON.stringify(schema);
  const validate = compiled.get(key) ?? new Ajv2020({ strict: false, allErrors: true }).compile(schema);
  compiled.set(key, validate);
  return validate(value) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
};

/** Every file below the project’s parent with what it holds: a call may change none of it. */
export const everything = async (): Promise<ReadonlyArray<string>> => {
  const root = dirname(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
  const lines = files.map(
    async (f) =>
      `${f} ${createHash('sha256')
        .update(await readFile(f))
        .digest('hex')}`,
  );
  return (await Promise.all(lines)).toSorted();
};

export interface Refusal {
  readonly code: string;
  readonly why: string;
  readonly next_actions: ReadonlyArray<string>;
  readonly retryable: boolean;
}

interface Result {
  readonly isError: boolean;
  readonly text: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly links: ReadonlyArray<string>;
}

export const call = async (s: Session, name: string, args: Record<string, unknown>): Promise<Result> => {
  const result = await s.client.callTool({ name, arguments: args });
  const content = Array.isArray(result.content) ? result.content : [];
  const [first, ...rest] = content;
  const text: string = first?.type === 'text' ? first.text : '';
  return {
    isError: result.isError === true,
    text,
    document: (result.structuredContent ?? {}) as Record<string, unknown>,
    links: rest.flatMap((c) => (c.type === 'resource_link' ? [c.uri] : [])),
  };
};

export const refusalOf = (r: Result): Refusal => JSON.parse(r.text);
