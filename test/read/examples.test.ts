/** Every file of grammar/example is read: the valid ones without a word, the invalid ones with exactly what they expect. */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';

const folder = 'grammar/example';
const files = (kind: string) =>
  readdirSync(`${folder}/${kind}`)
    .sort()
    .map((name) => [name, readFileSync(`${folder}/${kind}/${name}`, 'utf8')] as const);

const validate = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync('grammar/spec.schema.json', 'utf8')) as object,
);

describe('valid', () => {
  test.each(files('valid'))('%s', (name, text) => {
    const read = readSpec(name, text);
    expect(isLeft(read) ? read.left : []).toEqual([]);
  });

  test.each(files('valid'))('%s fits the JSON Schema', (_, text) => {
    // Unknown tags and repeated keys of other blocks are no business of the schema.
    const document: unknown = parse(text, { uniqueKeys: false, merge: true, logLevel: 'silent' });
    expect(validate(document) ? [] : validate.errors).toEqual([]);
  });
});

describe('invalid', () => {
  test.each(files('invalid'))('%s', (name, text) => {
    const wanted = /^# expect: (.*)$/m.exec(text)?.[1]?.split(', ') ?? [];
    expect(wanted.length).toBeGreaterThan(0);
    const read = readSpec(name, text);
    const found = isLeft(read) ? read.left.map((p) => `${p.code} ${p.at?.line}`) : [];
    expect(found).toEqual(wanted);
  });
});

test('the JSON Schema refuses what has the wrong shape', () => {
  const refused = [
    'unknown-key-in-field',
    'missing-table',
    'no-fields',
    'proto-field',
    'dropped-days',
    'option-unknown',
  ];
  for (const name of refused) {
    const text = readFileSync(`${folder}/invalid/${name}.yaml`, 'utf8');
    expect([name, validate(parse(text))]).toEqual([name, false]);
  }
});
