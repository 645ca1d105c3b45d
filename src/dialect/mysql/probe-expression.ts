/**
 * What a strict server refuses inside an UPDATE or a copy of the table although a SELECT of the same expression only
 * warns: a division by zero (ERROR_FOR_DIVISION_BY_ZERO), a text that is no number in arithmetic, in a CAST or beside a
 * number, a text that is no date beside a date. What is not worked out for a row is not refused: the servers go through
 * AND, OR, CASE and COALESCE from the left and stop as soon as they can.
 * https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html#sql-mode-strict
 */
import type { Expr, ExprByKind } from '../../ir/expression.js';
import { B } from '../../sql/build.js';
import { isNever, outcome } from '../probe.js';
import { readsAs } from './literal-reading.js';
import { callRefuses } from './probe-call.js';
import { castRefuses } from './probe-cast.js';
import { arithmetic, isComparison, isInterval, kindOf, type TypeOf, type ValueKind } from './probe-kind.js';
import { noNumber } from './probe-text.js';
import type { Product } from './product.js';

/** Null: nobody can say for which rows. */
type Refused = Expr | null;

const { never, always } = outcome;

const any = (...parts: ReadonlyArray<Refused>): Refused => {
  const real = parts.filter((p) => !isNever(p));
  if (real.length === 0) return never;
  const said = real.flatMap((p) => (p === null ? [] : [p]));
  return said.length < real.length ? null : B.or(...said);
};

/** Only for rows for which the condition is true. */
const where = (condition: Expr, refused: Refused): Refused =>
  refused === null || isNever(refused) ? refused : B.and(condition, refused);

const is = (arg: Expr, what: 'true' | 'false', negated: boolean): Expr => ({ kind: 'Is', arg, what, negated });

const ofJson: ReadonlySet<string> = new Set(['json_extract', 'json_object', 'json_array', 'json_keys']);
const bits: ReadonlySet<string> = new Set(['&', '|', '^', '<<', '>>', 'div']);

const textOf = (e: Expr): string | null => (e.kind === 'Literal' && e.value.kind === 'String' ? e.value.value : null);

/** True for rows that an UPDATE would refuse; null = nobody can say. */
export const refusedInside =
  (product: Product) =>
  (expr: Expr, typeOf: TypeOf, inIndex = false): Refused => {
    const kind = (e: Expr): ValueKind | null => kindOf(e, typeOf);

    /** MySQL takes an empty text for 0, but for a whole number or beside a decimal. */
    const noNumberIn = (e: Expr, isStrict: boolean): Expr =>
      product.id === 'mysql' && !isStrict ? B.and(B.gt(B.call('length', e), B.num('0')), noNumber(e)) : noNumber(e);

    const asNumber = (e: Expr, isWhole = false): Refused => {
      const k = kind(e);
      if (k === null || isInterval(e)) return null;
      if (k !== 'text') return never;
      const text = textOf(e);
      if (text === null) return noNumberIn(e, isWhole);
      if (text === '' && product.id === 'mysql' && !isWhole) return never;
      return readsAs('number', text) === 'no' ? always : never;
    };

    const isJson = (e: Expr): boolean =>
      (e.kind === 'Column' && typeOf(e.name)?.kind === 'Json') || (e.kind === 'Call' && ofJson.has(e.name));

    /** A text is read as a number where a truth value is expected, too. What nobody knows is a number as a rule. */
    const asNumberAtMost = (e: Expr): Refused => (kind(e) === null ? never : asNumber(e));

    /** `once`: a constant may have been read when the table was made or altered, see probe-constant.ts. */
    const beside = (a: Expr, b: Expr, once = true): Refused => {
      const [ka, kb] = [kind(a), kind(b)];
      if (ka === null || kb === null || ka === kb || ka === 'label' || kb === 'label') return never;
      if (kb === 'text') return ka === 'text' ? never : textBeside(b, a, ka, { second: true, once });
      if (ka === 'text') return textBeside(a, b, kb, { second: false, once });
      const number = ka === 'number' ? a : kb === 'number' ? b : null;
      const moment = ka === 'moment' ? a : kb === 'moment' ? b : null;
      if (number === null || moment === null) return never;
      if (number.kind !== 'Literal' || number.value.kind !== 'Number') return null;
      const reads = readsAs('moment', number.value.text);
      return reads === 'yes' ? never : reads === 'no' ? present(moment) : null;
    };

    const present = (e: Expr): Expr => (e.kind === 'Literal' ? always : B.notNull(e));

    const isDecimal = (e: Expr): boolean =>
      e.kind === 'Column'
        ? typeOf(e.name)?.kind === 'Decimal'
        : e.kind !== 'Literal' || e.value.kind !== 'Number' || !/^-?\d+$/.test(e.value.text);

    /** A value on the left that is NULL leaves the text on the right unread. */
    const textBeside = (
      text: Expr,
      other: Expr,
      k: Exclude<ValueKind, 'text' | 'label'>,
      { second, once }: { readonly second: boolean; readonly once: boolean },
    ): Refused => {
      if (k === 'null') return never;
      const value = textOf(text);
      if (value === null)
        return k !== 'number'
          ? null
          : second && other.kind !== 'Literal'
            ? where(B.notNull(other), noNumberIn(text, isDecimal(other)))
            : noNumberIn(text, isDecimal(other));
      const column = other.kind === 'Column' ? typeOf(other.name) : null;
      if (once && column?.kind === 'Integer' && column.bits === 64) return never;
      // MySQL takes an empty text for 0, but beside a decimal.
      if (value === '' && k === 'number' && product.id === 'mysql') {
        if (column === null) return null;
        return column.kind === 'Decimal' ? B.notNull(other) : never;
      }
      const reads = readsAs(k, value);
      return reads === 'yes' ? never : reads === 'no' ? present(other) : null;
    };

    const division = (left: Expr, right: Expr): Refused => {
      const zero = B.eq(right, B.num(0));
      return left.kind === 'Literal' ? zero : B.and(B.notNull(left), zero);
    };

    const choice = (e: ExprByKind['Case']): Refused => {
      const from = (at: number): Refused => {
        const w = e.whens[at];
        if (w === undefined) return e.otherwise === null ? never : go(e.otherwise);
        const holds = e.operand === null ? w.when : B.eq(e.operand, w.when);
        return any(
          e.operand === null ? asNumberAtMost(w.when) : beside(e.operand, w.when, false),
          go(w.when),
          where(is(holds, 'true', false), go(w.result)),
          where(is(holds, 'true', true), from(at + 1)),
        );
      };
      return any(e.operand === null ? never : go(e.operand), from(0));
    };

    const firstOf = (args: ReadonlyArray<Expr>): Refused => {
      const [head, ...rest] = args;
      return head === undefined ? never : any(go(head), where(B.isNull(head), firstOf(rest)));
    };

    const list = (e: ExprByKind['In']): Refused => {
      const parts = any(go(e.arg), ...e.list.map(go));
      const [only, ...more] = e.list;
      if (only === undefined) return parts;
      if (more.length === 0) return any(parts, beside(e.arg, only));
      // A list of constants of one kind is made ready once, and without a word.
      if (kind(e.arg) !== 'text' && e.list.every((x) => textOf(x) !== null)) return parts;
      const each = e.list.map((x) => beside(e.arg, x, false));
      if (kind(e.arg) === 'text') return any(parts, ...each);
      return each.every(isNever) ? parts : null;
    };

    const call = (e: ExprByKind['Call']): Refused => {
      const [a, b, c] = e.args;
      if (e.name === 'coalesce' || e.name === 'ifnull') return firstOf(e.args);
      if (e.name === 'if' && a !== undefined && b !== undefined && c !== undefined)
        return choice({ kind: 'Case', operand: null, whens: [{ when: a, result: b }], otherwise: c });
      const parts = any(...e.args.map(go));
      if (a !== undefined && e.name === 'nullif' && b !== undefined) return any(parts, beside(a, b));
      const divided = e.name === 'mod' && a !== undefined && b !== undefined ? division(a, b) : never;
      return any(parts, divided, ...callRefuses({ name: e.name, args: e.args, kind, isJson, asNumber }));
    };

    const cast = ({ arg, type }: ExprByKind['Cast']): Refused => {
      const column = arg.kind === 'Column' ? typeOf(arg.name) : null;
      return any(go(arg), castRefuses(product, { arg, type, kind: kind(arg), column, inIndex }));
    };

    const binary = (e: ExprByKind['Binary']): Refused => {
      const { op, left: l, right: r } = e;
      if (op === 'and')
        return any(go(l), asNumberAtMost(l), where(is(l, 'false', true), any(go(r), asNumberAtMost(r))));
      if (op === 'or') return any(go(l), asNumberAtMost(l), where(is(l, 'true', true), any(go(r), asNumberAtMost(r))));
      const parts = any(go(l), go(r));
      if (isComparison(op)) return any(parts, beside(l, r));
      if (!arithmetic.has(op)) return parts;
      return any(parts, asNumber(l), asNumber(r), op === '/' || op === '%' ? division(l, r) : never);
    };

    const go = (e: Expr): Refused => {
      switch (e.kind) {
        case 'Native':
          return null;
        case 'Literal':
        case 'Column':
          return never;
        case 'Binary':
          return binary(e);
        case 'Between':
          return any(go(e.arg), go(e.low), go(e.high), beside(e.arg, e.low), beside(e.arg, e.high));
        case 'In':
          return list(e);
        case 'Call':
          return call(e);
        case 'Case':
          return choice(e);
        case 'Cast':
          return cast(e);
        case 'Unary':
          return any(go(e.arg), asNumberAtMost(e.arg));
        case 'Is':
          return any(go(e.arg), e.what === 'null' ? never : asNumberAtMost(e.arg));
        case 'Collate':
          return go(e.arg);
        case 'Operator':
          return any(
            go(e.left),
            go(e.right),
            ...(bits.has(e.op.toLowerCase()) ? [asNumber(e.left, true), asNumber(e.right, true)] : []),
            e.op.toLowerCase() === 'div' ? division(e.left, e.right) : never,
          );
        case 'Array':
          return any(...e.items.map(go));
      }
    };
    return go(expr);
  };
