/**
 * What a trigger or rule watches, read from the words before its table's name, which all engines share. Names in quotes are
 * taken out first, so that none of them reads as a word. Null: the text does not say it in these words.
 * https://www.postgresql.org/docs/18/sql-createtrigger.html · https://dev.mysql.com/doc/refman/8.4/en/create-trigger.html ·
 * https://www.sqlite.org/lang_createtrigger.html
 */
export type RowEvent = 'insert' | 'update' | 'delete';

export interface Watched {
  readonly events: ReadonlyArray<RowEvent>;
  /** Fires when one of these is written; null = any column. */
  readonly columns: ReadonlyArray<string> | null;
  /** Once for a statement, rows or none. */
  readonly statement: boolean;
}

const quoted = /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/g;

const bare = (name: string): string =>
  name.startsWith('[')
    ? name.slice(1, -1)
    : name.slice(1, -1).replaceAll(name.charAt(0) === '"' ? '""' : '``', name.charAt(0));

export const watchedBy = (definition: string): Watched | null => {
  const names: string[] = [];
  const text = definition.replace(quoted, (name) => `\u0000${names.push(bare(name)) - 1}\u0000`);
  const [, before] = /\b(?:TRIGGER|RULE)\b([^;]*?)\bON\b/i.exec(text) ?? [];
  const isRule = /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?RULE\b/i.test(text);
  const head = isRule ? /\bON\s+(INSERT|UPDATE|DELETE)\b/i.exec(text)?.[1] : before;
  if (head === undefined) return null;
  const events = (['insert', 'update', 'delete'] as const).filter((e) => new RegExp(`\\b${e}\\b`, 'i').test(head));
  const [, listed] = /\bUPDATE\s+OF\s+([^;]*?)(?:\s+OR\s+(?:INSERT|DELETE|TRUNCATE)\b|\s*$)/i.exec(head) ?? [];
  const columns = listed
    ?.split(',')
    .map((c) => c.trim().replace(/^\u0000(\d+)\u0000$/, (_, at: string) => names[Number(at)] ?? ''));
  return {
    events,
    columns: columns ?? null,
    // Without the words it is each row (SQLite), but for a rule, which rewrites the statement.
    statement: /\bFOR\s+(?:EACH\s+)?STATEMENT\b/i.test(text) || isRule,
  };
};
