import type { StreamConfig } from '@agog/deliverables-core';
import { matchesFilter } from '@agog/deliverables-core/transport';
import type { Api } from '../api/api.ts';
import { fetchStreamInfo, readConfig } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';

/** How many subjects are remembered. */
const subjectLimit = 10_000;

/** How long a stream's limits are trusted without asking again, in milliseconds. */
const trust = 60_000;

/** The newest message that this transport knows of on a subject. */
export interface KnownSubject {
  readonly stream: string;
  readonly lastSequence: number;
}

/** What a transport remembers, so that it need not ask before each publish. Everything in it may be out of date. */
export interface KnownStreams {
  subject(subject: string): KnownSubject | undefined;
  rememberSubject(subject: string, known: KnownSubject): void;
  /** The settings of the stream that takes a subject, as far as they are known and not too old. */
  taking(subject: string): StreamConfig | null;
  /** Asks the server which stream takes a subject, and for its settings now; `null` when there is none. */
  find(subject: string, deadline: Deadline): Promise<StreamConfig | null>;
  /** Asks the server for a stream's settings now; `null` when there is none. */
  refresh(stream: string, deadline: Deadline): Promise<StreamConfig | null>;
  forget(stream: string): void;
}

/** The name of the stream that takes a subject. */
export const findStream = async (
  api: Api,
  subject: string,
  deadline: Deadline,
): Promise<string | null> => {
  const { streams } = await api.call<{ readonly streams: readonly string[] | null }>({
    path: 'STREAM.NAMES',
    body: { subject },
    what: `Looking for the stream that takes ${subject}`,
    deadline,
    repeatable: true,
  });
  return streams?.[0] ?? null;
};

/** Starts with nothing remembered. */
export const createKnownStreams = (api: Api): KnownStreams => {
  const subjects = new Map<string, KnownSubject>();
  const streams = new Map<string, { readonly config: StreamConfig; readonly since: number }>();

  const refresh: KnownStreams['refresh'] = async (stream, deadline) => {
    const info = await fetchStreamInfo(api, stream, deadline);
    if (!info) {
      streams.delete(stream);
      return null;
    }
    const config = readConfig(info.config);
    streams.set(stream, { config, since: performance.now() });
    return config;
  };

  return {
    subject: (subject) => subjects.get(subject),
    rememberSubject(subject, known) {
      // Last in, last out: a subject in use is never the one forgotten.
      subjects.delete(subject);
      subjects.set(subject, known);
      if (subjects.size <= subjectLimit) return;
      const [oldest = subject] = subjects.keys();
      subjects.delete(oldest);
    },
    taking(subject) {
      const isFresh = (since: number): boolean => performance.now() - since < trust;
      const stream = subjects.get(subject)?.stream;
      const direct = stream === undefined ? undefined : streams.get(stream);
      if (direct) return isFresh(direct.since) ? direct.config : null;
      for (const { config, since } of streams.values()) {
        if (!isFresh(since)) continue;
        if (config.subjects.some((filter) => matchesFilter(subject, filter))) return config;
      }
      return null;
    },
    async find(subject, deadline) {
      const name = await findStream(api, subject, deadline);
      return name === null ? null : refresh(name, deadline);
    },
    refresh,
    forget(stream) {
      streams.delete(stream);
      for (const [subject, known] of subjects)
        if (known.stream === stream) subjects.delete(subject);
    },
  };
};
