/** The README's first command, on whatever day it is run. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the demo plans, writes, applies, and then has nothing to do', () => {
  const script = fileURLToPath(new URL('../../scripts/demo.mjs', import.meta.url));
  const done = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 100_000 });
  expect(done.stderr).not.toContain('Error');
  expect(done.stdout).toContain('Nothing to do');
  expect(done.status).toBe(0);
});
