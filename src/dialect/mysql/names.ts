/** Names that nobody stated: readable, within 64 characters, a hash where they had to be cut. */

const limit = 64;

/** FNV-1a over UTF-16 units: eight hexadecimal digits, the same on every machine. */
const hash = (text: string): string => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return (h >>> 0).toString(16).padStart(8, '0');
};

const cut = (text: string, length: number): string => [...text].slice(0, length).join('');

/** `orders`, [`org_id`], `fkey` → `orders_org_id_fkey`. */
export const nameFor = (table: string, columns: ReadonlyArray<string>, ending: string): string => {
  const stem = [table, ...columns].join('_');
  const full = `${stem}_${ending}`;
  return [...full].length <= limit ? full : `${cut(stem, limit - ending.length - 10)}_${hash(full)}_${ending}`;
};

/** The name, or the name with the first number that is free. Names differ only when they differ after folding case. */
export const free = (name: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(name.toLowerCase())) return name;
  for (let n = 1; ; n += 1) {
    const next = `${cut(name, limit - 1 - String(n).length)}_${n}`;
    if (!taken.has(next.toLowerCase())) return next;
  }
};
