/** The engines' own command line clients, run as the head of an emitted file says, in a folder of their own. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionTarget } from '../../src/edge/database.js';
import { findProgram } from './boot/server.js';

export interface Ran {
  /** How many statements the client says it carried out. */
  readonly statements: number;
  /** What lies in the folder afterwards, the file itself left out. */
  readonly left: ReadonlyArray<string>;
}

interface Client {
  readonly program: string;
  readonly args: ReadonlyArray<string>;
  /** Not given as an argument, but on standard input. */
  readonly stdin: boolean;
  readonly count: (out: string) => number;
}

const lines = (out: string, pattern: RegExp): number => out.split('\n').filter((l) => pattern.test(l)).length;

const mysqlArgs = (t: ConnectionTarget): ReadonlyArray<string> => [
  '--no-defaults',
  '-h',
  t.host,
  '-P',
  String(t.port),
  '-u',
  t.user ?? 'root',
  // The answers, not only the rows; and the character set of a client that nobody set up.
  '-vv',
  '--default-character-set=latin1',
  t.database,
];

const clientOf = (t: ConnectionTarget): Client | null => {
  switch (t.driver) {
    case 'postgres': {
      const program = findProgram(['psql']);
      return program === null
        ? null
        : {
            program,
            args: [
              '-X',
              '-A',
              '-t',
              '-v',
              'ON_ERROR_STOP=1',
              '-h',
              t.host,
              '-p',
              String(t.port),
              '-U',
              t.user ?? '',
              '-d',
              t.database,
              '-f',
            ],
            stdin: false,
            // One tag a statement: CREATE TABLE, DO, BEGIN, …
            count: (out) => lines(out, /^[A-Z][A-Z ]+/),
          };
    }
    case 'mysql':
    case 'mariadb': {
      const program = findProgram(['mariadb', 'mysql']);
      return program === null
        ? null
        : {
            program,
            args: mysqlArgs(t),
            stdin: true,
            count: (out) => lines(out, /^(Query OK|Empty set|\d+ rows? in set)/),
          };
    }
    case 'sqlite': {
      const program = findProgram(['sqlite3']);
      return program === null
        ? null
        : {
            program,
            args: ['-bail', '-cmd', '.changes on', t.database],
            stdin: true,
            count: (out) => lines(out, /^changes: /),
          };
    }
  }
};

/** Null: this machine has no such client. Throws what the client says went wrong. */
export const runFile = async (target: ConnectionTarget, contents: string): Promise<Ran | null> => {
  const client = clientOf(target);
  if (client === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'altair-client-'));
  const file = 'migration.sql';
  try {
    await writeFile(join(folder, file), contents);
    const out = await new Promise<string>((resolve, reject) => {
      const child = execFile(
        client.program,
        client.stdin ? [...client.args] : [...client.args, file],
        {
          cwd: folder,
          maxBuffer: 1 << 28,
          env: { PATH: process.env['PATH'], LC_ALL: 'C', HOME: folder, PGCLIENTENCODING: 'LATIN1' },
        },
        (error, stdout, stderr) => (error === null ? resolve(stdout) : reject(new Error(stderr || error.message))),
      );
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(client.stdin ? contents : '');
    });
    return {
      statements: client.count(out),
      left: (await readdir(folder)).filter((name) => name !== file),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
