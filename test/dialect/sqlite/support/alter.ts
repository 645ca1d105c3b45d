/** One table's change as a statement, and the schema after it. */
import { applyAction } from '../../../../src/dialect/sqlite/legalise/apply-action.js';
import { sameName } from '../../../../src/ir/name.js';
import type { Schema, Table } from '../../../../src/ir/schema.js';
import type { AlterAction, Statement } from '../../../../src/sql/ast.js';

export interface Altered {
  readonly statements: ReadonlyArray<Statement>;
  readonly before: Schema;
  readonly after: Schema;
}

export const tableOf = (s: Schema, name: string): Table => {
  const found = s.tables.find((t) => t.name.name === name);
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
};

const put = (s: Schema, name: Table['name'], table: Table): Schema => ({
  ...s,
  tables: s.tables.map((t) => (sameName(t.name, name) ? table : t)),
});

/** Other tables' foreign keys follow a renamed column. */
const follow = (s: Schema, table: Table['name'], action: AlterAction): Schema =>
  action.kind !== 'RenameColumn'
    ? s
    : {
        ...s,
        tables: s.tables.map((t) => ({
          ...t,
          foreignKeys: t.foreignKeys.map((f) =>
            sameName(f.references.table, table)
              ? {
                  ...f,
                  references: {
                    ...f.references,
                    columns: f.references.columns.map((c) => (c === action.from.name ? action.to : c)),
                  },
                }
              : f,
          ),
        })),
      };

/** One AlterTable an action, as intents lower to. */
export const alterations = (before: Schema, name: string, actions: ReadonlyArray<AlterAction>): Altered => {
  let schema = before;
  const statements: Statement[] = [];
  for (const action of actions) {
    const table = tableOf(schema, name);
    const after = applyAction(table, action);
    statements.push({ kind: 'AlterTable', before: table, after, actions: [action] });
    schema = follow(put(schema, table.name, after), table.name, action);
  }
  return { statements, before, after: schema };
};
