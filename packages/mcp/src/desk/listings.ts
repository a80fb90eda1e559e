import type { Resource } from '@modelcontextprotocol/server';

/** Resources on one page of a list. */
const pageSize = 500;

/** How many lists under way are kept at a time, and for how many milliseconds. */
const mostKept = 4;
const keptFor = 60_000;

/** A page, and where the next one begins. */
export interface Page {
  readonly resources: readonly Resource[];
  readonly nextCursor?: string;
}

/** Lists that are handed out page by page, each as it was when its first page was asked for. */
export interface Listings {
  /**
   * The page that a cursor names, the first one without. A list that is kept no more is made anew and goes on behind the
   * last address. `null` when the cursor is none of ours.
   */
  page(cursor: string | undefined, list: () => Promise<readonly Resource[]>): Promise<Page | null>;
}

interface Listing {
  readonly resources: readonly Resource[];
  readonly end: number;
}

export const createListings = (): Listings => {
  // The oldest first.
  const kept = new Map<string, Listing>();

  const tidy = () => {
    const now = performance.now();
    for (const [id, { end }] of kept) {
      if (end < now || kept.size > mostKept) kept.delete(id);
    }
  };

  return {
    async page(cursor = '', list) {
      const [, known, last = ''] = /^([\w-]+)\.(agog:[\w/-]+)$/.exec(cursor) ?? [];
      if (cursor !== '' && known === undefined) return null;
      tidy();
      const id = known ?? crypto.randomUUID();
      const listing = kept.get(id) ?? {
        resources: [...(await list())].sort((one, other) => (one.uri < other.uri ? -1 : 1)),
        end: performance.now() + keptFor,
      };
      const rest = listing.resources.filter(({ uri }) => uri > last);
      const resources = rest.slice(0, pageSize);
      const { uri } = resources.at(-1) ?? {};
      if (rest.length <= pageSize || uri === undefined) {
        kept.delete(id);
        return { resources };
      }
      kept.set(id, listing);
      tidy();
      return { resources, nextCursor: `${id}.${uri}` };
    },
  };
};
