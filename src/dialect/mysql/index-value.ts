/** What an expression in an index gives, as far as its length goes: MySQL keeps none that has no end. Measured on 9.7. */
import type { Expr } from '../../ir/expression.js';
import type { Table } from '../../ir/schema.js';

/** `endless`: a text or bytes without a length (3757) · `json` (3753); null: neither, or nobody can say. */
export type End = 'endless' | 'json' | null;

/** As long as their arguments. */
const asLong: ReadonlySet<string> = new Set([
  ...[
    'lower',
    'lcase',
    'upper',
    'ucase',
    'concat',
    'concat_ws',
    'replace',
    'substring_index',
    'trim',
    'ltrim',
    'rtrim',
  ],
  ...['reverse', 'coalesce', 'ifnull', 'nullif', 'if', 'greatest', 'least', 'hex'],
]);
const ofJson: ReadonlySet<string> = new Set(['json_extract', 'json_object', 'json_array', 'json_keys', 'json_query']);

const any = (lengths: ReadonlyArray<End>): End => (lengths.some((l) => l !== null) ? 'endless' : null);

export const endOf = (e: Expr, t: Table): End => {
  const of = (x: Expr): End => endOf(x, t);
  switch (e.kind) {
    case 'Column': {
      const type = t.columns.find((c) => c.name.toLowerCase() === e.name.toLowerCase())?.type.kind;
      return type === 'Json' ? 'json' : type === 'Text' || type === 'Blob' ? 'endless' : null;
    }
    case 'Cast':
      if (/^json\b/i.test(e.type)) return /\barray\b/i.test(e.type) ? null : 'json';
      return /^(?:n?char|binary)\b(?!\s*\()/i.test(e.type) && of(e.arg) !== null ? 'endless' : null;
    case 'Call':
      if (e.name === 'json_unquote') return 'endless';
      if (ofJson.has(e.name)) return 'json';
      return asLong.has(e.name) ? any(e.args.map(of)) : null;
    case 'Case':
      return any([...e.whens.map((w) => of(w.result)), ...(e.otherwise === null ? [] : [of(e.otherwise)])]);
    case 'Collate':
      return of(e.arg);
    case 'Binary':
      return e.op === '||' ? any([of(e.left), of(e.right)]) : null;
    default:
      return null;
  }
};
