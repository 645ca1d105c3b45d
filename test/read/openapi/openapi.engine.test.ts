/** What a document's schemas ask for is made on every engine, and then nothing more is asked for. */
import { expect, test } from 'vitest';
import { plan } from '../../../src/compile.js';
import { type Desired, whole } from '../../../src/ir/desired.js';
import type { Plan } from '../../../src/plan/plan.js';
import { isLeft } from '../../../src/prelude.js';
import { readOpenApi } from '../../../src/read/openapi/index.js';
import { describeEngines, type Scratch, scratch, showProblem } from '../../support/engines.js';

const document = (more: string, length: number): string => `openapi: 3.1.0
info: { title: Shop, version: '1' }
components:
  schemas:
    Kind: { type: string, enum: [book, film] }
    Item:
      type: object
      properties:
        id: { type: integer, format: int64 }
        key: { type: string, format: uuid }
        title: { type: string, maxLength: ${length} }
        kind: { $ref: '#/components/schemas/Kind' }
        released: { anyOf: [{ type: string, format: date }, { type: 'null' }] }
        weight: { type: [number, 'null'], format: double }
        price: { type: number }
        listed: { type: boolean }
        note: { type: string, maxLength: 500 }
      x-altair-persistence:
        entity:
          table: items
          fields:
            id: { primary: true }
            key: { unique: true }
            title: {}
            kind: { default: book }
            released: {}
            weight: {}
            price: { precision: 10, scale: 2 }
            listed: { default: true }
${more}          indexes:
            - columns: [title]
`;

const read = (text: string): Desired => {
  const desired = readOpenApi('api.yaml', text);
  if (isLeft(desired)) throw new Error(desired.left.map(showProblem).join('\n'));
  return desired.right;
};

const planOf = async (db: Scratch, wanted: Desired): Promise<Plan> => {
  const { id, version } = (await db.database()).dialect;
  const planned = plan(whole(await db.introspect()), wanted, { dialect: id, serverVersion: version });
  if (isLeft(planned)) throw new Error(planned.left.map(showProblem).join('\n'));
  return planned.right;
};

const apply = async (db: Scratch, made: Plan): Promise<ReadonlyArray<string>> => {
  for (const m of made.migrations) for (const s of m.up) for (const x of s.statements) await db.exec(x.sql);
  return made.migrations.flatMap((m) => m.up.flatMap((s) => s.intents.map((i) => i.kind)));
};

describeEngines('a document’s schemas', (engine) => {
  test('are made, and changed', async () => {
    const db = await scratch(engine);
    try {
      const before = read(document('', 190));
      expect(await apply(db, await planOf(db, before))).toContain('CreateTable');
      expect((await planOf(db, before)).migrations).toEqual([]);
      const after = read(document('            note: { nullable: true }\n', 220));
      const changes = await apply(db, await planOf(db, after));
      expect([...new Set(changes)].sort()).toEqual(['AddColumn', 'ChangeType']);
      expect((await planOf(db, after)).migrations).toEqual([]);
    } finally {
      await db.drop();
    }
  });
});
