/**
 * Names, comments and defaults come from a schema that anybody may have written, and a model reads them. They are escaped
 * and cut, so that nothing among them is a page of instructions; SQL that is asked for whole stays as it is.
 */
import { visible } from '../report/visible.js';

export const capped = (text: string, most: number): string => {
  const shown = visible(text);
  return shown.length <= most ? shown : `${shown.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…`;
};

type Json = unknown;
type Object_ = Readonly<Record<string, Json>>;

const isObject = (value: Json): value is Object_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Measures {
  readonly text: number;
  /** Of a statement or a file; null = whole and as it is. */
  readonly sql: number | null;
  /** Members of a list. */
  readonly list: number;
}

const sqlKeys: ReadonlySet<string> = new Set(['sql', 'contents', 'rollback_contents']);

/** A statement on one line, so that its own line ends need no escape. */
const statement = (sql: string, most: number | null): string =>
  most === null ? sql : capped(sql.replace(/\s*\n\s*/g, ' '), most);

const measured = (value: Json, m: Measures, key: string, cut: () => void): Json => {
  if (typeof value === 'string') {
    const shown = sqlKeys.has(key) ? statement(value, m.sql) : capped(value, m.text);
    if (shown.endsWith('…') && !value.endsWith('…')) cut();
    return shown;
  }
  if (Array.isArray(value)) {
    if (value.length > m.list) cut();
    return value.slice(0, m.list).map((v) => measured(v, m, key, cut));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [capped(k, m.text), measured(v, m, k, cut)]));
};

export interface Tidy {
  readonly document: Object_;
  readonly truncated: boolean;
}

/** The document in the first of the measures that lets it fit, else in the last. */
export const fitting = (document: Object_, most: number, measures: ReadonlyArray<Measures>): Tidy => {
  let best: Tidy = { document, truncated: false };
  for (const m of measures) {
    let truncated = false;
    const shown = measured(document, m, '', () => {
      truncated = true;
    });
    best = { document: isObject(shown) ? shown : {}, truncated };
    if (JSON.stringify(best.document).length <= most) break;
  }
  return best;
};
