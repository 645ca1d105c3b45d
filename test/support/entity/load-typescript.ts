/** Runs TypeScript with old decorators and their metadata, as the frameworks want it; what the readers only parse. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  esModuleInterop: true,
  useDefineForClassFields: false,
};

/** Exports of the file. Files it names relatively are run too, from `texts` where they are there. */
export const loadTypescript = (
  file: string,
  texts: ReadonlyMap<string, string> = new Map(),
  loaded: Map<string, Record<string, unknown>> = new Map(),
): Record<string, unknown> => {
  const before = loaded.get(file);
  if (before !== undefined) return before;
  const text = texts.get(file) ?? readFileSync(file, 'utf8');
  const { outputText } = ts.transpileModule(text, { compilerOptions, fileName: file });
  const module = { exports: {} as Record<string, unknown> };
  loaded.set(file, module.exports);
  const native = createRequire(file);
  const resolve = (name: string): unknown =>
    name.startsWith('.')
      ? loadTypescript(`${join(dirname(file), name.replace(/\.js$/, ''))}.ts`, texts, loaded)
      : native(name);
  new Function('exports', 'require', 'module', outputText)(module.exports, resolve, module);
  return module.exports;
};

/** Texts of files by their paths, perhaps edited. */
export type Sources = ReadonlyMap<string, string>;

export const sourcesIn = (folder: string, names: ReadonlyArray<string>): Sources =>
  new Map(names.map((name) => [join(folder, `${name}.ts`), readFileSync(join(folder, `${name}.ts`), 'utf8')]));

/** @throws when the text is not there: an edit that does nothing proves nothing. */
export const edited = (all: Sources, from: string, to: string): Sources => {
  if (![...all.values()].some((t) => t.includes(from))) throw new Error(`nothing to edit: ${from}`);
  return new Map([...all].map(([file, text]) => [file, text.replace(from, to)]));
};
