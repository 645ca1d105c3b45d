#!/usr/bin/env node
/**
 * Starts the program from its chunks, in files that each have beside them what V8 compiled them to, as scripts/build.mjs
 * left them. What was made by another V8 or for another processor has another name, and under other flags V8 refuses it; the
 * text is compiled then. https://nodejs.org/docs/latest-v20.x/api/vm.html#new-vmscriptcode-options
 *
 * Newer versions of Node do this by themselves, once they are asked to: https://nodejs.org/api/module.html#module-compile-cache
 */
import { readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/** By the name of a chunk, the file that it is in: scripts/build.mjs knows. */
declare const fileOf: Readonly<Record<string, string>>;

type Chunk = (exports: unknown, require: NodeJS.Require, module: { exports: unknown }, filename: string) => void;
type Table = Readonly<Record<string, Chunk>>;

const folder = join(dirname(fileURLToPath(import.meta.url)), 'program');

/** Node's own: for its modules, and for packages that are not part of a chunk. */
const outside = createRequire(join(folder, 'program.cjs'));

const maker = `${process.arch}-${process.versions.v8}`;

const compiled = (file: string): Buffer | undefined => {
  try {
    return readFileSync(`${file}.${maker}`);
  } catch {
    return undefined;
  }
};

/** Newer Node keeps what it compiles of modules. */
const keep = 'enableCompileCache' in module ? module.enableCompileCache : null;
const keeps = typeof keep === 'function';
if (keeps) keep();

const read = (file: string): Table =>
  keeps
    ? outside(file)
    : new Script(readFileSync(file, 'latin1'), { filename: file, cachedData: compiled(file) }).runInThisContext();

const tables = new Map<string, Table>();

const tableOf = (file: string): Table => {
  const known = tables.get(file);
  if (known !== undefined) return known;
  const table = read(file);
  tables.set(file, table);
  return table;
};

const loaded = new Map<string, { readonly exports: unknown }>();

const load = (name: string): unknown => {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module_ = { exports: {} };
  loaded.set(name, module_);
  const file = join(folder, fileOf[name] ?? name);
  tableOf(file)[name]?.(module_.exports, require_, module_, file);
  return module_.exports;
};

const require_: NodeJS.Require = Object.assign(
  (name: string) => (name.startsWith('./') ? load(name.slice(2)) : outside(name)),
  outside,
);

load('program.cjs');
