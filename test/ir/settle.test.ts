import { expect, test } from 'vitest';
import { mapKept } from '../../src/ir/identical.js';
import { qname } from '../../src/ir/name.js';
import { emptySchema, type Schema, type Table, table } from '../../src/ir/schema.js';
import { catalogued, settling } from '../../src/ir/settle.js';

const schemaOf = (...tables: ReadonlyArray<Table>): Schema => ({ ...emptySchema, tables });

/** Says of every table that it meets when it was made anew. */
const counting = (server: object, isFinal: (t: Table) => boolean = () => true) => {
  let made = 0;
  const physical = settling(
    (schema, isOwn) => ({ ...schema, tables: mapKept(schema.tables, (t) => (isOwn(t) ? t : { ...t, at: ++made })) }),
    isFinal,
    server,
  );
  return { physical, made: () => made };
};

test('what was made is not made again, whatever is around it', () => {
  const { physical, made } = counting({});
  const once = physical(schemaOf(table(qname('a'), [])));
  physical(schemaOf(...once.tables, table(qname('b'), [])));
  expect(made()).toBe(2);
});

test('a catalog needs nothing made, on the server that it is of', () => {
  const [server, other] = [{}, {}];
  const read = catalogued(schemaOf(table(qname('a'), [])), server);
  const here = counting(server);
  expect(here.physical(read).tables[0]).toBe(read.tables[0]);
  expect(here.made()).toBe(0);
  for (const elsewhere of [counting(other), counting(server, () => false)]) {
    elsewhere.physical(read);
    expect(elsewhere.made()).toBe(1);
  }
  here.physical(structuredClone(read));
  expect(here.made()).toBe(1);
});
