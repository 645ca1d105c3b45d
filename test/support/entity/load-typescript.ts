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
