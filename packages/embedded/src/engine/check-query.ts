import {
  type ConsumeOptions,
  DeliverablesError,
  type GetQuery,
  type PurgeQuery,
  type ReadQuery,
  type StartPosition,
  type SubscribeQuery,
} from '@agog/deliverables-core';
import { checkFilter, checkSubject, checkToken } from '@agog/deliverables-core/transport';

/** Refuses a query that cannot mean anything. */
export const checkGetQuery = (query: GetQuery): void => {
  if ('subject' in query) checkSubject(query.subject);
  else checkSequence(query.sequence, 1);
};

/** As {@link checkGetQuery}. */
export const checkReadQuery = (query: ReadQuery): void => {
  checkFilters(query.filters);
  if (query.select !== 'all' && query.select !== 'last') {
    throw invalid(`select is "all" or "last", not ${String(query.select)}.`);
  }
  if (query.fromSequence !== undefined) checkSequence(query.fromSequence, 1);
  if (query.toSequence !== undefined) checkSequence(query.toSequence, 0);
};

/** As {@link checkGetQuery}. */
export const checkSubscribe = (query: SubscribeQuery): void => {
  checkFilters(query.filters);
  checkStart(query.from);
};

/** As {@link checkGetQuery}. */
export const checkConsume = (options: ConsumeOptions): void => {
  const { name, filters, from = 'start', acknowledgeWithin = 1 } = options;
  checkToken(name, 'consumer');
  checkFilters(filters);
  checkStart(from);
  checkMilliseconds('acknowledgeWithin', acknowledgeWithin, 1);
};

/** As {@link checkGetQuery}. */
export const checkPurge = ({ filter, beforeSequence, keep }: PurgeQuery): void => {
  if (filter !== undefined) checkFilter(filter);
  if (beforeSequence !== undefined) checkSequence(beforeSequence, 1);
  if (keep === undefined) return;
  if (beforeSequence !== undefined)
    throw invalid('A purge takes beforeSequence or keep, not both.');
  if (!Number.isSafeInteger(keep) || keep < 0) {
    throw invalid(`keep is a whole number from 0, not ${keep}.`);
  }
};

/** Refuses what is not a whole number from `lowest`. */
export const checkSequence = (sequence: number, lowest: number): void => {
  if (Number.isSafeInteger(sequence) && sequence >= lowest) return;
  throw invalid(`A sequence is a whole number from ${lowest}, not ${sequence}.`);
};

/** Refuses a time span that is too short, or none. */
export const checkMilliseconds = (name: string, value: number, lowest: number): void => {
  if (Number.isFinite(value) && value >= lowest) return;
  throw invalid(`${name} is a number of milliseconds from ${lowest}, not ${value}.`);
};

const checkFilters = (filters: readonly string[] | undefined): void => {
  for (const filter of filters ?? []) checkFilter(filter);
};

const checkStart = (from: StartPosition): void => {
  if (from === 'new' || from === 'start') return;
  if ('sequence' in from) {
    checkSequence(from.sequence, 1);
  } else if ('cursor' in from) {
    for (const { sequence } of Object.values(from.cursor)) checkSequence(sequence, 0);
  } else if (!(from.time instanceof Date) || Number.isNaN(from.time.getTime())) {
    throw invalid('A start is "new", "start", a valid time, a sequence or a cursor.');
  }
};

const invalid = (message: string) => new DeliverablesError({ code: 'invalid_argument', message });
