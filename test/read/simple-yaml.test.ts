/** What is read the simple way is read as the other way reads it, or not at all. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseYaml } from '../../src/read/spec/parse-yaml.js';
import { source } from '../../src/read/spec/report.js';
import { simpleYaml } from '../../src/read/spec/simple-yaml.js';
import { runs } from '../support/schema-gen.js';
import { corpus, damaged, scraps } from './damage.js';

/** Whether the text was simple enough. */
const agrees = (text: string): boolean => {
  const simple = simpleYaml(text);
  if (simple === null) return false;
  const { report, problems } = source('spec.yaml', text);
  const whole = parseYaml(report, text, 'persistence');
  expect({ problems: problems(), whole }).toEqual({ problems: [], whole: simple });
  return true;
};

test('specs', () => {
  for (const text of corpus) agrees(text);
});

test('texts made from specs by damage', () => {
  let simple = 0;
  fc.assert(
    fc.property(damaged, (text) => {
      if (agrees(text)) simple++;
    }),
    runs(5000),
  );
  expect(simple).toBeGreaterThan(500);
});

test('texts of scraps', () => {
  const text = fc.array(fc.oneof(fc.constantFrom(...scraps, 'a', 'b: c', '\n  ', '\n    '), fc.string()), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(text, (parts) => void agrees(`a:\n  b: ${parts.join('')}`)),
    runs(5000),
  );
});
