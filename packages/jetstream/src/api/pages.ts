/** A part of a long answer, and how long all of it is. */
export interface Page {
  readonly total: number;
}

/** Asks for the pages of a long answer one after the other. What an answer repeats is the reader's to notice. */
export async function* readPages<P extends Page>(
  ask: (offset: number) => Promise<P>,
  sizeOf: (page: P) => number,
): AsyncGenerator<P, void> {
  let offset = 0;
  let total = 0;
  do {
    const page = await ask(offset);
    const gone = Math.max(0, total - page.total);
    total = page.total;
    if (gone > 0) {
      // What was removed meanwhile moved what is left towards the front.
      offset = Math.max(0, offset - gone);
      continue;
    }
    const size = sizeOf(page);
    if (size === 0) return;
    yield page;
    offset += size;
  } while (offset < total);
}
