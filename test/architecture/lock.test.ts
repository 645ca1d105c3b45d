import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { missingFrom } from '../../scripts/complete-lock.mjs';
import { root } from './source.js';

test('package-lock.json has the packages of every platform, or npm ci refuses it (else run scripts/complete-lock.mjs)', () => {
  expect(missingFrom(JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages)).toEqual([]);
});
