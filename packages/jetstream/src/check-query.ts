import type {
  ConsumeOptions,
  GetQuery,
  PurgeQuery,
  ReadQuery,
  StartPosition,
  SubscribeQuery,
} from '@agog/deliverables-core';
import {
  checkArgument,
  checkFilter,
  checkSubject,
  checkToken,
  checkWholeNumber,
} from '@agog/deliverables-core/transport';

/** Refuses a query that cannot mean anything. */
export const checkGetQuery = (query: GetQuery): void => {
  if ('subject' in query) checkSubject(query.subject);
  else checkSequence(query.sequence, 1);
};

/** As {@link checkGetQuery}. */
export const checkReadQuery = ({ filters, select, fromSequence, toSequence }: ReadQuery): void => {
  checkFilters(filters);
  checkArgument(/^(all|last)$/.test(select), 'select', select, 'all or last');
  checkWholeNumber('fromSequence', fromSequence, 1);
  checkWholeNumber('toSequence', toSequence, 0);
};

/** As {@link checkGetQuery}. */
export const checkSubscribe = ({ filters, from }: SubscribeQuery): void => {
  checkFilters(filters);
  checkStart(from);
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
export const checkPurge = ({ filter = '>', beforeSequence, keep }: PurgeQuery): void => {
  checkFilter(filter);
  checkWholeNumber('beforeSequence', beforeSequence, 1);
  checkWholeNumber('keep', keep, 0);
  const isClear = keep === undefined || beforeSequence === undefined;
  checkArgument(isClear, 'keep', keep, 'left out beside beforeSequence');
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

const checkFilters = (filters: readonly string[] = []): void => {
  for (const filter of filters) checkFilter(filter);
};

const checkStart = (from: StartPosition): void => {
  if (from === 'new' || from === 'start') return;
  const rule = 'new, start, a valid time, a sequence or a cursor';
  const isObject = (value: unknown) => Object(value) === value;
  checkArgument(isObject(from), 'from', from, rule);
  if ('sequence' in from) {
    checkSequence(from.sequence, 1);
  } else if ('cursor' in from) {
    const places: unknown[] = Object.values(Object(from.cursor));
    checkArgument(
      isObject(from.cursor) && places.every(isObject),
      'cursor',
      from.cursor,
      'a cursor',
    );
    for (const { sequence } of Object.values(from.cursor)) checkSequence(sequence, 0);
  } else {
    const isTime = from.time instanceof Date && !Number.isNaN(from.time.getTime());
    checkArgument(isTime, 'from', from, rule);
  }
};
