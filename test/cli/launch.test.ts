/** The chunks that the program starts from, and what V8 compiled them to. */
import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { altairWith, here, put, withAltair } from './altair.js';
import { displayName, users } from './specs.js';

withAltair();

/** Tells of every script of the program whether V8 took what it was compiled to before. */
const spy = `const vm = require('node:vm');
const { Script } = vm;
vm.Script = class extends Script {
  constructor(text, options) {
    super(text, options);
    process.stderr.write(String(this.cachedDataRejected) + '\\n');
  }
};`;

// Newer versions of Node keep what they compiled in a place of their own.
it.runIf(process.versions.v8.startsWith('11.'))('V8 takes every chunk as it was compiled at the build', async () => {
  // A tab is unusual enough for another reader of YAML, which is a file of its own.
  await put({ 'old.yaml': `#\t\n${users()}`, 'new.yaml': users(displayName) });
  await writeFile(here('spy.cjs'), spy);
  const args = ['db:migration-plan', '--from', 'old.yaml', '--to', 'new.yaml', '--emit', 'cycle'];
  const { stderr } = await altairWith({ NODE_OPTIONS: `--require=${here('spy.cjs')}` }, args);
  const said = stderr.split('\n').filter((line) => line !== '');
  expect(said.length).toBeGreaterThan(2);
  expect(new Set(said)).toEqual(new Set(['false']));
});
