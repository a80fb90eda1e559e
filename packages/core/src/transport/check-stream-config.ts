import { checkArgument } from '../errors/check-argument.ts';
import { checkToken } from '../subject/check-token.ts';
import { checkFilter, filtersOverlap } from '../subject/filter.ts';
import { checkStreamLimits } from './check-stream-limits.ts';
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
  checkArgument(Object(config) === config, 'config', config, 'an object');
  const { name, subjects, retention, discard, description } = config;
  checkToken(name, 'stream');
  const isList = Array.isArray(subjects) && subjects.length > 0;
  checkArgument(isList, 'subjects', subjects, 'a list of at least one filter');
  for (const [index, subject] of subjects.entries()) {
    checkFilter(subject);
    const overlaps = subjects.slice(0, index).some((other) => filtersOverlap(other, subject));
    checkArgument(!overlaps, 'subjects', subject, 'filters that do not overlap');
  }
  const isKnown = ['limits', 'workqueue'].includes(retention);
  checkArgument(isKnown, 'retention', retention, 'limits or workqueue');
  checkArgument(['old', 'new'].includes(discard), 'discard', discard, 'old or new');
  checkArgument(typeof description === 'string', 'description', description, 'a string');
  checkStreamLimits(config);
};
