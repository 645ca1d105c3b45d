/** Words as the server gives them back: of texts to be searched, of queries, of paths, of documents. */

const word = /^[A-Za-z0-9_]+$/;
const quoted = (w: string): string => `'${w}'`;
const bare = (w: string): string => /^'([A-Za-z0-9_]+)'$/.exec(w)?.[1] ?? w;

/** Plain words without places, sorted by their bytes, each once. https://www.postgresql.org/docs/18/datatype-textsearch.html */
export const lexemes = (text: string): string | null => {
  const words = text.split(/\s+/).flatMap((w) => (w === '' ? [] : [bare(w)]));
  return words.every((w) => word.test(w)) ? [...new Set(words)].sort().map(quoted).join(' ') : null;
};

/** Plain words, some of them negated, all of them joined by one operator. */
export const searched = (text: string): string | null => {
  const [, op = '&'] = /([&|])/.exec(text) ?? [];
  const words = text.split(op).map((w) => /^\s*(!?)\s*(\S+)\s*$/.exec(w));
  return words.every((w) => w !== null && word.test(bare(w[2] ?? '')))
    ? words.map((w) => `${w?.[1]}${quoted(bare(w?.[2] ?? ''))}`).join(` ${op} `)
    : null;
};

/** Members and places only. https://www.postgresql.org/docs/18/datatype-json.html#DATATYPE-JSONPATH */
export const jsonPath = (text: string): string | null => {
  const step = /\.(?:"([A-Za-z_]\w*)"|([A-Za-z_]\w*))|\[(\*|\d+)\]/g;
  const found = /^\s*(strict )?\s*\$(.*?)\s*$/s.exec(text);
  if (found === null || (found[2] ?? '').replace(step, '') !== '') return null;
  const steps = (found[2] ?? '').replace(step, (_, inQuotes?: string, plain?: string, place?: string) =>
    place === undefined ? `."${inQuotes ?? plain}"` : `[${place}]`,
  );
  return `${found[1] ?? ''}$${steps}`;
};

/** A declaration says nothing that the server keeps, unless it has another version or says standalone. */
export const withoutDeclaration = (text: string): string =>
  text.replace(/^<\?xml\s+version\s*=\s*(["'])1\.0\1(?:\s+encoding\s*=\s*(["'])UTF-8\2)?\s*\?>/i, '');
