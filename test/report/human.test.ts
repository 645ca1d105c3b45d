import { describe, expect, it } from 'vitest';
import { qname } from '../../src/ir/name.js';
import { column } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { humanReport, plain } from '../../src/report/human.js';
import {
  displayNamePlan,
  downStep,
  everyIntent,
  finding,
  migration,
  planOf,
  spelling,
  step,
  users,
} from './fixture.js';

const options = { spelling, extension: '.php', paint: plain };

describe('human report', () => {
  it('prints the contract’s example to the letter', () => {
    expect(humanReport(displayNamePlan, options)).toBe(
      `Proposed migration: add_display_name_to_users.php

Operations:
  → ADD COLUMN display_name VARCHAR(255) NULL DEFAULT NULL
  → UPDATE users SET display_name = COALESCE(first_name || ' ' || last_name, email) WHERE display_name IS NULL
  → ALTER COLUMN display_name SET NOT NULL
  ✓ Safe: backfill query would affect 247 rows; estimated <1s on production-sized table.

Rollback:
  → DROP COLUMN display_name
`,
    );
  });

  it('has a line for every kind of intent', async () => {
    const text = humanReport(planOf([migration({ up: everyIntent.map((i) => step([i])) })]), options);
    await expect(text).toMatchFileSnapshot('../../snapshots/report/every-operation.txt');
  });

  it('names the table as soon as there are two', () => {
    const add = (table: string) =>
      step([{ kind: 'AddColumn', table: qname(table), column: column('x', T.text()), after: undefined }]);
    const text = humanReport(planOf([migration({ up: [add('a'), add('b')] })]), options);
    expect(text).toContain('→ ADD COLUMN a.x TEXT NOT NULL\n  → ADD COLUMN b.x TEXT NOT NULL');
  });

  it('lists findings by level, with remedy and place, and says what a rollback loses', async () => {
    const drop = { kind: 'DropColumn', table: users, column: column('nick', T.text()), after: undefined } as const;
    const back = {
      kind: 'AddColumn',
      table: users,
      column: column('nick', T.text(), { nullable: true }),
      after: undefined,
    } as const;
    const text = humanReport(
      planOf(
        [
          migration({
            up: [step([drop])],
            down: [downStep([back], [{ kind: 'values', table: users, column: 'nick' }])],
          }),
        ],
        {
          verdict: 'unsafe',
          findings: [
            finding({ level: 'info', message: 'an aside' }),
            finding({
              level: 'error',
              code: 'drop-with-data',
              table: users,
              column: 'nick',
              message: 'destroys 2 values',
              evidence: { kind: 'exact', count: 2 },
              remedy: 'Archive them first.',
            }),
            finding({ message: 'rows were sampled', evidence: { kind: 'sampled', count: 1, of: 100, how: 'first' } }),
          ],
        },
      ),
      options,
    );
    await expect(text).toMatchFileSnapshot('../../snapshots/report/unsafe.txt');
  });

  it('labels two phases and keeps them apart', async () => {
    const text = humanReport(
      planOf([
        migration({
          name: 'rename_a_1',
          phase: 'expand',
          label: 'phase 1 (additive, deploys safely)',
          up: [step([everyIntent[5] as never])],
        }),
        migration({
          name: 'rename_a_2',
          phase: 'contract',
          label: 'phase 2 (destructive; deploy after phase 1 is verified in production)',
          up: [step([everyIntent[6] as never])],
        }),
      ]),
      options,
    );
    await expect(text).toMatchFileSnapshot('../../snapshots/report/two-phases.txt');
  });

  it('says so when there is nothing to do', () => {
    expect(humanReport(planOf([]), options)).toBe('Nothing to do: the database already is what the specs say.\n');
  });

  it('lets no name move the cursor or turn the line', () => {
    const evil = 'a\u001b[2Jb\u202Ec\nd\u009b31m';
    const text = humanReport(
      planOf(
        [
          migration({
            up: [step([{ kind: 'DropColumn', table: users, column: column(evil, T.text()), after: undefined }])],
          }),
        ],
        {
          findings: [finding({ message: evil, table: qname(evil) })],
        },
      ),
      options,
    );
    expect(text).not.toMatch(/[\u001b\u009b\u202e]/);
    expect(text).toContain('\\u{1B}[2Jb\\u{202E}c\\u{0A}d\\u{9B}31m');
  });
});
