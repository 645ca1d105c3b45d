/** Plans made by hand: the contract's own example, and one step of every kind of intent. */
import type { Intent } from '../../src/intent/algebra.js';
import { E } from '../../src/ir/expression.js';
import { qname } from '../../src/ir/name.js';
import {
  check,
  column,
  emptySchema,
  foreignKey,
  index,
  indexPart,
  noOptions,
  table,
  unique,
} from '../../src/ir/schema.js';
import { type DataType, T } from '../../src/ir/type.js';
import type { DownStep, Finding, Migration, Plan, SqlStatement, Step } from '../../src/plan/plan.js';
import { right } from '../../src/prelude.js';
import { spellingOf } from '../../src/report/spelling.js';

const spell = (type: DataType): string => {
  switch (type.kind) {
    case 'Varchar':
      return `varchar(${type.length})`;
    case 'Integer':
      return type.bits === 64 ? 'bigint' : 'integer';
    case 'Enum':
      return `enum(${type.values.map((v) => `'${v}'`).join(',')})`;
    default:
      return type.kind.toLowerCase();
  }
};

export const spelling = spellingOf({
  id: 'postgres',
  name: 'PostgreSQL',
  types: { spell: (t) => right(spell(t)), parse: (s) => T.native(s) },
});

export const users = qname('users');

export const statement = (sql: string, transaction: number | null = 1): SqlStatement => ({
  sql,
  transaction,
  locks: [],
});

export const step = (intents: ReadonlyArray<Intent>, ...statements: ReadonlyArray<SqlStatement>): Step => ({
  intents,
  statements,
});

export const downStep = (
  intents: ReadonlyArray<Intent>,
  loses: DownStep['loses'] = [],
  ...statements: ReadonlyArray<SqlStatement>
): DownStep => ({ intents, loses, statements });

export const migration = (more: Partial<Migration>): Migration => ({
  name: 'change_users',
  phase: null,
  label: null,
  up: [],
  down: [],
  irreversible: [],
  ...more,
});

export const planOf = (migrations: ReadonlyArray<Migration>, more: Partial<Plan> = {}): Plan => ({
  dialect: 'postgres',
  dialectName: 'PostgreSQL',
  serverVersion: '15.18',
  assumes: `sha256:${'0'.repeat(64)}`,
  migrations,
  findings: [],
  verdict: 'safe',
  sides: [],
  estimatedDurationMs: null,
  from: emptySchema,
  to: emptySchema,
  ...more,
});

export const finding = (more: Partial<Finding>): Finding => ({
  code: 'some-code',
  level: 'warn',
  table: null,
  column: null,
  message: 'something to know',
  evidence: { kind: 'assumed' },
  remedy: null,
  ...more,
});

const displayName = column('display_name', T.varchar(255), { nullable: true });
const fill: Intent = {
  kind: 'Backfill',
  table: users,
  column: 'display_name',
  value: E.call(
    'coalesce',
    E.binary('||', E.binary('||', E.column('first_name'), E.string(' ')), E.column('last_name')),
    E.column('email'),
  ),
  where: E.isNull(E.column('display_name')),
  fresh: true,
};

const lock = {
  table: users,
  strength: 'AccessExclusive',
  rewrites: false,
  blocksReads: true,
  blocksWrites: true,
};

/** The plan that contract.md prints. */
export const displayNamePlan: Plan = planOf(
  [
    migration({
      name: 'add_display_name_to_users',
      up: [
        step([{ kind: 'AddColumn', table: users, column: displayName, after: undefined }], {
          sql: 'ALTER TABLE "users" ADD COLUMN "display_name" varchar(255)',
          transaction: 1,
          locks: [lock],
        }),
        step(
          [fill],
          statement(
            `UPDATE "users" SET "display_name" = coalesce("first_name" || ' ' || "last_name", "email") WHERE "display_name" IS NULL`,
          ),
        ),
        step(
          [{ kind: 'SetNullability', table: users, column: 'display_name', nullable: false }],
          statement('ALTER TABLE "users" ALTER COLUMN "display_name" SET NOT NULL'),
        ),
      ],
      down: [
        downStep(
          [{ kind: 'DropColumn', table: users, column: displayName, after: undefined }],
          [],
          statement('ALTER TABLE "users" DROP COLUMN "display_name"'),
        ),
      ],
    }),
  ],
  {
    findings: [
      finding({
        code: 'backfill-rows',
        table: users,
        message: 'Backfill will affect 247 rows',
        evidence: { kind: 'exact', count: 247 },
        remedy: 'Run it when the table is quiet.',
      }),
    ],
    estimatedDurationMs: 800,
  },
);

const orgs = qname('orgs', 'billing');
const status = { name: qname('status'), values: ['new', "o'ld"], comment: null };
const full = column('slug', T.varchar(80), {
  default: { kind: 'Value', value: { kind: 'String', value: "it's" } },
  collation: 'C',
  comment: "a 'slug'",
  invisible: true,
});
const generated = column('lower_slug', T.text(), {
  generated: { expr: E.call('lower', E.column('slug')), stored: true },
});
const numbered = column('id', T.integer(64), {
  identity: { kind: 'Identity', generation: 'by default', start: null, increment: null },
});
const key = { name: 'users_pkey', columns: [{ name: 'id', prefix: null, order: 'asc' as const }] };
const positive = check(E.binary('>=', E.column('age'), E.number(0)), { name: 'age_positive' });
const orgKey = foreignKey(
  ['org_id'],
  { table: orgs, columns: ['id'] },
  { name: 'users_org', onDelete: 'cascade', deferrable: 'deferred' },
);
const byAge = index(
  [indexPart('age', { order: 'desc', nulls: 'last' }), indexPart(E.call('lower', E.column('slug')))],
  {
    name: 'users_age',
    unique: true,
    where: E.isNull(E.column('deleted_at')),
    include: ['slug'],
  },
);
const bySlug = unique(['org_id', 'slug'], { name: 'users_slug', nullsNotDistinct: true });
const storage = (type: DataType) => ({ type, charset: null, collation: null });
const attributes = { comment: null, onUpdate: null, invisible: false };

/** Every kind once, with everything it can say. */
export const everyIntent: ReadonlyArray<Intent> = [
  { kind: 'CreateEnum', type: status },
  {
    kind: 'CreateTable',
    table: table(users, [numbered, full, generated], {
      primaryKey: key,
      uniques: [bySlug],
      foreignKeys: [orgKey],
      checks: [positive],
      indexes: [byAge],
    }),
  },
  { kind: 'DropTable', table: table(qname('old'), []) },
  { kind: 'RenameTable', from: qname('people'), to: users },
  {
    kind: 'SetTableOptions',
    table: users,
    from: noOptions,
    to: { ...noOptions, comment: 'people', rowFormat: 'DYNAMIC' },
  },
  { kind: 'AddColumn', table: users, column: full, after: null },
  { kind: 'DropColumn', table: users, column: full, after: undefined },
  { kind: 'RenameColumn', table: users, from: 'nick', to: 'handle' },
  {
    kind: 'ChangeType',
    table: users,
    column: 'age',
    from: storage(T.varchar(20)),
    to: storage(T.integer(32)),
    using: E.cast(E.call('nullif', E.call('trim', E.column('age')), E.string('')), 'integer'),
  },
  { kind: 'SetNullability', table: users, column: 'age', nullable: true },
  { kind: 'SetDefault', table: users, column: 'age', from: null, to: { kind: 'Expression', expr: E.call('now') } },
  { kind: 'SetDefault', table: users, column: 'age', from: { kind: 'Expression', expr: E.call('now') }, to: null },
  { kind: 'SetIdentity', table: users, column: 'id', from: null, to: { kind: 'Serial', sequence: null } },
  { kind: 'SetGenerated', table: users, column: 'x', from: { expr: E.column('y'), stored: true }, to: null },
  {
    kind: 'SetAttributes',
    table: users,
    column: 'x',
    from: attributes,
    to: { comment: 'why', onUpdate: E.call('current_timestamp'), invisible: true },
  },
  { kind: 'SetPrimaryKey', table: users, from: null, to: key },
  { kind: 'SetPrimaryKey', table: users, from: key, to: null },
  { kind: 'AddUnique', table: users, unique: bySlug },
  { kind: 'DropUnique', table: users, unique: bySlug },
  { kind: 'AddForeignKey', table: users, foreignKey: orgKey },
  { kind: 'DropForeignKey', table: users, foreignKey: orgKey },
  { kind: 'AddCheck', table: users, check: positive },
  { kind: 'DropCheck', table: users, check: positive },
  { kind: 'AddIndex', table: users, index: byAge },
  { kind: 'DropIndex', table: users, index: byAge },
  { kind: 'DropEnum', type: status },
  { kind: 'AddEnumValue', type: qname('status'), value: 'gone', place: { where: 'after', value: 'new' } },
  { kind: 'ReplaceEnum', from: status, to: { ...status, values: ['new'] } },
  fill,
];
