/** Addresses as the server gives them back. https://www.postgresql.org/docs/18/datatype-net-types.html */
const octets = /^\d{1,3}(?:\.\d{1,3}){0,3}$/;

/** Networks told by fewer than four numbers have the width of their old class, or of the numbers that are there. */
const classOf = (first: number, said: number): number | null =>
  first >= 224 ? null : Math.max(said * 8, first >= 192 ? 24 : first >= 128 ? 16 : 8);

const version4 = (host: string, mask: string | null, isNetwork: boolean): string | null => {
  const said = host.split('.').map(Number);
  const known = octets.test(host) && said.every((n) => n < 256) && (mask === null || Number(mask) <= 32);
  if (!known || (said.length < 4 && !isNetwork)) return null;
  const bits = mask === null ? (said.length === 4 ? 32 : classOf(said[0] ?? 0, said.length)) : Number(mask);
  if (bits === null) return null;
  const plain = [0, 1, 2, 3].map((n) => said[n] ?? 0).join('.');
  return bits === 32 && !isNetwork ? plain : `${plain}/${bits}`;
};

/** The eight numbers of an IPv6 address; null for what is none. */
const wordsOf = (host: string): ReadonlyArray<number> | null => {
  const dotted = /^(.*:)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host);
  const [a = 0, b = 0, c = 0, d = 0] = (dotted?.slice(2) ?? []).map(Number);
  if (Math.max(a, b, c, d) > 255) return null;
  const plain = dotted === null ? host : `${dotted[1]}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const sides = plain.split('::').map((side) => (side === '' ? [] : side.split(':')));
  const [left = [], right] = sides;
  const missing = 8 - left.length - (right?.length ?? 0);
  const words = right === undefined ? left : [...left, ...Array<string>(Math.max(missing, 0)).fill('0'), ...right];
  const fits = sides.length <= 2 && words.length === 8 && (right === undefined || missing > 0);
  return fits && words.every((w) => /^[0-9a-f]{1,4}$/i.test(w)) ? words.map((w) => Number.parseInt(w, 16)) : null;
};

/** The first of the longest runs of zeros, when it is longer than one. */
const zerosIn = (words: ReadonlyArray<number>): { readonly at: number; readonly length: number } | null => {
  let best = { at: 0, length: 1 };
  words.forEach((_, at) => {
    const end = words.findIndex((w, n) => n >= at && w !== 0);
    const length = (end < 0 ? words.length : end) - at;
    if (length > best.length) best = { at, length };
  });
  return best.length > 1 ? best : null;
};

/** The last two words are written as an IPv4 address where the others say that it is one (inet_net_ntop). */
const version6 = (words: ReadonlyArray<number>): string => {
  const zeros = zerosIn(words);
  const [sixth, seventh = 0, eighth = 0] = words.slice(5);
  const holds4 =
    zeros?.at === 0 &&
    (zeros.length === 6 || (zeros.length === 7 && eighth !== 1) || (zeros.length === 5 && sixth === 0xffff));
  const shown = words.map((w) => w.toString(16));
  const parts = holds4
    ? [...shown.slice(0, 6), [seventh >> 8, seventh & 255, eighth >> 8, eighth & 255].join('.')]
    : shown;
  if (zeros === null) return parts.join(':');
  const end = Math.min(zeros.at + zeros.length, holds4 ? 6 : 8);
  return `${parts.slice(0, zeros.at).join(':')}::${parts.slice(end).join(':')}`;
};

/** inet leaves out a mask of all bits, cidr says it. */
export const address =
  (isNetwork: boolean) =>
  (text: string): string | null => {
    const [host = '', mask = null, ...more] = text.trim().split('/');
    if ((mask !== null && !/^\d{1,3}$/.test(mask)) || more.length > 0) return null;
    if (!host.includes(':')) return version4(host, mask, isNetwork);
    const words = wordsOf(host);
    const bits = Number(mask ?? 128);
    if (words === null || bits > 128) return null;
    return bits === 128 && !isNetwork ? version6(words) : `${version6(words)}/${bits}`;
  };

/** Eight bytes told by six have ff:fe in their middle. */
export const hardware =
  (bytes: 6 | 8) =>
  (text: string): string | null => {
    const hex = text.trim().toLowerCase().replace(/[:.-]/g, '');
    const pairs = /^[0-9a-f]+$/.test(hex) ? (hex.match(/../g) ?? []) : [];
    if (hex.length === bytes * 2) return pairs.length === bytes ? pairs.join(':') : null;
    return hex.length === 12 && pairs.length === 6 && bytes === 8
      ? [...pairs.slice(0, 3), 'ff', 'fe', ...pairs.slice(3)].join(':')
      : null;
  };
