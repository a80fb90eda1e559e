import { checkArgument } from '../errors/check-argument.ts';
import { checkToken } from '../subject/check-token.ts';
import { checkFilter, filtersOverlap } from '../subject/filter.ts';
import type { StreamConfig } from './stream-admin.ts';

/**
 * Checks a stream's configuration before it is created or changed: its name is a token, its subjects are filters that
 * do not overlap, its limits are whole numbers from 1 or `null`, and its duplicate window is from 0 and no longer than
 * messages are kept.
 *
 * @throws DeliverablesError `invalid_name` for the stream's name, `invalid_subject` for a subject, `invalid_argument`
 * for everything else
 */
export const checkStreamConfig = (config: StreamConfig): void => {
  const { name, subjects, retention, discard, description, duplicateWindow, maxAge } = config;
  checkToken(name, 'stream');
  checkArgument(subjects?.length > 0, 'subjects', subjects, 'at least one filter');
  for (const [index, subject] of subjects.entries()) {
    checkFilter(subject);
    const overlaps = subjects.slice(0, index).some((other) => filtersOverlap(other, subject));
    checkArgument(!overlaps, 'subjects', subject, 'filters that do not overlap');
  }
  checkArgument(
    ['limits', 'workqueue'].includes(retention),
    'retention',
    retention,
    'limits or workqueue',
  );
  checkArgument(['old', 'new'].includes(discard), 'discard', discard, 'old or new');
  checkArgument(typeof description === 'string', 'description', description, 'a string');
  for (const key of ['maxMessages', 'maxBytes', 'maxAge', 'maxMessageSize'] as const) {
    const limit = config[key];
    const holds = limit === null || (Number.isSafeInteger(limit) && limit > 0);
    checkArgument(holds, key, limit, 'a whole number from 1, or null');
  }
  checkArgument(
    Number.isSafeInteger(duplicateWindow) &&
      duplicateWindow >= 0 &&
      duplicateWindow <= (maxAge ?? duplicateWindow),
    'duplicateWindow',
    duplicateWindow,
    'milliseconds from 0 to maxAge',
  );
};
