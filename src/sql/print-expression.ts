/** Expression → text, with the parentheses that precedence needs and a few that make it plain. */
import type { DialectId, Expr, Literal } from '../ir/expression.js';
import { type Problem, problem } from '../ir/problem.js';
import { left, right, type Validated } from '../prelude.js';
import { atomLevel, levelOf } from './precedence.js';
import { spelling } from './spelling.js';

export interface ExprStyle {
  readonly dialect: DialectId;
  /** The engine, for people. */
  readonly name: string;
  readonly quote: (id: string) => string;
  readonly string: (v: string) => string;
  readonly boolean: (v: boolean) => string;
  readonly bytes: (hex: string) => string;
  /**
   * Overrides by node; get the printer of children, whose text stands safely in any place. Return null to fall through
   * to the engine's usual spelling (spelling.ts) and then to the standard one.
   */
  readonly override?: (e: Expr, print: (e: Expr) => string) => string | null;
}

/** A text and how tightly it holds together. */
interface Printed {
  readonly text: string;
  readonly level: number;
}

const atom = (text: string): Printed => ({ text, level: atomLevel });

/** `name(…)`, `(…)`, a name, a number or a string: what needs no parentheses anywhere. */
const isAtomText = (text: string): boolean => {
  if (/^[\w$.]+$/.test(text)) return true;
  const open = /^(?:[\w$.]|"[^"]*"|`[^`]*`)*\(/.exec(text);
  if (open === null) return /^'[^'\\]*'$/.test(text) || /^(?:"[^"]*"|`[^`]*`)$/.test(text);
  let depth = 0;
  for (const c of text.matchAll(/'(?:[^'\\]|''|\\.)*'|"[^"]*"|`[^`]*`|[()]|[\s\S]/g)) {
    if (c[0] === '(') depth += 1;
    if (c[0] === ')') depth -= 1;
    if (depth === 0 && c[0] === ')') return c.index === text.length - 1;
  }
  return false;
};

/** Calls that are written without parentheses in every engine that has them. */
const bare: ReadonlySet<string> = new Set([
  'current_timestamp',
  'current_date',
  'current_time',
  'localtime',
  'localtimestamp',
  'current_user',
  'session_user',
  'current_role',
  'current_catalog',
  'current_schema',
  'user',
  'system_user',
]);

/** Words that name a function only in quotes; grammar/expression.peggy reads them as what they are without. */
const neverFunction: ReadonlySet<string> = new Set(
  'and or not case when then else end is in between null true false select from exists as union where having'.split(
    ' ',
  ),
);

const associative: ReadonlySet<string> = new Set(['and', 'or', '+', '-', '*', '||']);

export const printExpression =
  (style: ExprStyle) =>
  (root: Expr): Validated<Problem, string> => {
    const problems: Problem[] = [];
    const level = (op: string): number => levelOf(style.dialect, op);

    const literal = (value: Literal): Printed => {
      switch (value.kind) {
        case 'String':
          return atom(style.string(value.value));
        case 'Number':
          return value.text.startsWith('-') ? { text: value.text, level: level('prefix -') } : atom(value.text);
        case 'Boolean':
          return atom(style.boolean(value.value));
        case 'Bytes':
          return atom(style.bytes(value.hex));
        case 'Null':
          return atom('NULL');
      }
    };
    const above = (e: Expr, min: number): string => {
      const printed = show(e);
      return printed.level > min ? printed.text : `(${printed.text})`;
    };
    const whole = (e: Expr): string => show(e).text;
    const safe = (e: Expr): string => above(e, atomLevel - 1);
    /** Behind IN a parenthesis that closes before the end would look like a list. */
    const closed = (e: Expr): string => {
      const text = safe(e);
      return text.startsWith('(') && !isAtomText(text) ? `(${text})` : text;
    };
    const list = (es: ReadonlyArray<Expr>): string => es.map(whole).join(', ');

    const functionName = (name: string): string =>
      name
        .split('.')
        .map((part) => (/^[a-z_][a-z0-9_$]*$/.test(part) && !neverFunction.has(part) ? part : style.quote(part)))
        .join('.');

    const call = (name: string, args: ReadonlyArray<Expr>): string => {
      const [a, b, c, d] = args;
      if (args.length === 0 && bare.has(name)) return name.toUpperCase();
      if (name === 'row' && args.length > 1) return `(${list(args)})`;
      if ((name === '~' || name === '+') && a !== undefined && args.length === 1) return `(${name}(${whole(a)}))`;
      if (name.startsWith('interval ') && a !== undefined && args.length === 1)
        return `INTERVAL ${safe(a)} ${name.slice('interval '.length).toUpperCase()}`;
      if (
        name === 'extract' &&
        a?.kind === 'Literal' &&
        a.value.kind === 'String' &&
        b !== undefined &&
        args.length === 2
      )
        return `extract(${/^[a-z_]+$/.test(a.value.value) ? a.value.value : style.string(a.value.value)} FROM ${whole(b)})`;
      if (name === 'position' && a !== undefined && b !== undefined && args.length === 2)
        return `position(${safe(a)} IN ${closed(b)})`;
      if (name === 'overlay' && a !== undefined && b !== undefined && c !== undefined)
        return `overlay(${safe(a)} PLACING ${safe(b)} FROM ${safe(c)}${d === undefined ? '' : ` FOR ${safe(d)}`})`;
      return `${functionName(name)}(${list(args)})`;
    };

    const infix = (op: string, l: Expr, r: Expr): Printed => {
      const own = level(op);
      const text = show(l);
      const chained = 'op' in l && l.op === op && associative.has(op);
      const shown = text.level > own || (chained && text.level === own) ? text.text : `(${text.text})`;
      const escaped = op.endsWith('like') && r.kind === 'Call' && r.name === 'like_escape' ? r.args : [];
      const [pattern, by] = escaped;
      const second =
        pattern !== undefined && by !== undefined && escaped.length === 2
          ? `${above(pattern, own)} ESCAPE ${safe(by)}`
          : above(r, own);
      return { text: `${shown} ${op.startsWith('operator(') ? op : op.toUpperCase()} ${second}`, level: own };
    };

    const standard = (e: Expr): Printed => {
      switch (e.kind) {
        case 'Literal':
          return literal(e.value);
        case 'Column':
          return atom(e.table === null ? style.quote(e.name) : `${style.quote(e.table)}.${style.quote(e.name)}`);
        case 'Unary':
          return e.op === 'not'
            ? { text: `NOT ${above(e.arg, level('='))}`, level: level('not') }
            : { text: `-${negatable(e.arg)}`, level: level('prefix -') };
        case 'Binary':
          return infix(e.op, e.left, e.right);
        case 'Operator':
          return e.op === '[]' ? atom(`${subscripted(e.left)}[${whole(e.right)}]`) : infix(e.op, e.left, e.right);
        case 'Is':
          return {
            text: `${above(e.arg, level('is'))} IS ${e.negated ? 'NOT ' : ''}${e.what.toUpperCase()}`,
            level: isLevel(e.what),
          };
        case 'In':
          return {
            text: `${above(e.arg, level('in'))} ${e.negated ? 'NOT ' : ''}IN (${list(e.list)})`,
            level: level('in'),
          };
        case 'Between': {
          const own = level('between');
          const range = `${above(e.low, own)} AND ${above(e.high, own)}`;
          return { text: `${above(e.arg, own)} ${e.negated ? 'NOT ' : ''}BETWEEN ${range}`, level: own };
        }
        case 'Call':
          return atom(call(e.name, e.args));
        case 'Case': {
          const operand = e.operand === null ? '' : ` ${safe(e.operand)}`;
          const whens = e.whens.map((w) => ` WHEN ${whole(w.when)} THEN ${whole(w.result)}`).join('');
          return atom(`CASE${operand}${whens}${e.otherwise === null ? '' : ` ELSE ${whole(e.otherwise)}`} END`);
        }
        case 'Cast':
          return atom(`cast(${whole(e.arg)} AS ${e.type})`);
        case 'Collate':
          return {
            text: `${above(e.arg, level('prefix -'))} COLLATE ${style.quote(e.collation)}`,
            level: level('collate'),
          };
        case 'Array':
          return atom(`ARRAY[${list(e.items)}]`);
        case 'Native': {
          const text = e.text[style.dialect];
          if (text === undefined)
            problems.push(
              problem('dialect.expression', { engine: style.name, has: Object.keys(e.text).sort().join(', ') }),
            );
          return { text: text ?? '', level: 0 };
        }
      }
    };
    /** Both `--5` (a comment) and a number that would swallow the minus need parentheses. */
    const negatable = (e: Expr): string => (e.kind === 'Literal' ? `(${whole(e)})` : above(e, level('prefix -')));
    /** Behind a cast `[` belongs to the type, behind a call PostgreSQL reads none. */
    const subscripted = (e: Expr): string =>
      e.kind === 'Column' || (e.kind === 'Operator' && e.op === '[]') ? whole(e) : `(${whole(e)})`;
    const isLevel = (what: string): number => (what === 'null' ? level('is') : Math.min(level('is'), level('is true')));

    const show = (e: Expr): Printed => {
      const own = style.override?.(e, safe) ?? spelling[style.dialect](e, safe);
      if (own === null || own === undefined) return standard(e);
      return isAtomText(own) ? atom(own) : { text: own, level: 0 };
    };

    const text = whole(root);
    return problems.length > 0 ? left(problems) : right(text);
  };
