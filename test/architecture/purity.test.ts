/** What dependency-cruiser cannot see: effects and dialect names that need no import. */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { filesUnder, findIn } from './source.js';

const all = filesUnder('src');
const core = all.filter((f) => !/^src\/(edge|cli|mcp)\//.test(f.path));

/** `catch (e) { …; throw e; }` lets go on what is not its business; it throws nothing of its own. */
const rethrows = (node: ts.ThrowStatement): boolean => {
  for (let up: ts.Node = node.parent; up !== undefined; up = up.parent)
    if (ts.isCatchClause(up)) return up.variableDeclaration?.name.getText() === node.expression.getText();
  return false;
};

const effects = (node: ts.Node): string | null => {
  if (ts.isThrowStatement(node)) return rethrows(node) ? null : 'throw';
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async';
  if (ts.isAwaitExpression(node)) return 'await';
  // Dates may be computed from what was given; the clock may not be read.
  if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'Date')
    if (ts.isCallExpression(node) || node.arguments === undefined || node.arguments.length === 0) return 'the clock';
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now') return 'the clock';
  if (ts.isPropertyAccessExpression(node)) {
    const spelled = node.getText();
    if (spelled === 'Math.random') return spelled;
    if (
      ts.isIdentifier(node.expression) &&
      ['process', 'globalThis', 'console', 'performance'].includes(node.expression.text)
    )
      return spelled;
    if (node.name.text === 'localeCompare' || /^toLocale/.test(node.name.text))
      return `${node.name.text} (depends on the locale)`;
  }
  return null;
};

/** The one throw the core is allowed: a case that the types say cannot be. */
const allowed = (found: string): boolean => /^src\/prelude\.ts:\d+: throw$/.test(found);

describe('outside edge/, cli/ and mcp/', () => {
  test('nothing throws, waits, reads a clock, a random number, the environment or the locale', () => {
    expect(core.flatMap((f) => findIn(f, effects)).filter((found) => !allowed(found))).toEqual([]);
  });
});

describe('outside dialect/, edge/ and cli/', () => {
  /** Declaring the set of ids, and choosing lexical rules of a text, are not decisions about an engine. */
  const mayName = new Set(['src/sql/portable.ts', 'src/sql/parse-expression.ts', 'src/sql/climb.ts']);
  const rooms = /^src\/(ir|intent|diff|pass|check|plan|emit|sql|report)\//;
  const ids = new Set(['postgres', 'mysql', 'mariadb', 'sqlite']);

  test('no dialect is named', () => {
    const named = core
      .filter((f) => rooms.test(f.path) && !mayName.has(f.path))
      .flatMap((f) =>
        findIn(f, (node) => {
          if (!ts.isStringLiteralLike(node) || !ids.has(node.text)) return null;
          // A member of a union type (DialectId itself, Flavour) decides nothing.
          return ts.isLiteralTypeNode(node.parent) ? null : `'${node.text}'`;
        }),
      );
    expect(named).toEqual([]);
  });
});
