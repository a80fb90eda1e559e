import { DeliverablesError } from '../errors/deliverables-error.ts';
import { checkToken } from '../subject/check-token.ts';
import { checkFilter, filtersOverlap } from '../subject/filter.ts';
import { quote } from '../subject/quote.ts';
import type { StreamConfig, StreamLimits } from './stream-admin.ts';

const refusal = (message: string, details: Record<string, unknown>): DeliverablesError =>
  new DeliverablesError({ code: 'invalid_argument', message, details });

/**
 * Checks the limits of a stream: whole numbers from 1, or `null` for none; a duplicate window from 0 and no longer
 * than messages are kept.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const checkStreamLimits = (limits: StreamLimits): void => {
  for (const name of ['maxMessages', 'maxBytes', 'maxAge', 'maxMessageSize'] as const) {
    const value = limits[name];
    if (value !== null && !(Number.isSafeInteger(value) && value > 0)) {
      throw refusal(`${name} must be a whole number from 1, or null, not ${value}.`, {
        [name]: value,
      });
    }
  }
  const { duplicateWindow, maxAge } = limits;
  if (!Number.isSafeInteger(duplicateWindow) || duplicateWindow < 0) {
    throw refusal(`duplicateWindow must be milliseconds from 0, not ${duplicateWindow}.`, {
      duplicateWindow,
    });
  }
  if (maxAge !== null && duplicateWindow > maxAge) {
    throw refusal(`duplicateWindow (${duplicateWindow}) must not exceed maxAge (${maxAge}).`, {
      duplicateWindow,
      maxAge,
    });
  }
};

/**
 * Checks a stream's configuration before it is created or changed.
 *
 * @throws DeliverablesError `invalid_name` for the stream's name, `invalid_subject` for a subject, `invalid_argument`
 * for everything else
 */
export const checkStreamConfig = (config: StreamConfig): void => {
  checkToken(config.name, 'stream');
  const { subjects, retention, discard, description } = config;
  if (!Array.isArray(subjects) || subjects.length === 0) {
    throw refusal(`The stream ${config.name} needs at least one subject.`, { stream: config.name });
  }
  for (const [index, subject] of subjects.entries()) {
    checkFilter(subject);
    const other = subjects.slice(0, index).find((earlier) => filtersOverlap(earlier, subject));
    if (other !== undefined) {
      throw refusal(`The subjects ${other} and ${subject} of one stream overlap.`, { subjects });
    }
  }
  if (retention !== 'limits' && retention !== 'workqueue') {
    throw refusal(`retention is limits or workqueue, not ${quote(retention)}.`, { retention });
  }
  if (discard !== 'old' && discard !== 'new') {
    throw refusal(`discard is old or new, not ${quote(discard)}.`, { discard });
  }
  if (typeof description !== 'string') {
    throw refusal(`description must be a string, not ${quote(description)}.`, { description });
  }
  checkStreamLimits(config);
};
