import { checkArgument, checkWholeNumber } from '../errors/check-argument.ts';
import { checkToken } from '../subject/check-token.ts';
import { checkFilter, checkSubject } from '../subject/filter.ts';
import type { PurgeQuery, StreamConfig } from './stream-admin.ts';
import type {
  ConsumeOptions,
  GetQuery,
  ReadQuery,
  StartPosition,
  SubscribeQuery,
} from './transport.ts';

/**
 * Refuses a query that cannot mean anything, also from callers without a compiler. That there is such a stream is not
 * looked at, and neither is its name.
 *
 * @throws DeliverablesError `invalid_argument`, `invalid_subject`
 */
export const checkGetQuery = (query: GetQuery): void => {
  checkObject('query', query);
  if ('subject' in query) {
    checkSubject(query.subject);
    checkWholeNumber('minimumSequence', query.minimumSequence, 0);
  } else checkSequence(query.sequence, 1);
};

/** As {@link checkGetQuery}. */
export const checkReadQuery = (query: ReadQuery): void => {
  checkObject('query', query);
  const { filters, select, fromSequence, toSequence } = query;
  checkFilters(filters);
  checkArgument(['all', 'last'].includes(select), 'select', select, 'all or last');
  checkWholeNumber('fromSequence', fromSequence, 1);
  checkWholeNumber('toSequence', toSequence, 0);
};

/** As {@link checkGetQuery}. */
export const checkSubscribe = (query: SubscribeQuery): void => {
  checkObject('query', query);
  checkArgument(Array.isArray(query.streams), 'streams', query.streams, 'a list of names');
  checkFilters(query.filters);
  checkStart(query.from);
};

/** As {@link checkGetQuery}; `invalid_name` for a durable name that is no token. */
export const checkConsume = (options: ConsumeOptions): void => {
  checkObject('options', options);
  const { name, filters, from = 'start', acknowledgeWithin = 1 } = options;
  checkToken(name, 'consumer');
  checkFilters(filters);
  checkStart(from);
  checkMilliseconds('acknowledgeWithin', acknowledgeWithin, 1);
};

/** As {@link checkGetQuery}. */
export const checkPurge = (query: PurgeQuery): void => {
  checkObject('query', query);
  const { filter = '>', beforeSequence, keep } = query;
  checkFilter(filter);
  checkWholeNumber('beforeSequence', beforeSequence, 1);
  checkWholeNumber('keep', keep, 0);
  const isClear = keep === undefined || beforeSequence === undefined;
  checkArgument(isClear, 'keep', keep, 'left out beside beforeSequence');
};

const changeable =
  'subjects, discard, description, maxMessages, maxBytes, maxAge, maxMessageSize, duplicateWindow';

/**
 * Refuses changes of a stream beyond its limits, subjects and description: nobody should believe that they were made.
 * What the values may be depends on the stream, and is not looked at.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const checkChanges = (changes: Partial<Omit<StreamConfig, 'name' | 'retention'>>): void => {
  checkObject('changes', changes);
  for (const key of Object.keys(changes)) {
    checkArgument(changeable.split(', ').includes(key), 'a change', key, `one of ${changeable}`);
  }
};

/** Refuses what is not a whole number from `least`. */
export const checkSequence = (sequence: number, least: number): void =>
  checkWholeNumber('sequence', sequence ?? Number.NaN, least);

/** Refuses a time span that is too short, or none. */
export const checkMilliseconds = (name: string, value: number, least: number): void =>
  checkArgument(
    Number.isFinite(value) && value >= least,
    name,
    value,
    `a number of milliseconds from ${least}`,
  );

const checkObject = (name: string, value: unknown): void =>
  checkArgument(Object(value) === value, name, value, 'an object');

const checkFilters = (filters: readonly string[] = []): void => {
  checkArgument(Array.isArray(filters), 'filters', filters, 'a list of filters');
  for (const filter of filters) checkFilter(filter);
};

const checkStart = (from: StartPosition): void => {
  if (from === 'new' || from === 'start') return;
  // Whatever it is, it has properties, or lacks them.
  const { sequence, time, cursor } = Object(from);
  if (sequence !== undefined) checkSequence(sequence, 1);
  else if (cursor !== undefined) checkCursor(cursor);
  else {
    const isTime = time instanceof Date && !Number.isNaN(time.getTime());
    checkArgument(isTime, 'from', from, 'new, start, a valid time, a sequence or a cursor');
  }
};

const checkCursor = (cursor: unknown): void => {
  checkObject('cursor', cursor);
  for (const place of Object.values(Object(cursor))) {
    checkObject('cursor', place);
    checkSequence(Object(place).sequence, 0);
  }
};
