/** Sources and catalogs say the same few types, fields and expressions thousands of times. */

/** What is known of texts, as far as it is kept. */
export interface Memory<A> {
  readonly of: (text: string) => A | undefined;
  readonly keep: (text: string, value: A) => A;
}

/** More than any schema has of different ones; what serves many schemas in one process begins anew then. */
const most = 10_000;
/** Long texts are rarely said twice. */
const longest = 200;

export const memory = <A>(): Memory<A> => {
  const known = new Map<string, A>();
  return {
    of: (text) => known.get(text),
    keep: (text, value) => {
      if (text.length > longest) return value;
      if (known.size >= most) known.clear();
      known.set(text, value);
      return value;
    },
  };
};

/** `read`, which depends on nothing but its text, asked once for each. */
export const remembered = <A>(read: (text: string) => A): ((text: string) => A) => {
  const { of, keep } = memory<A>();
  return (text) => of(text) ?? keep(text, read(text));
};
