import type { StreamConfig, StreamInfo, StreamState } from '@agog/deliverables-core';
import { fail, filtersOverlap, matchesFilter } from '@agog/deliverables-core/transport';

/** How the description of a stream begins that is being filled. */
const mark = 'Being filled from the stream created ';

/** What a stream is filled from: its settings, and when it was created, in ISO 8601. */
export interface Origin {
  readonly config: StreamConfig;
  readonly created: string;
}

/**
 * The subject of messages that only keep a sequence free. Reports, notices and the like are on other ones, so that nobody
 * who listens to those gets to see it.
 */
export const fillerSubject = ({ name, subjects }: StreamConfig): string => {
  const [first = ''] = subjects[0]?.split('.') ?? [];
  return `${/^[\w-]+$/.test(first) ? first : 'agog'}.fillers.${name}`;
};

const withFiller = (subjects: readonly string[], filler: string): string[] =>
  subjects.some((filter) => matchesFilter(filler, filter)) ? [...subjects] : [...subjects, filler];

/** Settings under which nothing is evicted while a stream is filled, and which say that it is. */
export const openForm = ({ config, created }: Origin, name: string): StreamConfig => ({
  ...config,
  name,
  subjects: withFiller(config.subjects, fillerSubject({ ...config, name })),
  description: mark + created,
  discard: 'old',
  maxMessages: null,
  maxBytes: null,
  maxAge: null,
  maxMessageSize: null,
});

/** What a stream is being filled from: when that was created; `null` where it is not being filled. */
export const readMark = ({ config: { description } }: StreamInfo): string | null =>
  description.startsWith(mark) ? description.slice(mark.length) : null;

/** Refuses a stream that cannot become the copy, whatever is in it. */
export const checkTarget = (info: StreamInfo, { config, created }: Origin): void => {
  const { name, retention } = info.config;
  const marked = readMark(info);
  if (marked !== null && marked !== created) {
    fail(
      'stream_conflict',
      `The stream ${name} is being filled from one created ${marked}, not from this one, created ${created}.`,
      'Go on from the source that it was begun with, or delete the stream and begin again.',
      { stream: name },
    );
  }
  if (retention === config.retention) return;
  fail(
    'stream_conflict',
    `The stream ${name} has retention ${retention}, not ${config.retention}.`,
    'Delete it; the right one is then created.',
    { stream: name },
  );
};

/** An origin that is mixed into a stream: what was there keeps its subjects, and is kept as long as it was. */
export const mixedOrigin = ({ config, created }: Origin, { config: own }: StreamInfo): Origin => {
  const filler = fillerSubject({ ...config, name: own.name });
  const others = own.subjects.filter(
    (one) => one !== filler && !config.subjects.some((subject) => filtersOverlap(one, subject)),
  );
  const ages = [config.maxAge, own.maxAge];
  const maxAge = ages.includes(null) ? null : Math.max(...ages.map(Number));
  return { created, config: { ...config, subjects: [...config.subjects, ...others], maxAge } };
};

/** The settings in the end: those of the origin, with room for what there is. */
export const closedForm = (
  { config }: Origin,
  state: StreamState,
): Omit<StreamConfig, 'name' | 'retention'> => {
  const { name: _name, retention: _retention, ...settings } = config;
  const atLeast = (limit: number | null, is: number): number | null =>
    limit === null ? null : Math.max(limit, is);
  return {
    ...settings,
    maxMessages: atLeast(config.maxMessages, state.messages),
    maxBytes: atLeast(config.maxBytes, state.bytes),
  };
};
