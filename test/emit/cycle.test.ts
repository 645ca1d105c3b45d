import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmitOptions } from '../../src/emit/emitter.js';
import { emitters } from '../../src/emit/registry.js';
import { column } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import type { Plan, SqlStatement } from '../../src/plan/plan.js';
import { isLeft } from '../../src/prelude.js';
import { displayNamePlan, downStep, migration, planOf, statement, step, users } from '../report/fixture.js';
import { describeEngines, scratch } from '../support/engines.js';
import { options } from './options.js';
import { cycleMigrate, inFolder, noPhp, php } from './php.js';

const files = (plan: Plan, more: Partial<EmitOptions> = {}) => {
  const made = emitters.cycle.files(plan, { ...options, ...more });
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  return made.right;
};

/** A plan of statements alone. */
const bare = (
  up: ReadonlyArray<SqlStatement>,
  down: ReadonlyArray<SqlStatement> = [],
  more: Partial<Plan> = {},
): Plan => planOf([migration({ up: [step([], ...up)], down: [downStep([], [], ...down)] })], more);

const calls = (contents: string, method: 'up' | 'down'): ReadonlyArray<string> => {
  const body = contents.split(`function ${method}(): void`)[1]?.split('\n    }\n')[0] ?? '';
  return body
    .split('\n')
    .filter((line) => line.includes('->'))
    .map((line) => line.replace(/^\s*\$this->database\(\)->/, '').replace(/^execute\((.*)\);$/, '$1'));
};

describe('cycle', () => {
  it('writes the class that Cycle loads', async () => {
    const [file] = files(displayNamePlan);
    expect(file?.path).toBe('database/migrations/20260527.114523_0_add_display_name_to_users.php');
    expect(file?.direction).toBe('both');
    await expect(file?.contents).toMatchFileSnapshot('../../snapshots/emit/add_display_name_to_users.php');
  });

  it('keeps to Cycle’s transaction when there is one', () => {
    const [file] = files(bare([statement('A'), statement('B')]));
    expect(calls(file?.contents ?? '', 'up')).toEqual(["'A'", "'B'"]);
  });

  it.each([
    [
      [1, 2],
      ["'0'", 'commit();', 'begin();', "'1'"],
    ],
    [
      [null, 1, null],
      ['commit();', "'0'", 'begin();', "'1'", 'commit();', "'2'", 'begin();'],
    ],
    [
      [1, null, 2],
      ["'0'", 'commit();', "'1'", 'begin();', "'2'"],
    ],
    [
      [null, null],
      ['commit();', "'0'", "'1'", 'begin();'],
    ],
    [
      [1, null],
      ["'0'", 'commit();', "'1'", 'begin();'],
    ],
  ])('transactions %j', (numbers, expected) => {
    const [file] = files(bare(numbers.map((n, i) => statement(String(i), n))));
    expect(calls(file?.contents ?? '', 'up')).toEqual(expected);
  });

  it('begins and commits nothing where DDL commits by itself', () => {
    const [file] = files(bare([statement('A', null), statement('B', 1), statement('C', 2)]), { transactional: false });
    expect(calls(file?.contents ?? '', 'up')).toEqual(["'A'", "'B'", "'C'"]);
  });

  it('goes back as far as there is a way, and refuses where there is none', () => {
    const intent = { kind: 'DropColumn', table: users, column: column('x', T.text()), after: undefined } as const;
    const irreversible = [{ intent, because: 'gone' }];
    const [none] = files(planOf([migration({ up: [step([intent])], irreversible })]));
    expect(none?.contents).toContain('throw new \\LogicException(');
    const [some] = files(planOf([migration({ down: [downStep([], [], statement('A'))], irreversible })]));
    expect(some?.contents).not.toContain('LogicException');
    expect(calls(some?.contents ?? '', 'down')).toEqual(["'A'"]);
  });

  it('never takes a name that is there, in either style', () => {
    const names = (existing: ReadonlyArray<string>, filenameStyle: 'native' | 'snake', plan = displayNamePlan) =>
      files(plan, { existing, filenameStyle, directory: '' }).map((f) => f.path);
    expect(
      names(['20260527.114523_0_other.php', '20260527.114523_3_x.php', '20260526.114523_9_x.php'], 'native'),
    ).toEqual(['20260527.114523_4_add_display_name_to_users.php']);
    expect(names([], 'snake')).toEqual(['2026_05_27_114523_add_display_name_to_users.php']);
    expect(names(['2026_05_27_114523_add_display_name_to_users.php'], 'snake')).toEqual([
      '2026_05_27_114523_add_display_name_to_users_2.php',
    ]);
    const two = planOf([migration({ name: 'a', phase: 'expand' }), migration({ name: 'a', phase: 'contract' })]);
    expect(names([], 'native', two)).toEqual(['20260527.114523_0_phase1_a.php', '20260527.114523_1_phase2_a.php']);
    expect(names([], 'snake', two)).toEqual(['2026_05_27_114523_phase1_a.php', '2026_05_27_114523_phase2_a.php']);
  });

  it('gives no two files of a second one name: Cycle’s journal has the name and the second, not the chunk', () => {
    const two = planOf([migration({ name: 'a' }), migration({ name: 'a' })]);
    const names = (existing: ReadonlyArray<string>) => files(two, { existing, directory: '' }).map((f) => f.path);
    expect(names([])).toEqual(['20260527.114523_0_a.php', '20260527.114523_1_a_2.php']);
    expect(names(['20260527.114523_0_A.php', '20260526.114523_0_a_2.php'])).toEqual([
      '20260527.114523_1_a_2.php',
      '20260527.114523_2_a_3.php',
    ]);
  });

  it('gives every file a class of its own, made of plain letters', () => {
    const two = planOf([migration({ name: 'a' }), migration({ name: 'a' })]);
    const classes = [
      ...files(two),
      ...files(two, { filenameStyle: 'snake' }),
      ...files(two, { existing: ['20260527.114523_1_x.php'] }),
    ].map((f) => /^final class (\S+) extends Migration$/m.exec(f.contents)?.[1]);
    expect(new Set(classes).size).toBe(6);
    for (const name of classes) expect(name).toMatch(/^[A-Z][A-Za-z0-9_]*$/);
  });

  it.skipIf(noPhp)('is valid PHP whatever the names and texts are', async () => {
    const evil = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), { numRuns: 60, seed: 3 });
    const all = Object.fromEntries(
      evil.flatMap((name, i) =>
        files(
          planOf([migration({ name, up: [step([], statement(`SELECT '${name}?>'`))] })], {
            serverVersion: `15 */ ${name}`,
          }),
          {
            database: name,
            directory: String(i),
          },
        ).map((f) => [f.path, f.contents]),
      ),
    );
    const paths = Object.keys(all);
    expect(paths.every((p) => /^\d+\/20260527\.114523_0_[a-z][a-z0-9_]*\.php$/.test(p))).toBe(true);
    await inFolder(all, async (folder) => {
      for (let i = 0; i < paths.length; i += 20)
        await Promise.all(paths.slice(i, i + 20).map((p) => php('-l', `${folder}/${p}`)));
    });
  });
});

describeEngines('a class applied and rolled back by Cycle’s rules', (engine) => {
  const quoteName = (n: string) =>
    engine.dialect === 'postgres' || engine.dialect === 'sqlite'
      ? `"${n.replace(/"/g, '""')}"`
      : `\`${n.replace(/`/g, '``')}\``;
  const backslashes = engine.dialect === 'mysql' || engine.dialect === 'mariadb';
  const quoteText = (t: string) => `'${(backslashes ? t.replace(/\\/g, '\\\\') : t).replace(/'/g, "''")}'`;
  const transactional = !backslashes;

  it.skipIf(noPhp)('stores every text as it was written', async () => {
    const db = await scratch(engine);
    try {
      const texts = [
        '?',
        '??',
        ':name',
        "it's ?",
        'C:\\',
        "\\'",
        '\\',
        "a\\'b?c",
        '"?"',
        '`?`',
        '-- ?',
        '/* ? */',
        '$x$ ? $x$',
        "E'\\'",
        '$' + '{x}',
        'line\nbreak\r\n\ttab',
        '\u202e 🚀',
      ];
      const names = backslashes ? ['a?b', 'a"b', "o'b"] : ['a?b', 'a:b c', 'back\\slash', "o'b", 'a""b', '$x$'];
      const columns = names.map((n) => `${quoteName(n)} varchar(40)`);
      const plan = bare(
        [
          statement(
            `CREATE TABLE ${quoteName('t')} (${quoteName('n')} integer, ${quoteName('v')} varchar(40), ${columns.join(', ')})`,
          ),
          // All in one statement: where one quote is misread, the next text stands outside of quotes.
          statement(
            `INSERT INTO ${quoteName('t')} (${quoteName('n')}, ${quoteName('v')}) VALUES ${texts.map((t, i) => `(${i}, ${quoteText(t)})`).join(', ')}`,
          ),
          ...(engine.dialect === 'postgres'
            ? [
                statement(`CREATE TABLE "j" ("doc" jsonb CHECK ("doc" ? 'a' AND "doc"::text <> ''))`),
                statement(`INSERT INTO "j" VALUES ('{"a":1}')`),
              ]
            : []),
        ],
        [statement(`DROP TABLE ${quoteName('t')}`)],
        { dialect: engine.dialect },
      );
      const made = files(plan, { directory: '', transactional });
      await inFolder(Object.fromEntries(made.map((f) => [f.path, f.contents])), async (folder) => {
        await cycleMigrate(db.target, 'up', folder);
        const rows = await db.query(`SELECT * FROM ${quoteName('t')} ORDER BY ${quoteName('n')}`);
        expect(rows.map((r) => r['v'])).toEqual(texts);
        expect(Object.keys(rows[0] ?? {})).toEqual(['n', 'v', ...names]);
        await cycleMigrate(db.target, 'down', folder);
        await expect(db.query(`SELECT * FROM ${quoteName('t')}`)).rejects.toThrow();
      });
    } finally {
      await db.drop();
    }
  });

  it.skipIf(noPhp)('drops a table while the migrator reads its journal, in a file before others as well', async () => {
    const db = await scratch(engine);
    try {
      const make = (second: string, up: string, down: string) =>
        Object.fromEntries(
          files(bare([statement(up)], [statement(down)], { dialect: engine.dialect }), {
            directory: '',
            transactional,
            timestamp: { ...options.timestamp, second },
          }).map((f) => [f.path, f.contents]),
        );
      const later = make('24', 'CREATE TABLE gone (n integer)', 'DROP TABLE back');
      await inFolder(later, (folder) => cycleMigrate(db.target, 'up', folder));
      const before = make('23', 'DROP TABLE gone', 'CREATE TABLE gone (n integer)');
      await inFolder({ ...later, ...before }, async (folder) => {
        await cycleMigrate(db.target, 'up', folder);
        await expect(db.query('SELECT * FROM gone')).rejects.toThrow();
        await db.exec('CREATE TABLE back (n integer)');
        await cycleMigrate(db.target, 'down', folder);
        await expect(db.query('SELECT * FROM back')).rejects.toThrow();
      });
    } finally {
      await db.drop();
    }
  });

  it.skipIf(noPhp)('leaves what a statement leaves that is sent by hand', async () => {
    const byCycle = await scratch(engine);
    const byHand = await scratch(engine);
    try {
      const all = [
        statement(`CREATE TABLE t (n integer, a varchar(20) DEFAULT 'x\u{1f680}', CHECK (a <> 'é'), CHECK (a <> 'e'))`),
        statement(`CREATE VIEW v AS SELECT a, 'ü' AS b FROM t`),
      ];
      const made = files(bare(all, [], { dialect: engine.dialect }), { directory: '', transactional });
      await inFolder(Object.fromEntries(made.map((f) => [f.path, f.contents])), async (folder) => {
        await cycleMigrate(byHand.target, 'up', `${folder}/none`);
        await byHand.apply(all);
        await cycleMigrate(byCycle.target, 'up', folder);
      });
      expect(await byCycle.dump()).toBe(await byHand.dump());
      await byCycle.exec('INSERT INTO t (n) VALUES (1)');
      expect(await byCycle.query('SELECT a FROM t')).toEqual([{ a: 'x\u{1f680}' }]);
    } finally {
      await byCycle.drop();
      await byHand.drop();
    }
  });

  it.skipIf(noPhp)('applies both of two migrations that have one name', async () => {
    const db = await scratch(engine);
    try {
      const make = (table: string) =>
        migration({
          name: 'add',
          up: [step([], statement(`CREATE TABLE ${table} (n integer)`))],
          down: [downStep([], [], statement(`DROP TABLE ${table}`))],
        });
      const two = planOf([make('first'), make('second')], { dialect: engine.dialect });
      const made = files(two, { directory: '', transactional });
      await inFolder(Object.fromEntries(made.map((f) => [f.path, f.contents])), async (folder) => {
        await cycleMigrate(db.target, 'up', folder);
        expect(await db.query('SELECT * FROM second')).toEqual([]);
        await cycleMigrate(db.target, 'down', folder);
        await expect(db.query('SELECT * FROM second')).rejects.toThrow();
        expect(await db.query('SELECT * FROM first')).toEqual([]);
      });
    } finally {
      await db.drop();
    }
  });

  it.runIf(transactional && !noPhp)(
    'rolls back what belongs together, and keeps what was committed before',
    async () => {
      const db = await scratch(engine);
      try {
        const made = files(
          bare(
            [
              statement('CREATE TABLE kept (n integer)', 1),
              statement('CREATE TABLE gone (n integer)', 2),
              statement('INSERT INTO nowhere VALUES (1)', 2),
            ],
            [],
            { dialect: engine.dialect },
          ),
          { directory: '' },
        );
        await inFolder(Object.fromEntries(made.map((f) => [f.path, f.contents])), async (folder) => {
          await expect(cycleMigrate(db.target, 'up', folder)).rejects.toThrow(/nowhere/);
        });
        expect(await db.query('SELECT * FROM kept')).toEqual([]);
        await expect(db.query('SELECT * FROM gone')).rejects.toThrow();
      } finally {
        await db.drop();
      }
    },
  );
});
