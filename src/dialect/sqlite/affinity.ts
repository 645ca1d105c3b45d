/**
 * The affinity of a declared type, by the five rules of https://www.sqlite.org/datatype3.html#determination_of_column_affinity.
 * It is all that a table that is not STRICT makes of a type.
 */
export type Affinity = 'integer' | 'text' | 'blob' | 'real' | 'numeric';

export const affinityOf = (spelling: string): Affinity => {
  const t = spelling.toUpperCase();
  if (t.includes('INT')) return 'integer';
  if (t.includes('CHAR') || t.includes('CLOB') || t.includes('TEXT')) return 'text';
  if (t.includes('BLOB') || t.trim() === '') return 'blob';
  if (t.includes('REAL') || t.includes('FLOA') || t.includes('DOUB')) return 'real';
  return 'numeric';
};
