/** MariaDB writes defaults as SQL (`'it''s'`, `NULL`, `current_timestamp()`) and nothing where there is none. [measured on 10.11] */
import { E } from '../../ir/expression.js';
import type { Default } from '../../ir/schema.js';
import { isLeft } from '../../prelude.js';
import { parseExpression } from '../../sql/parse-expression.js';
import type { CatalogDefault } from '../mysql/product.js';

/** What a NOT NULL column with ON UPDATE and no default is given; nobody said it, and it comes back by itself. */
const implied = ({ text, extra, nullable }: CatalogDefault): boolean =>
  !nullable && /\bon update\b/i.test(extra) && /^'0000-00-00 00:00:00(?:\.0+)?'$/.test(text ?? '');

export const readMariadbDefault = (d: CatalogDefault): Default | null => {
  const { text } = d;
  if (text === null || text.toUpperCase() === 'NULL' || implied(d)) return null;
  // Most defaults are a string or a number, and need no grammar.
  const string = /^'((?:[^'\\]|'')*)'$/.exec(text)?.[1];
  if (string !== undefined) return { kind: 'Value', value: { kind: 'String', value: string.replaceAll("''", "'") } };
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return { kind: 'Value', value: { kind: 'Number', text } };
  const parsed = parseExpression(text, 'mariadb');
  return { kind: 'Expression', expr: isLeft(parsed) ? E.native('mariadb', text) : parsed.right };
};

export const readMariadbExpression = (text: string): string => text;
