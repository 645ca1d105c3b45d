/** `--show-values`: for a person at a terminal, and nowhere else. */
import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { altair, here, inShell, put, withAltair } from './altair.js';

withAltair();

const plan = 'db:migration-plan';
const value = 'secret-row-value';
/** Moves the cursor, turns the reading direction, ends a line. */
const hostile = `${value}\u001b[2J\u202e\n\u009b`;

const spec = `persistence:
  entity:
    table: users
    fields:
      id: { type: bigint, primary: true }
      email: { native: text, unique: true }
      nick: { native: text, nullable: true }
`;

beforeEach(async () => {
  const { default: Database } = await import('better-sqlite3');
  await put({
    'users.yaml': spec,
    'pruned.yaml': spec.replace(/ +nick.*\n/, '').replace(', unique: true', ''),
    'altair.config.yaml': 'connections:\n  main: { url: "sqlite:app.db" }\ndefault_connection: main\n',
  });
  const db = new Database(here('app.db'));
  db.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL, nick TEXT)');
  const insert = db.prepare('INSERT INTO users (email, nick) VALUES (?, ?)');
  insert.run(hostile, null);
  insert.run(hostile, value);
  db.close();
});

/** What a terminal shows. */
const onTerminal = (words: string): string =>
  inShell(`script -qec "'$ALTAIR_NODE' '$ALTAIR' ${words}; echo exit=\\$?" /dev/null`);

describe('--show-values', () => {
  it('shows rows on a terminal, and nothing of them does anything there', () => {
    const shown = onTerminal(`${plan} users.yaml --show-values --output=out`);
    expect(shown).toContain('exit=1');
    expect(shown).toContain(`email '${value}\\u{1B}[2J\\u{202E}\\u{0A}\\u{9B}', rows '2'`);
    expect(shown).not.toMatch(/\u001b\[2J|\u202e|\u009b/);
  });

  it('is what shows them', () => {
    const shown = onTerminal(`${plan} users.yaml`);
    expect(shown).toContain('exit=1');
    expect(shown).toContain('add-unique');
    expect(shown).not.toContain(value);
  });

  it('writes none into files', async () => {
    const shown = onTerminal(`${plan} pruned.yaml --prune --show-values --force --output=out`);
    expect(shown).toContain(`nick '${value}'`);
    const [file = ''] = inShell('ls out').trim().split('\n');
    expect(await readFile(here(`out/${file}`), 'utf8')).not.toContain(value);
  });

  it.each(['json', 'sarif', 'markdown', 'github', 'html'])(
    'is refused with --format=%s, on a terminal too',
    (format) => {
      const shown = onTerminal(`${plan} users.yaml --show-values --format=${format}`);
      expect(shown).toContain('exit=2');
      expect(shown).toContain(`--show-values and --format=${format} do not go together`);
      expect(shown).not.toContain(value);
    },
  );

  it('is refused off a terminal', async () => {
    const { code, stdout, stderr } = await altair(plan, 'users.yaml', '--show-values');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'error: --show-values shows values only on a terminal\n  Leave it out, or do not redirect the output.\n',
    );
  });

  it('is refused where the database is asked nothing', () => {
    expect(onTerminal(`${plan} users.yaml --show-values --skip-safety`)).toContain('exit=2');
  });

  it.each(['db:schema', 'doctor', 'mcp', 'explain'])('is no option of %s', async (command) => {
    const { code, stderr } = await altair(command, '--show-values');
    expect(code).toBe(2);
    expect(stderr).toContain("unknown option '--show-values'");
  });
});
