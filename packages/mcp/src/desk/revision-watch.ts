import type { DeliverablesClient } from '@agog/deliverables-core';
import { DeliverablesError } from '@agog/deliverables-core';
import { buildResourceUri } from './resource-uri.ts';

/** A revision that has been stored. */
export interface Revision {
  readonly uri: string;
  /** Whether its channel had none before. */
  readonly isFirst: boolean;
}

/** Tells of new revisions, over one subscription for however many listeners. */
export interface RevisionWatch {
  /** Begins, where nobody did before: what is stored after that is told. Rejects when the store cannot be watched. */
  start(): Promise<void>;
  /** Calls the listener for every revision; what is returned ends that. */
  listen(listener: (revision: Revision) => void): () => void;
  close(): Promise<void>;
}

/** A watch on all reports of a client. No I/O happens until `start`. */
export const createRevisionWatch = (client: DeliverablesClient): RevisionWatch => {
  const listeners = new Set<(revision: Revision) => void>();
  let opening: Promise<{ close(): Promise<void> }> | null = null;
  let isClosed = false;

  const open = async () => {
    const known = new Set<string>();
    const listener = await client.subscribeToDeliverables({
      callback: (_content, _metadata, report) => {
        const uri = buildResourceUri(report);
        const isFirst = !known.has(uri);
        known.add(uri);
        for (const tell of listeners) tell({ uri, isFirst });
      },
      // A report that cannot be read is for whoever reads it to hear of.
      onError: () => {},
    });
    // One that is stored in between is known, and then told of as another revision.
    try {
      for (const head of await client.listReports()) known.add(buildResourceUri(head));
    } catch (error) {
      await listener.close();
      throw error;
    }
    return listener;
  };

  return {
    async start() {
      if (isClosed) return;
      opening ??= open();
      try {
        await opening;
      } catch (error) {
        // The next one to ask tries again.
        opening = null;
        throw DeliverablesError.from(error);
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      isClosed = true;
      listeners.clear();
      const listener = await opening?.catch(() => null);
      await listener?.close();
    },
  };
};
