/** The last plans that were made, whole, for clients that want more than a summary. Nothing is written anywhere. */
export interface Kept {
  readonly mimeType: string;
  readonly text: string;
}

export type Papers = Readonly<Record<string, Kept>>;

export interface Shelf {
  readonly keep: (id: string, papers: Papers) => void;
  readonly find: (uri: string) => Kept | null;
  readonly list: () => ReadonlyArray<{ readonly uri: string; readonly name: string; readonly mimeType: string }>;
}

const most = 20;

export const uriOf = (id: string, name: string): string => `altair://plan/${id}/${name}`;

export const makeShelf = (): Shelf => {
  const plans = new Map<string, Papers>();
  const all = () =>
    [...plans].flatMap(([id, papers]) =>
      Object.entries(papers).map(([name, kept]) => ({ uri: uriOf(id, name), name, kept })),
    );
  return {
    keep: (id, papers) => {
      plans.delete(id);
      plans.set(id, papers);
      for (const old of [...plans.keys()].slice(0, Math.max(0, plans.size - most))) plans.delete(old);
    },
    find: (uri) => all().find((p) => p.uri === uri)?.kept ?? null,
    list: () => all().map(({ uri, name, kept }) => ({ uri, name, mimeType: kept.mimeType })),
  };
};
