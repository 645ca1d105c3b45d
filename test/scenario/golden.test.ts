/** What each scenario's plan is, on every engine, both ways: written to snapshots/, read in review. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../src/dialect/registry.js';
import { printIntent } from '../../src/intent/notation.js';
import { planDocument } from '../../src/report/json.js';
import { spellingOf } from '../../src/report/spelling.js';
import { intentsOf } from '../../src/report/steps.js';
import { findProgram } from '../support/boot/server.js';
import { emitted, get, goldenFile, planOf, scenarios } from './scenarios.js';

const dialects = ['postgres', 'mysql', 'mariadb', 'sqlite'] as const;
const validate = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(new URL('../../grammar/plan.schema.json', import.meta.url), 'utf8')),
);

describe.each(scenarios)('$name', ({ name, before, after }) => {
  test.each(dialects)('%s', async (id) => {
    const p = planOf(before, after, id, null);
    // SQLite has no comments.
    expect(p.migrations.length > 0).toBe(!(name === 'table-options' && id === 'sqlite'));
    for (const file of emitted(p, 'sql'))
      await expect(file.contents).toMatchFileSnapshot(goldenFile(name, `${id}.${file.direction}.sql`));
    const [php] = emitted(p, 'cycle');
    await expect(php?.contents).toMatchFileSnapshot(goldenFile(name, `${id}.php`));
  });

  test('intents and the JSON document', async () => {
    const p = planOf(before, after, 'postgres', null);
    const lines = p.migrations.flatMap((m) => [
      ...intentsOf(m.up).map(printIntent),
      '-- back',
      ...intentsOf(m.down).map(printIntent),
      ...m.irreversible.map((i) => `-- not undone: ${printIntent(i.intent)} (${i.because})`),
    ]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(goldenFile(name, 'intents.txt'));
    const dialect = get(dialectOf('postgres'));
    const document = planDocument(p, { spelling: spellingOf(dialect), files: emitted(p, 'cycle'), exitCode: 0 });
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(goldenFile(name, 'plan.json'));
  });

  const php = findProgram(['php']);
  test.skipIf(php === null && process.env['CI'] !== 'true')('its Cycle classes are valid PHP', () => {
    for (const id of dialects)
      for (const { contents } of emitted(planOf(before, after, id, null), 'cycle'))
        expect(execFileSync(php ?? 'php', ['-l'], { encoding: 'utf8', input: contents })).toContain('No syntax errors');
  });
});
