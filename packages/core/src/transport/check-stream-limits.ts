import { checkArgument, checkWholeNumber } from '../errors/check-argument.ts';
import type { StreamLimits } from './stream-admin.ts';

/**
 * Checks the limits of a stream: whole numbers from 1 or `null`, and a duplicate window from 0 and no longer than
 * messages are kept.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const checkStreamLimits = (limits: StreamLimits): void => {
  for (const key of ['maxMessages', 'maxBytes', 'maxAge', 'maxMessageSize'] as const) {
    const limit = limits[key];
    const holds = limit === null || (Number.isSafeInteger(limit) && limit > 0);
    checkArgument(holds, key, limit, 'a whole number from 1, or null');
  }
  const { duplicateWindow, maxAge } = limits;
  checkWholeNumber('duplicateWindow', duplicateWindow, 0);
  const holds = duplicateWindow <= (maxAge ?? duplicateWindow);
  checkArgument(holds, 'duplicateWindow', duplicateWindow, 'no longer than maxAge');
};
