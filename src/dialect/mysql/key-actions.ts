/**
 * Why a foreign key cannot do to its columns what it says it does: errors 1830, 3104 and 3823, 150 on MariaDB. Each line
 * was tried on MySQL 9.7 and MariaDB 10.11.
 * https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html#foreign-key-restrictions
 */
import { columnsOf } from '../../ir/expression.js';
import type { Column, ForeignKey, ReferentialAction, Table } from '../../ir/schema.js';
import type { Product } from './product.js';

const any = (f: ForeignKey, ...actions: ReadonlyArray<ReferentialAction>): boolean =>
  actions.includes(f.onDelete) || actions.includes(f.onUpdate);

const writes = (f: ForeignKey): boolean => f.onUpdate === 'cascade' || any(f, 'set null');

export const refusesKey =
  (product: Product) =>
  (f: ForeignKey, t: Table): string | null => {
    const mysql = product.id === 'mysql';
    const own = t.columns.filter((c) => f.columns.includes(c.name));
    const computed = own.find((c) => c.generated !== null);
    if (computed !== undefined && mysql && computed.generated?.stored === false)
      return `${computed.name} is computed and not stored`;
    if (computed !== undefined && writes(f)) return `${computed.name} is computed, so the key cannot write it`;
    const never = own.find((c) => !c.nullable);
    if (never !== undefined && any(f, 'set null')) return `${never.name} is NOT NULL and the key would set it to NULL`;
    const reads = (of: ReadonlyArray<string> | null): string | undefined =>
      f.columns.find((c) => of === null || of.includes(c));
    const based = t.columns.find((c) => isStored(c) && reads(columnsOf(c.generated?.expr ?? noColumn)) !== undefined);
    const alters = writes(f) || (mysql ? f.onDelete === 'cascade' : any(f, 'set default'));
    if (based !== undefined && alters) return `${based.name} is computed from its columns, which the key would write`;
    const held = t.checks.find((k) => reads(columnsOf(k.expr)) !== undefined);
    return held !== undefined && (writes(f) || any(f, 'set default'))
      ? `the check ${held.name ?? ''} reads ${reads(columnsOf(held.expr))}, which the key would write`
      : null;
  };

const noColumn = { kind: 'Literal', value: { kind: 'Null' } } as const;
const isStored = (c: Column): boolean => c.generated?.stored === true;
