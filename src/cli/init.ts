/** `altair init`: writes a commented altair.config.yaml that says what is true of this folder; never over one. */
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configNames } from '../edge/config.js';
import { existingSpecFolders, usesCycle } from '../edge/project.js';
import { type Either, left, right } from '../prelude.js';
import { exitCode } from '../report/exit-code.js';
import type { Done } from './run.js';
import { type Trouble, usage } from './trouble.js';

const [file] = configNames;

export const configText = (
  folders: ReadonlyArray<string>,
  emit: 'cycle' | 'sql',
): string => `# Settings of altair. Every key may be left out; altair.config.json is read too.

# Folders and files that hold specs, when the command line names none.
specs: [${(folders.length === 0 ? ['api'] : folders).map((f) => `${f}/`).join(', ')}]

# Where --output writes, and in which format: cycle (migration classes) or sql (an up and a down file).
output: database/migrations/
emit: ${emit}

# Databases by name, for --db=NAME and for the MCP server. Passwords come from the environment.
connections:
  # main: { url: "postgres://app@localhost/shop", password_env: DB_PASSWORD }
  # local: { url: "sqlite:app.db" }
  main: { url_env: DATABASE_URL }

# The connection that is meant without --db.
# default_connection: main

# The engine that is meant when no database is connected: postgres, mysql, mariadb or sqlite; and its version.
# driver: postgres
# server_version: "18"

# Hosts that may be connected to, besides this machine. Without this line any host is.
# allow_hosts: [db.example.com]

# From so many rows on a table is large: locks on it are warned of, and avoided.
# large_table: 1000000
# Seconds that the server may take for one question about rows.
# question_seconds: 5

# File names as the migration runner makes them (native), or 2026_05_27_114523_name (snake).
# filename_style: native

# The name of the database in Cycle's own configuration.
# cycle_database: default
`;

const existing = async (folder: string): Promise<string | null> => {
  for (const name of configNames)
    if (
      await stat(join(folder, name)).then(
        () => true,
        () => false,
      )
    )
      return name;
  return null;
};

export const init = async (): Promise<Either<Trouble, Done>> => {
  const folder = process.cwd();
  const there = await existing(folder);
  const taken = (name: string) =>
    left(usage('exists', `${name} is there already, and is not overwritten`, 'Edit it, or move it away first.'));
  if (there !== null) return taken(there);
  const text = configText(await existingSpecFolders(folder), usesCycle(folder) ? 'cycle' : 'sql');
  try {
    // `wx`: what appeared meanwhile stays as it is, a link that leads nowhere too.
    await writeFile(join(folder, file), text, { flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') return taken(file);
    return left(usage('not-written', `${file} cannot be written here${code === '' ? '' : ` (${code})`}`));
  }
  return right({
    exitCode: exitCode.safe,
    output: '',
    notes: [`wrote ${file}`, 'next: altair doctor looks whether everything is there'],
  });
};
