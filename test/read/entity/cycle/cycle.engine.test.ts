/** Databases as Cycle makes them, written by hand from its rules: its entities ask for nothing there, and after an edit for that. */
import { expect, test } from 'vitest';
import { plan } from '../../../../src/compile.js';
import { type Desired, whole } from '../../../../src/ir/desired.js';
import type { Plan } from '../../../../src/plan/plan.js';
import { isLeft } from '../../../../src/prelude.js';
import { describeEngines, type Engine, type Scratch, scratch, showProblem } from '../../../support/engines.js';
import { type Edit, edited, read, readFolder, statements } from './fixture.js';

const sqlOf: Readonly<Record<Engine['dialect'], string>> = {
  postgres: 'postgres.sql',
  mysql: 'mysql.sql',
  mariadb: 'mysql.sql',
  sqlite: 'sqlite.sql',
};

const made = async (engine: Engine, fixture: string): Promise<Scratch> => {
  const db = await scratch(engine);
  for (const sql of statements(`${fixture}/${sqlOf[engine.dialect]}`)) await db.exec(sql);
  return db;
};

const planOf = async (db: Scratch, wanted: Desired): Promise<Plan> => {
  const { id, version } = (await db.database()).dialect;
  const planned = plan(whole(await db.introspect()), wanted, { dialect: id, serverVersion: version });
  if (isLeft(planned)) throw new Error(planned.left.map(showProblem).join('\n'));
  return planned.right;
};

const upOf = (p: Plan): ReadonlyArray<string> =>
  p.migrations.flatMap((m) => m.up.flatMap((s) => s.statements.map((x) => x.sql)));

const intentsOf = (p: Plan): ReadonlyArray<string> =>
  [...new Set(p.migrations.flatMap((m) => m.up.flatMap((s) => s.intents.map(nameOf))))].sort();

const nameOf = (i: Plan['migrations'][number]['up'][number]['intents'][number]): string => {
  const record: Readonly<Record<string, unknown>> = { ...i };
  const table: unknown = record['table'];
  const column: unknown = record['column'];
  const named = (x: unknown): string =>
    typeof x === 'string' ? x : typeof x === 'object' && x !== null ? String(Reflect.get(x, 'name')) : '';
  return [i.kind, named(table), named(column)].filter((w) => w !== '').join(' ');
};

const edits: ReadonlyArray<Edit> = [
  ['Blog/User.php', 'enum(active,disabled)', 'enum(active,disabled,banned)'],
  ['Blog/Post.php', 'string(200)', 'string(250)'],
  [
    'Blog/Profile.php',
    "    #[Cycle\\Column(type: 'string', nullable: true)]\n    private ?string $avatar = null;\n",
    '',
  ],
  [
    'Blog/Tag.php',
    '    private string $name;\n',
    "    private string $name;\n\n    #[Column(type: 'string(7)', default: '#000000')]\n    private string $color;\n",
  ],
  [
    'Shop/Note.php',
    'class Note',
    "#[\\Cycle\\Annotated\\Annotation\\Table\\Index(columns: ['subject_role'])]\nclass Note",
  ],
  ['People/Bike.php', 'fkCreate: false', 'fkCreate: true'],
  ['Types/Defaults.php', 'default: self::LIMIT + 1', 'default: self::LIMIT - 1'],
];

const everywhere = [
  'AddColumn tags color',
  'AddForeignKey bikes',
  'AddIndex bikes',
  'AddIndex notes',
  'ChangeType posts title',
  'DropColumn profiles avatar',
  'SetDefault defaults limit',
];
/** An enum is a text and a CHECK there. */
const checked = [...everywhere, 'AddIndex vehicles', 'AddCheck users', 'ChangeType users status', 'DropCheck users'];
const labelled = [...everywhere, 'AddUnique vehicles', 'ChangeType users status'].sort();
const asked: Readonly<Record<Engine['dialect'], ReadonlyArray<string>>> = {
  // The longest label is as long as before.
  postgres: checked.filter((i) => i !== 'ChangeType users status').sort(),
  mysql: labelled,
  mariadb: labelled,
  sqlite: checked.filter((i) => i !== 'ChangeType users status').sort(),
};

describeEngines('Cycle entities', (engine) => {
  test('ask for nothing of the database that Cycle made', async () => {
    const db = await made(engine, 'common');
    try {
      const p = await planOf(db, await read('common', engine.dialect));
      expect(p.to.tables.length).toBeGreaterThanOrEqual(24);
      expect(upOf(p)).toEqual([]);
    } finally {
      await db.drop();
    }
  });

  test('after an edit ask for what was edited, and then for nothing', async () => {
    const db = await made(engine, 'common');
    try {
      await edited('common', edits, async (cwd) => {
        const wanted = await readFolder(cwd, engine.dialect);
        if (isLeft(wanted)) throw new Error(wanted.left.map(showProblem).join('\n'));
        const p = await planOf(db, wanted.right);
        expect(intentsOf(p)).toEqual(asked[engine.dialect]);
        await db.apply(p.migrations.flatMap((m) => m.up.flatMap((s) => s.statements)));
        expect(upOf(await planOf(db, wanted.right))).toEqual([]);
      });
    } finally {
      await db.drop();
    }
  });
});

const ownTypes: Readonly<Partial<Record<Engine['dialect'], string>>> = {
  postgres: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
};

describeEngines('types of one engine', (engine) => {
  const fixture = ownTypes[engine.dialect];
  test.skipIf(fixture === undefined)('ask for nothing of the database that Cycle made', async () => {
    const db = await made(engine, fixture ?? '');
    try {
      expect(upOf(await planOf(db, await read(fixture ?? '', engine.dialect)))).toEqual([]);
    } finally {
      await db.drop();
    }
  });
});
