/** What the parts of the reader share: the classes, the engine, and the list of what is wrong. */
import type { DialectId } from '../../../ir/expression.js';
import { type Position, type Problem, type ProblemCode, problem } from '../../../ir/problem.js';
import { isLeft } from '../../../prelude.js';
import { evaluate } from './php/evaluate.js';
import { type Node, placeOf } from './php/node.js';
import type { PhpClass } from './php/parse.js';
import { describeValue, type PhpValue } from './php/value.js';
import type { World } from './php/world.js';

export interface Context {
  readonly world: World;
  readonly dialect: DialectId;
  readonly report: (
    code: ProblemCode,
    at: Position,
    data: Readonly<Record<string, string>>,
    hint?: string | null,
  ) => null;
  readonly problems: ReadonlyArray<Problem>;
}

export const context = (world: World, dialect: DialectId): Context => {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  return {
    world,
    dialect,
    problems,
    report: (code, at, data, hint = null) => {
      const key = JSON.stringify([code, at, data]);
      if (!seen.has(key)) problems.push(problem(code, data, at, hint));
      seen.add(key);
      return null;
    },
  };
};

/** The value of an argument; null after saying that only the running program knows it. */
export const valueIn = (c: Context, node: Node, within: PhpClass, what: string): PhpValue | null => {
  const value = evaluate(node, within, c.world);
  if (!isLeft(value)) return value.right;
  const at = placeOf(value.left.node, within.file);
  return c.report('entity.computed', at, { what, entity: within.name, why: value.left.why }, 'Write a constant.');
};

export const expected = (c: Context, v: PhpValue, at: Position, what: string, wanted: string): null =>
  c.report('spec.expected', at, { key: what, expected: wanted, found: describeValue(v) });
