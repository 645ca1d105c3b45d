/**
 * A second plan after applying is empty: for every type the spec language has, in every size, with every kind of default,
 * NULL or not. One table a size, one column a default.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { type Desired, whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import type { DataType } from '../../src/ir/type.js';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { type TypeWord, typeWords } from '../../src/read/spec/types.js';
import { problemsText } from '../../src/report/problems.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { applyUp, planFor, showSql } from './round-trip.js';

const sizes: Readonly<Record<TypeWord['takes'], ReadonlyArray<string>>> = {
  nothing: [''],
  length: ['', '(1)', '(7)', '(20)', '(255)', '(256)', '(1000)'],
  precision: ['', '(0)', '(3)', '(6)'],
  'precision and scale': ['', '(1)', '(5)', '(10,2)', '(10,10)', '(38,6)'],
  values: [`('a')`, `('a', 'b')`, `('Ünï', 'two words', 'it''s', 'x,y')`],
};

/** Defaults as YAML that fit the type; none is always tried too. */
const defaultsFor = (t: DataType): ReadonlyArray<string> => {
  switch (t.kind) {
    case 'Boolean':
      return ['true', 'false'];
    case 'Integer':
      return t.unsigned ? ['0', '1', '100'] : ['0', '1', '-7', '100'];
    case 'Decimal':
      return t.precision !== null && t.precision === t.scale
        ? ['0']
        : ['0', '1', ...(t.unsigned ? [] : ['-1']), ...((t.scale ?? 0) > 1 ? ['1.10', '0.05'] : [])];
    case 'Float':
      return ['0', '1.5', '1e-3', ...(t.unsigned ? [] : ['-2.25'])];
    case 'Varchar':
    case 'Char':
      return [
        '""',
        '"x"',
        ...((t.length ?? 99) >= 7 ? [`"it's"`, '"NULL"', '"5"', '"a\\\\b"', '"a\\"b"', '"now()"', '"1.10"'] : []),
      ];
    case 'Text':
      return ['""', `"it's"`, '"a\\\\b"'];
    case 'Date':
      return ['now', '2024-02-29', '"1999-12-31"'];
    case 'Time':
      return ['now', '"08:30"', '"23:59:59"'];
    case 'DateTime':
      return ['now', '2024-02-29 08:30:00', '"2001-01-01 00:00:00"'];
    case 'Year':
      return ['2024'];
    case 'Uuid':
      return ['00000000-0000-4000-8000-000000000001'];
    case 'Json':
      return ['{}', '[]', '{"a": [1, 2.50, null, "it\'s"]}'];
    case 'Enum':
    case 'Set':
      return t.values.map((v) => JSON.stringify(v));
    default:
      return [];
  }
};

interface Case {
  readonly table: string;
  readonly spec: string;
}

/** The tables of one type word. */
const casesOf = (name: string, word: TypeWord): ReadonlyArray<Case> =>
  sizes[word.takes].flatMap((size) =>
    (word.unsigned ? [false, true] : [false]).map((unsigned): Case => {
      const [, a, b] = /^\((\d+)(?:,(\d+))?\)$/.exec(size) ?? [];
      const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
      // A comma parts the labels of a SET.
      const values = [...(name === 'set' ? size.replace(',y', '') : size).matchAll(/'((?:[^']|'')*)'/g)].map(([, v]) =>
        (v ?? '').replaceAll("''", "'"),
      );
      const type = word.make({ length: number(a), precision: number(a), scale: number(b), unsigned, values });
      const long = (number(a) ?? 0) > 255 || (size === '' && word.takes === 'length' && type.kind === 'Varchar');
      const keys = [
        `type: ${JSON.stringify(word.takes === 'values' ? name : `${name}${size}`)}`,
        ...(word.takes === 'values' ? [`values: ${JSON.stringify(values)}`] : []),
        ...(unsigned ? ['unsigned: true'] : []),
      ];
      // InnoDB allows 65,535 bytes a row.
      const defaults = [null, ...(long ? defaultsFor(type).slice(0, 2) : defaultsFor(type))];
      const fields = defaults.flatMap((d, at) =>
        [false, true].map((nullable) => {
          const more = [...(nullable ? ['nullable: true'] : []), ...(d === null ? [] : [`default: ${d}`])];
          return `      c${at}_${nullable ? 'null' : 'not_null'}: { ${[...keys, ...more].join(', ')} }`;
        }),
      );
      const table = `t ${name}${size}${unsigned ? ' unsigned' : ''}`.slice(0, 50);
      return {
        table,
        spec: [
          'persistence:',
          '  entity:',
          `    table: ${JSON.stringify(table)}`,
          '    fields:',
          '      id: { type: bigint, primary: true }',
          ...fields,
        ].join('\n'),
      };
    }),
  );

const read = (c: Case): Desired => {
  const made = readSpec(`${c.table}.yaml`, c.spec);
  if (isLeft(made)) throw new Error(`${problemsText(made.left)}\n${c.spec}`);
  return made.right;
};

describeEngines('the same spec planned again', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());

  test.each([...typeWords.keys()])('%s', async (name) => {
    await db.reset();
    const { dialect } = await db.database();
    const word = typeWords.get(name);
    const made: Array<{ readonly c: Case; readonly desired: Desired }> = [];
    for (const c of word === undefined ? [] : casesOf(name, word)) {
      const desired = read(c);
      const first = plan(whole(emptySchema), desired, { dialect: dialect.id, serverVersion: dialect.version });
      // What an engine cannot have is refused with its reason, which other tests read.
      if (isLeft(first)) {
        expect(first.left.map((p) => p.code)).toEqual(first.left.map(() => 'dialect.type'));
        continue;
      }
      await applyUp(db, first.right);
      made.push({ c, desired });
    }
    expect(made.length).toBeGreaterThan(0);
    const there = await db.introspect();
    const phantoms: string[] = [];
    for (const { c, desired } of made) {
      const again = await planFor(db, there, desired);
      if (again.migrations.length > 0) phantoms.push(`${c.table}\n${showSql(again)}`);
    }
    expect(phantoms.join('\n')).toBe('');
  });
});
