/** Names that are longer than an engine keeps. */

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** As much of the text as so many bytes hold, whole characters. */
export const cutTo = (text: string, bytes: number): string => {
  if (bytesOf(text) <= bytes) return text;
  const chars = [...text];
  while (bytesOf(chars.join('')) > bytes) chars.pop();
  return chars.join('');
};
