/** Every value of the options that say in how many steps, how carefully and with what kept a change is made. */
import { readdirSync, readFileSync } from 'node:fs';
import Library from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { violations } from '../report/schema.js';
import { altair, here, put, withAltair } from './altair.js';

withAltair();

const spec = (fields: string, more = ''): string =>
  `persistence:\n  entity:\n    table: users\n    fields:\n      id: { type: bigint, primary: true }\n${fields
    .split(';')
    .map((f) => `      ${f.trim()}\n`)
    .join('')}${more}`;

const before = spec(
  'name: { type: string(40) }; mail: { type: string(40), nullable: true }; role: { type: string(9), nullable: true }',
);
const files = {
  'before.yaml': before,
  'rename.yaml': spec(
    'full_name: { type: string(40), renamed_from: name }; mail: { type: string(40), nullable: true }; role: { type: string(9), nullable: true }',
  ),
  'key.yaml': before.replace(
    'id: { type: bigint, primary: true }',
    'no: { type: bigint, primary: true, renamed_from: id }',
  ),
  'drop.yaml': spec('name: { type: string(40) }; mail: { type: string(40), nullable: true }'),
  'unique.yaml': spec(
    'name: { type: string(40) }; mail: { type: string(40), nullable: true, unique: true }; role: { type: string(9), nullable: true }',
  ),
  'index.yaml': spec(
    'name: { type: string(40) }; mail: { type: string(40), nullable: true }; role: { type: string(9), nullable: true }',
    '    indexes: [[mail]]\n',
  ),
};

interface Told {
  readonly code: number | null;
  readonly phases: ReadonlyArray<string | null>;
  readonly sql: string;
  readonly findings: ReadonlyArray<string>;
  readonly error: { readonly code: string; readonly message: string } | null;
}

const run = async (...args: ReadonlyArray<string>): Promise<Told> => {
  const { code, stdout, stderr } = await altair('db:migration-plan', ...args, '--format=json');
  const said = JSON.parse(stdout);
  expect(violations(said)).toEqual([]);
  expect(said.exit_code).toBe(code);
  expect(stderr).not.toMatch(/\n\s+at /);
  const migrations: ReadonlyArray<{ readonly phase?: string | null }> = said.migrations ?? [];
  return {
    code,
    phases: migrations.map((m) => m.phase ?? null),
    sql: JSON.stringify(migrations),
    findings: [...(said.safety?.issues ?? []), ...(said.safety?.warnings ?? [])].map((f: { code: string }) => f.code),
    error: said.error ?? null,
  };
};

describe('against a database', () => {
  const onFile = (...args: ReadonlyArray<string>) => run(...args, '--db=sqlite:app.db');

  beforeEach(async () => {
    await put(files);
    const db = new Library(here('app.db'));
    db.exec('PRAGMA user_version = 1');
    const made = await altair(
      'db:migration-plan',
      '--to=before.yaml',
      '--db=sqlite:app.db',
      '--emit=sql',
      '--output=out',
    );
    expect(made.code).toBe(0);
    for (const file of readdirSync(here('out')).filter((f) => f.endsWith('.up.sql')))
      db.exec(readFileSync(here(`out/${file}`), 'utf8'));
    db.exec(`INSERT INTO users VALUES (1, 'a', 'x', 'r'), (2, 'b', 'x', NULL), (3, 'c', NULL, 'r')`);
    db.close();
  });

  it.each([
    [[], ['expand', 'contract']],
    [['--strategy=auto'], ['expand', 'contract']],
    [['--strategy=two-phase'], ['expand', 'contract']],
    [['--strategy=single'], [null]],
    [['--strategy=single', '--sync=none'], [null]],
    [['--strategy=single', '--sync=triggers'], [null]],
  ])('a rename with %j', async (options, phases) => {
    const told = await onFile('rename.yaml', ...options);
    expect([told.code, told.phases]).toEqual([0, phases]);
    expect(told.sql.includes('CREATE TRIGGER')).toBe(phases.length > 1);
  });

  it('without triggers says that nothing keeps both sides in step', async () => {
    const [with_, without] = await Promise.all([
      onFile('rename.yaml', '--sync=triggers'),
      onFile('rename.yaml', '--sync=none'),
    ]);
    expect([with_.code, with_.phases, with_.sql.includes('altair_sync_')]).toEqual([0, ['expand', 'contract'], true]);
    expect([without.code, without.phases, without.sql.includes('altair_sync_')]).toEqual([
      0,
      ['expand', 'contract'],
      false,
    ]);
    expect(with_.findings).not.toContain('no-sync');
    expect(without.findings).toContain('no-sync');
  });

  it('what cannot be made in two is refused only when two were asked for', async () => {
    const refused = await onFile('key.yaml', '--strategy=two-phase');
    expect([refused.code, refused.error?.code]).toEqual([2, 'plan.two-phase']);
    expect(refused.error?.message).toContain('the rename to no cannot be made in two');
    const made = await onFile('key.yaml', '--strategy=auto');
    expect([made.code, made.phases]).toEqual([0, [null]]);
    expect(made.findings).toContain('in-one-step');
  });

  it.each([
    [['--strategy=two-phase'], ['expand']],
    [['--strategy=auto'], [null]],
  ])('an index with %j', async (options, phases) => {
    expect(await onFile('index.yaml', ...options)).toMatchObject({ code: 0, phases });
  });

  it.each([
    [[], 1, [null]],
    [['--archive=90'], 0, [null, 'purge']],
    [['--archive=90', '--strategy=two-phase'], 0, ['contract', 'purge']],
    [['--archive=90', '--strategy=single', '--sync=none', '--online=never'], 0, [null, 'purge']],
  ])('a dropped column with values and %j', async (options, code, phases) => {
    expect(await onFile('drop.yaml', ...options)).toMatchObject({ code, phases });
  });

  it.each(['0', '-1', '1.5', '', 'ninety'])('--archive=%s is refused', async (days) => {
    const { code, error } = await onFile('drop.yaml', `--archive=${days}`);
    expect([code, error?.message]).toEqual([2, expect.stringContaining('--archive')]);
  });

  it.each([
    [[], 1, 'add-unique'],
    [['--fix=add-unique:users=keep_first'], 0, 'clear-rows'],
    [['--fix=add-unique:users=null_others'], 0, 'clear-rows'],
    [['--fix=add-unique:users=keep_newest(id)'], 0, 'clear-rows'],
    [['--fix=add-unique:users=keep_oldest(id)', '--archive=7'], 0, 'clear-rows'],
    [['--fix=add-unique:users=keep_first', '--strategy=two-phase'], 0, 'clear-rows'],
  ])('duplicates under a new unique with %j', async (options, code, finding) => {
    const told = await onFile('unique.yaml', ...options);
    expect([told.code, told.findings]).toEqual([code, expect.arrayContaining([finding])]);
  });

  it.each(['add-unique:persons=keep_first', 'add-unik:users=keep_first', 'add-unique:users=nonsense', 'nothing'])(
    '--fix=%s is refused',
    async (fix) => {
      const { code, error } = await onFile('unique.yaml', `--fix=${fix}`);
      expect([code, error?.message]).toEqual([2, expect.stringContaining(fix.split('=')[0] ?? '')]);
    },
  );
});

describe('without a database', () => {
  const offline = (to: string, ...args: ReadonlyArray<string>) => run('--from=before.yaml', `--to=${to}`, ...args);

  // A table of which nobody knows how large it is counts as a large one.
  it.each([
    ['postgres', 'CONCURRENTLY', 'auto', true],
    ['postgres', 'CONCURRENTLY', 'always', true],
    ['postgres', 'CONCURRENTLY', 'never', false],
    ['mysql', 'LOCK=NONE', 'auto', true],
    ['mysql', 'LOCK=NONE', 'always', true],
    ['mysql', 'LOCK=NONE', 'never', false],
    ['mariadb', 'LOCK=NONE', 'always', true],
    ['mariadb', 'LOCK=NONE', 'never', false],
    ['sqlite', 'CONCURRENTLY', 'always', false],
  ])('on %s %s stands in the SQL with --online=%s: %s', async (driver, words, online, stands) => {
    await put(files);
    const told = await offline('index.yaml', `--driver=${driver}`, `--online=${online}`);
    expect([told.code, told.sql.includes(words)]).toEqual([0, stands]);
  });

  it.each(['auto', 'always', 'never'])('two phases with --online=%s prove nothing', async (online) => {
    await put(files);
    const told = await offline('rename.yaml', `--online=${online}`, '--strategy=two-phase');
    expect([told.code, told.phases]).toEqual([3, ['expand', 'contract']]);
    const accepted = await offline('rename.yaml', `--online=${online}`, '--strategy=two-phase', '--allow-unproven');
    expect(accepted.code).toBe(0);
  });
});
