/** Whether a changed column needs no more than ALTER COLUMN … SET DEFAULT, which leaves the rest of its definition alone. */
import type { Column } from '../../ir/schema.js';

const aside = (c: Column): string => JSON.stringify({ ...c, default: null });

/**
 * CURRENT_TIMESTAMP cannot be said there, and MySQL refuses the clause for TEXT, BLOB and JSON (error 1101). MariaDB 10.11
 * takes ON UPDATE off together with a default of CURRENT_TIMESTAMP.
 */
export const isOnlyDefault = (before: Column, after: Column): boolean => {
  const { kind } = after.type;
  return (
    aside(before) === aside(after) &&
    JSON.stringify(before.default) !== JSON.stringify(after.default) &&
    kind !== 'Text' &&
    kind !== 'Blob' &&
    kind !== 'Json' &&
    kind !== 'Native' &&
    after.onUpdate === null &&
    !(after.default?.kind === 'Expression' && kind === 'DateTime')
  );
};
