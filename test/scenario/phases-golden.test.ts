/** What each phase is, on every engine, both ways: written to snapshots/, read in review. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../src/dialect/registry.js';
import { printIntent } from '../../src/intent/notation.js';
import { humanReport, plain } from '../../src/report/human.js';
import { planDocument } from '../../src/report/json.js';
import { spellingOf } from '../../src/report/spelling.js';
import { intentsOf } from '../../src/report/steps.js';
import { emitted, get, goldenFile, phased, planOf } from './scenarios.js';

const dialects = ['postgres', 'mysql', 'mariadb', 'sqlite'] as const;
const validate = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(new URL('../../grammar/plan.schema.json', import.meta.url), 'utf8')),
);

describe.each(phased)('$name', ({ name, before, after, sizes }) => {
  test.each(dialects)('%s', async (id) => {
    const p = planOf(before, after, id, null, 'auto', sizes);
    expect(p.migrations.map((m) => m.phase)).toEqual(['expand', 'contract']);
    for (const file of emitted(p, 'sql'))
      await expect(file.contents).toMatchFileSnapshot(
        goldenFile(name, `${id}.phase${file.migration + 1}.${file.direction}.sql`),
      );
    for (const file of emitted(p, 'cycle'))
      await expect(file.contents).toMatchFileSnapshot(goldenFile(name, `${id}.phase${file.migration + 1}.php`));
  });

  test('intents, the text for people and the JSON document', async () => {
    const p = planOf(before, after, 'postgres', null, 'auto', sizes);
    const lines = p.migrations.flatMap((m) => [
      `== ${m.name}`,
      ...intentsOf(m.up).map(printIntent),
      '-- back',
      ...intentsOf(m.down).map(printIntent),
      ...m.irreversible.map((i) => `-- not undone: ${printIntent(i.intent)} (${i.because})`),
    ]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(goldenFile(name, 'intents.txt'));
    const spelling = spellingOf(get(dialectOf('postgres')));
    const human = humanReport(p, { spelling, extension: '.php', paint: plain });
    await expect(human).toMatchFileSnapshot(goldenFile(name, 'plan.txt'));
    const document = planDocument(p, { spelling, files: emitted(p, 'cycle'), exitCode: 0 });
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    // The five keys of a plan are those of its first migration.
    const read: unknown = JSON.parse(JSON.stringify(document));
    expect(read).toMatchObject({ migration_name: p.migrations[0]?.name, two_phase: true });
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(goldenFile(name, 'plan.json'));
  });

  test('file names say which phase and what for', () => {
    const names = emitted(planOf(before, after, 'postgres', null, 'auto', sizes), 'cycle').map((f) => f.path);
    expect(names[0]).toMatch(/^20260527\.114523_0_phase1_(add_new_columns?_for|rename|fill)_/);
    expect(names[1]).toMatch(/^20260527\.114523_1_phase2_(drop_old_(columns?|name)_after|require)_/);
  });
});
