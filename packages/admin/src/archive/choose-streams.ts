import type { Deadline, Roster, StreamInfo, Transport } from '@agog/deliverables-core';
import { checkArgument, fail, streamsOf } from '@agog/deliverables-core/transport';
import { requireAdmin } from '../streams/require-admin.ts';

/** Which streams: those of a roster as far as they exist, or the ones named, which all have to exist. */
export type StreamChoice = Roster | readonly string[];

/** Checks a choice before anything is asked. */
export const checkChoice = (streams: StreamChoice): void => {
  const isList = Array.isArray(streams) && streams.every((name) => typeof name === 'string');
  const isRoster = Boolean(Object(streams).agents);
  checkArgument(isList || isRoster, 'streams', streams, 'a roster, or a list of names');
};

/** The streams chosen, as they are now, in the order of the choice. */
export const chooseStreams = async (
  transport: Transport,
  streams: StreamChoice,
  deadline: Deadline,
): Promise<StreamInfo[]> => {
  const admin = requireAdmin(transport, 'Reading whole streams');
  const chosen: StreamInfo[] = [];
  const isNamed = !('agents' in streams);
  const names = isNamed ? streams : streamsOf(streams).map(({ name }) => name);
  for (const stream of new Set(names)) {
    const info = await admin.info(stream, deadline.next());
    if (info) chosen.push(info);
    else if (isNamed) {
      fail('stream_not_found', `There is no stream ${stream}.`, 'Name one that there is.', {
        stream,
      });
    }
  }
  if (chosen.length === 0) {
    fail(
      'stream_not_found',
      `Of the streams ${names.join(', ')} there is none.`,
      'Look whether this is the right store, and the right roster with its prefix.',
      { streams: names },
    );
  }
  return chosen;
};
