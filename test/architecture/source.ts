/** Every source file, read once, with its comments and strings told apart from its code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

const generated = /\.generated\./;

export const filesUnder = (folder: string): ReadonlyArray<SourceFile> =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.(ts|mjs)$/.test(e.name) && !generated.test(e.name))
    .map((e) => {
      const full = join(e.parentPath, e.name);
      const text = readFileSync(full, 'utf8');
      return { path: relative(root, full).replaceAll('\\', '/'), text, lines: text.split('\n').length - 1 };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** `file:line: what` for every node that `find` names. */
export const findIn = (file: SourceFile, find: (node: ts.Node) => string | null): ReadonlyArray<string> => {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = find(node);
    if (what !== null) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
      found.push(`${file.path}:${line + 1}: ${what}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
};
