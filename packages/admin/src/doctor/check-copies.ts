import { streamsOf } from '@agog/deliverables-core/transport';
import type { ServerCheck } from './check-server.ts';

/** Looks whether a cluster keeps more than one copy of the roster's streams. */
export const checkCopies = async (
  { link, desk, roster, note }: ServerCheck,
  apiPrefix: string,
): Promise<void> => {
  // The cast: a field of every server that is part of a cluster, which the transport has no need of.
  const { cluster } = link.info as typeof link.info & { readonly cluster?: string };
  if (!cluster) return;
  const single: string[] = [];
  for (const { name } of streamsOf(roster)) {
    const answer = await desk.ask(`${apiPrefix}.STREAM.INFO.${name}`);
    if (typeof answer === 'string') continue;
    // The cast: fields that the server documents; an answer that is an error has none.
    const { config } = answer as { readonly config?: { readonly num_replicas?: number } };
    if (config?.num_replicas === 1) single.push(name);
  }
  if (single.length === 0) return;
  note(
    'single_copy',
    `The server is of the cluster ${cluster}, and keeps one copy only of ${single.join(', ')}.`,
    'nats stream edit STREAM --replicas=3, for each; new streams: pass replicas: 3 (NATS_REPLICAS=3 for npm run init:nats-streams).',
    { details: { cluster, streams: single } },
  );
};
