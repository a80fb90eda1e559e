import { streamsOf } from '@agog/deliverables-core/transport';
import { tellBytes } from '../streams/figures-as-text.ts';
import type { ServerCheck } from './check-server.ts';

/** The part of JetStream's account information that is looked at. */
interface AccountInfo {
  readonly error?: { readonly err_code?: number };
  readonly streams?: number;
  readonly limits?: { readonly max_storage?: number; readonly max_streams?: number };
}

/** Looks whether there is JetStream, and whether the account's limits are enough. False where nothing can be stored. */
export const checkJetStream = async (
  { link, desk, roster, note }: ServerCheck,
  apiPrefix: string,
): Promise<boolean> => {
  const answer = await desk.ask(`${apiPrefix}.INFO`);
  // An ordinary user need not be allowed to ask.
  if (answer === 'denied') return true;
  if (typeof answer === 'string') {
    if (link.info.jetstream !== true) {
      note(
        'jetstream_off',
        'The server runs without JetStream.',
        'Start it with -js, or put jetstream { store_dir: "/data" } in its configuration.',
      );
    } else {
      note(
        'jetstream_silent',
        `JetStream is on, but nobody answers on ${apiPrefix}.`,
        'Look whether apiPrefix is right, whether the account imports that subject, and whether a cluster has a leader.',
      );
    }
    return false;
  }
  // The cast: the fields that the server documents for this request.
  const { error, limits = {} } = answer as AccountInfo;
  if (error) {
    note(
      'jetstream_off_for_account',
      "JetStream is not on for this user's account.",
      'Write jetstream: enabled into the account of the server’s configuration, or use a user of another account.',
      { details: { natsErrorCode: error.err_code } },
    );
    return false;
  }
  const wanted = streamsOf(roster);
  const { max_storage: storage = -1, max_streams: streams = -1 } = limits;
  const needed = wanted.reduce((sum, { maxBytes }) => sum + (maxBytes ?? 0), 0);
  if (storage > 0 && storage < needed) {
    note(
      'account_storage_small',
      `The account may store ${tellBytes(storage)}; the streams of the roster may grow to ${tellBytes(needed)}.`,
      'Raise the account’s max_file, or lower maxBytes in the roster.',
      { details: { storage, needed } },
    );
  }
  if (streams > 0 && streams < wanted.length) {
    note(
      'account_streams_few',
      `The account may have ${streams} streams; the roster has ${wanted.length}.`,
      'Raise the account’s max_streams, or let agents share a stream.',
      { details: { streams, needed: wanted.length } },
    );
  }
  return true;
};
