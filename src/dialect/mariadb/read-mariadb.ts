/** MariaDB writes defaults as SQL (`'it''s'`, `NULL`, `current_timestamp()`) and nothing where there is none. [measured on 10.11] */
import { E } from '../../ir/expression.js';
import type { Default } from '../../ir/schema.js';
import { isLeft } from '../../prelude.js';
import { parseExpression } from '../../sql/parse-expression.js';
import type { CatalogDefault } from '../mysql/product.js';

export const readMariadbDefault = ({ text }: CatalogDefault): Default | null => {
  if (text === null || text.toUpperCase() === 'NULL') return null;
  const parsed = parseExpression(text, 'mariadb');
  return { kind: 'Expression', expr: isLeft(parsed) ? E.native('mariadb', text) : parsed.right };
};

export const readMariadbExpression = (text: string): string => text;
