/**
 * Constant expressions, without running PHP: literals, constants of classes, enum cases, concatenation and arithmetic on whole
 * numbers. @see https://www.php.net/manual/en/language.oop5.constants.php
 */
import { type Either, isLeft, left, right } from '../../../../prelude.js';
import { type Node, nodeAt, nodesAt, placeOf, textAt } from './node.js';
import type { PhpClass } from './parse.js';
import { resolveName } from './scope.js';
import type { ArrayEntry, PhpValue } from './value.js';
import { parentsOf, traitsOf, type World } from './world.js';

/** Why an expression has no value before the program runs. */
export interface Unknown {
  readonly why: string;
  readonly node: Node;
}

type Evaluated = Either<Unknown, PhpValue>;

/** Constants of classes that stand in packages, as Cycle's documentation uses them. */
const elsewhere: Readonly<Record<string, string>> = {
  'cycle\\database\\schema\\abstractcolumn::DATETIME_NOW': 'CURRENT_TIMESTAMP',
  'cycle\\orm\\entity\\behavior\\optimisticlock::RULE_MICROTIME': 'microtime',
  'cycle\\orm\\entity\\behavior\\optimisticlock::RULE_RAND_STR': 'random-string',
  'cycle\\orm\\entity\\behavior\\optimisticlock::RULE_INCREMENT': 'increment',
  'cycle\\orm\\entity\\behavior\\optimisticlock::RULE_DATETIME': 'datetime',
  'cycle\\orm\\entity\\behavior\\optimisticlock::RULE_MANUAL': 'manual',
};

const global: Readonly<Record<string, PhpValue>> = {
  PHP_INT_MAX: { kind: 'int', text: '9223372036854775807' },
  PHP_INT_MIN: { kind: 'int', text: '-9223372036854775808' },
  PHP_INT_SIZE: { kind: 'int', text: '8' },
  PHP_EOL: { kind: 'string', value: '\n' },
};

const deepest = 64;
/** Of one expression. Constants that name each other twice would double it at every step. */
const mostSteps = 10_000;
const longestText = 100_000;

/** Where an expression stands, and how much of its budget is left. */
interface Walk {
  readonly within: PhpClass;
  readonly world: World;
  readonly depth: number;
  readonly budget: { steps: number };
}

/** @param within the class whose text it is: what `self` and short names mean. */
export const evaluate = (node: Node, within: PhpClass, world: World): Evaluated =>
  walked(node, { within, world, depth: 0, budget: { steps: mostSteps } });

const walked = (node: Node, walk: Walk): Evaluated => {
  const { within, world } = walk;
  const unknown = (why: string): Evaluated => left({ why, node });
  const go = (n: Node): Evaluated => walked(n, { ...walk, depth: walk.depth + 1 });
  if (walk.depth > deepest) return unknown('it refers to itself');
  if (--walk.budget.steps < 0) return unknown('it takes too many steps');
  switch (node.kind) {
    case 'nullkeyword':
      return right({ kind: 'null' });
    case 'boolean':
      return right({ kind: 'bool', value: node['value'] === true });
    case 'string':
    case 'nowdoc':
      return right({ kind: 'string', value: String(node['value']) });
    case 'number':
      return right(number(String(node['value'])));
    case 'encapsed':
      return texts(
        nodesAt(node, 'value').map((part) => go(nodeAt(part, 'expression') ?? part)),
        node,
      );
    case 'parenthesis':
      return go(nodeAt(node, 'inner') ?? node);
    case 'unary':
      return unary(node, go);
    case 'bin':
      return binary(node, go);
    case 'array':
      return array(node, go);
    case 'name':
      return named(node);
    case 'staticlookup':
      return lookup(node, walk);
    case 'propertylookup':
      return caseProperty(node, go);
    case 'new': {
      const what = nodeAt(node, 'what');
      const name = what === null ? null : classNamed(what, within, world);
      return name === null
        ? unknown('the class is not named')
        : right({ kind: 'new', name, args: nodesAt(node, 'arguments'), at: placeOf(node, within.file), within });
    }
    default:
      return unknown('it is no constant');
  }
};

/** In bits, with `0b` before them; a longer one is no whole number of PHP's. */
const longestNumber = 66;

const number = (text: string): PhpValue => {
  const digits = text.replaceAll('_', '');
  if (digits.length > longestNumber) return { kind: 'float', text: digits };
  if (/^(?:0[xX][0-9a-fA-F]+|0[bB][01]+)$/.test(digits)) return { kind: 'int', text: BigInt(digits).toString() };
  const octal = /^0[oO]?([0-7]+)$/.exec(digits)?.[1];
  if (octal !== undefined) return { kind: 'int', text: BigInt(`0o${octal}`).toString() };
  return /^\d+$/.test(digits) ? { kind: 'int', text: digits } : { kind: 'float', text: digits };
};

const unary = (node: Node, go: (n: Node) => Evaluated): Evaluated => {
  const value = go(nodeAt(node, 'what') ?? node);
  if (isLeft(value)) return value;
  const v = value.right;
  const sign = node['type'];
  if ((v.kind === 'int' || v.kind === 'float') && (sign === '-' || sign === '+')) {
    if (sign === '+') return value;
    return right({ kind: v.kind, text: v.text.startsWith('-') ? v.text.slice(1) : `-${v.text}` });
  }
  if (v.kind === 'bool' && sign === '!') return right({ kind: 'bool', value: !v.value });
  return left({ why: 'it is no constant', node });
};

const binary = (node: Node, go: (n: Node) => Evaluated): Evaluated => {
  const [a, b] = [go(nodeAt(node, 'left') ?? node), go(nodeAt(node, 'right') ?? node)];
  if (isLeft(a)) return a;
  if (isLeft(b)) return b;
  if (node['type'] === '.') return texts([a, b], node);
  const [x, y] = [a.right, b.right];
  const operation = x.kind === 'int' && y.kind === 'int' ? operations[String(node['type'])] : undefined;
  if (operation === undefined || x.kind !== 'int' || y.kind !== 'int') return left({ why: 'it is worked out', node });
  const result = operation(BigInt(x.text), BigInt(y.text));
  // PHP goes on with a float. https://www.php.net/manual/en/language.types.integer.php#language.types.integer.overflow
  return BigInt.asIntN(64, result) === result
    ? right({ kind: 'int', text: result.toString() })
    : left({ why: 'it is no whole number of 64 bits', node });
};

const operations: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '|': (a, b) => a | b,
  '<<': (a, b) => (b >= 0n && b < 63n ? a << b : a),
};

/** What joins to a text: texts and whole numbers. */
const texts = (parts: ReadonlyArray<Evaluated>, node: Node): Evaluated => {
  let joined = '';
  for (const part of parts) {
    if (isLeft(part)) return part;
    const v = part.right;
    if (v.kind === 'string') joined += v.value;
    else if (v.kind === 'int') joined += v.text;
    else return left({ why: 'it is put together from more than texts', node });
    if (joined.length > longestText) return left({ why: 'it is too long', node });
  }
  return right({ kind: 'string', value: joined });
};

const array = (node: Node, go: (n: Node) => Evaluated): Evaluated => {
  const entries: ArrayEntry[] = [];
  for (const item of nodesAt(node, 'items')) {
    if (item['unpack'] === true || item['byRef'] === true) return left({ why: 'it is put together', node: item });
    const value = go((item.kind === 'entry' ? nodeAt(item, 'value') : item) ?? item);
    if (isLeft(value)) return value;
    const keyNode = item.kind === 'entry' ? nodeAt(item, 'key') : null;
    const key = keyNode === null ? null : go(keyNode);
    if (key !== null && isLeft(key)) return key;
    const name = key === null ? null : key.right.kind === 'string' ? key.right.value : textOfInt(key.right);
    entries.push({ key: name, value: value.right });
  }
  return right({ kind: 'array', entries });
};

/** A whole number as a key is a place in the list. */
const textOfInt = (v: PhpValue): string | null => (v.kind === 'int' ? v.text : null);

const named = (node: Node): Evaluated => {
  const name = (textAt(node, 'name') ?? '').replace(/^\\/, '');
  const found = Object.hasOwn(global, name.toUpperCase()) ? global[name.toUpperCase()] : undefined;
  return found === undefined ? left({ why: `the constant ${name} is defined elsewhere`, node }) : right(found);
};

const classNamed = (what: Node, within: PhpClass, world: World): string | null => {
  if (what.kind === 'selfreference' || what.kind === 'staticreference') return within.name;
  if (what.kind === 'parentreference') return parentsOf(within, world)[0]?.name ?? within.parent;
  const name = what.kind === 'name' ? textAt(what, 'name') : null;
  return name === null ? null : resolveName(name, within.scope);
};

const lookup = (node: Node, walk: Walk): Evaluated => {
  const { within, world } = walk;
  const what = nodeAt(node, 'what');
  const name = what === null ? null : classNamed(what, within, world);
  const constant = textAt(node, 'offset');
  if (name === null || constant === null) return left({ why: 'it is no constant', node });
  if (constant === 'class') return right({ kind: 'string', value: world.find(name)?.name ?? name });
  const owner = world.find(name);
  if (owner === null) {
    const known = elsewhere[`${name.toLowerCase()}::${constant}`];
    return known === undefined
      ? left({ why: `${name} is not among the files that were read`, node })
      : right({ kind: 'string', value: known });
  }
  return constantOf(owner, constant, node, walk);
};

const constantOf = (owner: PhpClass, constant: string, node: Node, walk: Walk): Evaluated => {
  const at = (within: PhpClass): Walk => ({ ...walk, within, depth: walk.depth + 1 });
  const inCase = owner.cases.get(constant);
  if (inCase !== undefined) {
    const backed = inCase === null ? null : walked(inCase, at(owner));
    if (backed !== null && isLeft(backed)) return backed;
    return right({ kind: 'case', name: constant, value: backed === null ? null : backed.right });
  }
  for (const place of heirs(owner, walk.world)) {
    const value = place.constants.get(constant);
    if (value !== undefined) return walked(value, at(place));
  }
  return left({ why: `${owner.name} has no constant ${constant}`, node });
};

/** Where a class's constants may stand: itself, its traits, what it extends and implements. */
const heirs = (c: PhpClass, w: World, seen = new Set<string>()): ReadonlyArray<PhpClass> => {
  if (seen.has(c.name)) return [];
  seen.add(c.name);
  const above = [...(c.parent === null ? [] : [c.parent]), ...c.interfaces].flatMap((n) => w.find(n) ?? []);
  return [c, ...traitsOf(c, w), ...above.flatMap((a) => heirs(a, w, seen))];
};

/** `Role::Admin->value`, which is constant since PHP 8.2. */
const caseProperty = (node: Node, go: (n: Node) => Evaluated): Evaluated => {
  const property = textAt(node, 'offset');
  const enumCase = go(nodeAt(node, 'what') ?? node);
  if (isLeft(enumCase)) return enumCase;
  const v = enumCase.right;
  if (v.kind === 'case' && property === 'name') return right({ kind: 'string', value: v.name });
  if (v.kind === 'case' && property === 'value' && v.value !== null) return right(v.value);
  return left({ why: 'it is no constant', node });
};
