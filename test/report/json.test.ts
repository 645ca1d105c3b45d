import { describe, expect, it } from 'vitest';
import { problem } from '../../src/ir/problem.js';
import { errorDocument, failureOf, jsonText, planDocument } from '../../src/report/json.js';
import {
  displayNamePlan,
  downStep,
  everyIntent,
  finding,
  migration,
  planOf,
  spelling,
  statement,
  step,
  users,
} from './fixture.js';
import { violations } from './schema.js';

const file = {
  path: 'database/migrations/20260527.114523_0_add_display_name_to_users.php',
  contents: '<?php\n',
  migration: 0,
  direction: 'both',
} as const;

const documentOf = (plan: typeof displayNamePlan, exitCode = 0): Record<string, unknown> =>
  JSON.parse(jsonText(planDocument(plan, { spelling, files: [file], exitCode })));

describe('json report', () => {
  it('begins with the contract’s five keys, as the contract has them', () => {
    const document = documentOf(displayNamePlan);
    expect(Object.keys(document).slice(0, 5)).toEqual([
      'migration_name',
      'filename',
      'operations',
      'rollback',
      'safety',
    ]);
    expect(document).toMatchObject({
      migration_name: 'add_display_name_to_users',
      filename: 'database/migrations/20260527.114523_0_add_display_name_to_users.php',
      operations: [
        { op: 'add_column', table: 'users', column: 'display_name', type: 'varchar(255)', nullable: true },
        { op: 'data_migration', sql: expect.stringMatching(/^UPDATE "users" SET/) },
        { op: 'alter_column', table: 'users', column: 'display_name', nullable: false },
      ],
      rollback: [{ op: 'drop_column', table: 'users', column: 'display_name' }],
      safety: {
        issues: [],
        warnings: [
          {
            level: 'warn',
            message: 'Backfill will affect 247 rows',
            code: 'backfill-rows',
            table: 'users',
            evidence: { kind: 'exact', count: 247 },
            remedy: 'Run it when the table is quiet.',
          },
        ],
        verdict: 'safe',
        estimated_duration_ms: 800,
      },
      schema_version: 1,
      dialect: 'postgres',
      server_version: '15.18',
      two_phase: false,
      exit_code: 0,
    });
    expect((document['operations'] as ReadonlyArray<object>).map((o) => Object.keys(o))).toEqual([
      ['op', 'table', 'column', 'type', 'nullable'],
      ['op', 'sql'],
      ['op', 'table', 'column', 'nullable'],
    ]);
    expect(violations(document)).toEqual([]);
  });

  it('describes every kind of intent as the schema says', async () => {
    const plan = planOf([
      migration({
        up: everyIntent.map((i) => step([i], statement('SELECT 1'))),
        down: everyIntent.map((i) =>
          downStep([i], [{ kind: 'values', table: users, column: null }], statement('SELECT 1')),
        ),
        irreversible: everyIntent.map((intent) => ({ intent, because: 'no way back' })),
      }),
    ]);
    const document = documentOf(plan);
    expect(violations(document)).toEqual([]);
    await expect(`${JSON.stringify(document['operations'], null, 2)}\n`).toMatchFileSnapshot(
      '../../snapshots/report/every-operation.json',
    );
  });

  it('holds every level and every evidence', () => {
    const evidences = [
      { kind: 'exact', count: 1 },
      { kind: 'sampled', count: 1, of: 2, how: 'first' },
      { kind: 'estimated', count: 3 },
      { kind: 'assumed' },
      { kind: 'unknown', why: 'timeout' },
    ] as const;
    const findings = (['error', 'warn', 'info'] as const).flatMap((level) =>
      evidences.map((evidence) => finding({ level, evidence })),
    );
    const document = documentOf(planOf([], { findings, verdict: 'unsafe' }), 1);
    expect(violations(document)).toEqual([]);
    expect(document).toMatchObject({
      migration_name: null,
      filename: 'database/migrations/20260527.114523_0_add_display_name_to_users.php',
    });
    expect(document).toHaveProperty('safety.issues.length', 5);
    expect(document).toHaveProperty('safety.warnings.length', 10);
  });

  it('names no migration and no file when there is nothing to do', () => {
    const document = JSON.parse(jsonText(planDocument(planOf([]), { spelling, files: [], exitCode: 0 })));
    expect(document).toMatchObject({
      migration_name: null,
      filename: null,
      operations: [],
      rollback: [],
      migrations: [],
    });
    expect(violations(document)).toEqual([]);
  });

  it('gives errors a document of their own', () => {
    const p = problem(
      'spec.unknown-key',
      { key: 'uniqe', in: 'field email' },
      { file: 'a.yaml', line: 3, column: 7 },
      'Did you mean "unique"?',
    );
    const document: unknown = JSON.parse(jsonText(errorDocument([failureOf(p), failureOf(p)], 2)));
    expect(document).toEqual({
      schema_version: 1,
      error: {
        code: 'spec.unknown-key',
        message: 'unknown key "uniqe" in field email',
        file: 'a.yaml',
        line: 3,
        column: 7,
        hint: 'Did you mean "unique"?',
      },
      problems: [expect.any(Object), expect.any(Object)],
      exit_code: 2,
    });
    expect(violations(document)).toEqual([]);
  });

  it('has a schema that a stray key does not get past', () => {
    const document = documentOf(displayNamePlan);
    expect(violations({ ...document, extra: 1 })).not.toEqual([]);
    expect(violations({ ...document, operations: [{ op: 'add_column', table: 'x' }] })).not.toEqual([]);
  });
});
