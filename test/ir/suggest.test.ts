import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggest } from '../../src/ir/suggest.js';

const keys = ['type', 'nullable', 'unique', 'primary', 'references', 'on_delete', 'on_update'];

test.each([
  ['typ', 'type'],
  ['nulable', 'nullable'],
  ['uniqeu', 'unique'],
  ['Primary', 'primary'],
  ['on-delete', 'on_delete'],
  ['on_updat', 'on_update'],
  ['colour', null],
  ['x', null],
  ['', null],
  ['type', null],
])('%s → %s', (word, wanted) => {
  expect(suggest(word, keys)).toBe(wanted);
});

test('a swap of neighbours is one mistake', () => {
  expect(suggest('tpye', ['taxa', 'type'])).toBe('type');
});

test('the first of equals', () => {
  expect(suggest('cat', ['bat', 'hat'])).toBe('bat');
});

test('one wrong letter in three or more is forgiven, whatever the word', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3,20}$/), fc.nat(), (word, at) => {
      const i = at % word.length;
      const wrong = `${word.slice(0, i)}_${word.slice(i + 1)}`;
      expect(suggest(wrong, ['0123456789012345678901', word])).toBe(word);
    }),
  );
});
