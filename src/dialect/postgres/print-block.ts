/** Anonymous blocks. https://www.postgresql.org/docs/18/sql-do.html */
import type { Batch, StatementByKind } from '../../sql/ast.js';
import type { Words } from './words.js';

/** Text between dollar quotes whose tag is not in it. */
export const dollarQuoted = (body: string): string => {
  let tag = '$altair$';
  for (let n = 2; body.includes(tag.slice(0, -1)); n += 1) tag = `$altair${n}$`;
  return `${tag}\n${body}\n${tag}`;
};

const block = (lines: ReadonlyArray<string>): string => `DO ${dollarQuoted(lines.join('\n'))}`;

/** The one variable that every block has; a column may be called so. */
const variable = '"found"';

export const printAssert = (w: Words, s: StatementByKind['Assert']): string => {
  const violating = w.expr(s.violating);
  return block([
    ...(violating.includes(variable) ? ['#variable_conflict use_column'] : []),
    'BEGIN',
    `  IF EXISTS (SELECT 1 FROM ${w.name(s.table)} WHERE ${violating}) THEN`,
    // Not as the format of RAISE, in which % would stand for an argument.
    `    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = ${w.text(s.message)};`,
    '  END IF;',
    'END',
  ]);
};

/**
 * Pieces along the key, from `first` on and before `next`, each committed. Names of variables carry the label of the block,
 * so that no column is taken for one. https://www.postgresql.org/docs/18/plpgsql-transactions.html
 */
export const printBatches = (w: Words, s: StatementByKind['Update'], batch: Batch): string => {
  const table = w.name(s.table);
  const columns = w.ids(batch.key);
  const variables = (what: string) => batch.key.map((_, i) => `altair_batches.${what}_${i + 1}`);
  const row = (what: string): string => `(${variables(what).join(', ')})`;
  const declared = (what: string) => batch.key.map((k, i) => `  ${what}_${i + 1} ${table}.${w.id(k)}%TYPE;`);
  const set = s.set.map((x) => `${w.id(x.column)} = ${w.expr(x.value)}`).join(', ');
  const condition = s.where === null ? '' : ` AND (${w.expr(s.where)})`;
  const update = (where: string): string => `UPDATE ${table} SET ${set} WHERE ${where}${condition};`;
  const from = `(${columns}) >= ${row('first')}`;
  const size = Math.max(1, Math.floor(batch.size));
  return block([
    '#variable_conflict use_column',
    '<<altair_batches>>',
    'DECLARE',
    ...declared('first'),
    ...declared('next'),
    'BEGIN',
    `  SELECT ${columns} INTO ${variables('first').join(', ')} FROM ${table} ORDER BY ${columns} LIMIT 1;`,
    '  WHILE FOUND LOOP',
    `    SELECT ${columns} INTO ${variables('next').join(', ')} FROM ${table} WHERE ${from} ORDER BY ${columns} LIMIT 1 OFFSET ${size};`,
    '    IF NOT FOUND THEN',
    `      ${update(from)}`,
    '      COMMIT;',
    '      EXIT;',
    '    END IF;',
    `    ${update(`${from} AND (${columns}) < ${row('next')}`)}`,
    '    COMMIT;',
    // A row constructor is found, whatever it holds: the loop goes on.
    `    SELECT ${variables('next').join(', ')} INTO ${variables('first').join(', ')};`,
    '  END LOOP;',
    'END',
  ]);
};
