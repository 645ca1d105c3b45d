#!/usr/bin/env node
/**
 * Starts the program from its chunks, each with what V8 compiled it to beside it, as scripts/build.mjs left them. What was
 * made by another V8 or for another processor has another name, and under other flags V8 refuses it; the text is compiled
 * then. https://nodejs.org/docs/latest-v20.x/api/vm.html#new-vmscriptcode-options
 *
 * Newer versions of Node do this by themselves, once they are asked to: https://nodejs.org/api/module.html#module-compile-cache
 */
import { readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

const main = join(dirname(fileURLToPath(import.meta.url)), 'program', 'program.cjs');

const maker = `${process.arch}-${process.versions.v8}`;

const compiled = (file: string): Buffer | undefined => {
  try {
    return readFileSync(`${file}.${maker}`);
  } catch {
    return undefined;
  }
};

const loaded = new Map<string, { readonly exports: unknown }>();

const load = (file: string): unknown => {
  const known = loaded.get(file);
  if (known !== undefined) return known.exports;
  const module_ = { exports: {} };
  loaded.set(file, module_);
  const source = readFileSync(file, 'latin1');
  const script = new Script(`(function(exports,require,module,__filename,__dirname){${source}\n})`, {
    filename: file,
    cachedData: compiled(file),
  });
  const outside = createRequire(file);
  const require_ = (name: string): unknown => (name.startsWith('./') ? load(join(dirname(file), name)) : outside(name));
  script.runInThisContext()(module_.exports, Object.assign(require_, outside), module_, file, dirname(file));
  return module_.exports;
};

if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') {
  module.enableCompileCache();
  createRequire(main)(main);
} else {
  // The optimising compiler works beside a run of half a second as long as the run itself: of functions that will hardly be
  // called again by then. So it waits for more calls than it would by itself, and scripts/build.mjs says the same. Other
  // versions of V8 weigh calls in other ways. https://github.com/v8/v8/blob/11.3.244/src/flags/flag-definitions.h
  if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000');
  load(main);
}
