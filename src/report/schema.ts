/** A schema for people: each table with its parts, one line each. */
import { showName } from '../ir/name.js';
import type { Schema } from '../ir/schema.js';
import { tableParts } from './column-words.js';
import type { Paint } from './human.js';
import { type Spelling, spellTable } from './spelling.js';
import { visible } from './visible.js';

export const schemaText = (schema: Schema, spelling: Spelling, paint: Paint): string => {
  const tables = schema.tables.map((t) =>
    [
      paint.strong(visible(spellTable(spelling, t.name))),
      ...tableParts(spelling, t).map((p) => `  ${visible(p)}`),
    ].join('\n'),
  );
  const enums = schema.enums.map(
    (e) =>
      `${paint.strong(visible(spellTable(spelling, e.name)))}\n  ENUM (${e.values.map((v) => visible(`'${v}'`)).join(', ')})`,
  );
  const others = schema.opaque.map(
    (o) => `  ${o.kind} ${visible(showName(o.name))}${o.on === null ? '' : ` on ${visible(showName(o.on))}`}`,
  );
  const kept = others.length === 0 ? [] : [[paint.strong('Kept as they are:'), ...others].join('\n')];
  const parts = [...tables, ...enums, ...kept];
  return parts.length === 0 ? 'no tables\n' : `${parts.join('\n\n')}\n`;
};
