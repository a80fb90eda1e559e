import { checkArgument, checkWholeNumber } from '@agog/deliverables-core/transport';
import type { PartQuery } from './report-part.ts';

/**
 * Checks what part is asked for, before any I/O.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const checkPartQuery = (query: PartQuery): void => {
  checkArgument(Object(query) === query, 'The query', query, 'an object');
  const { sections, subsections, lines, pointers, maxTokens } = query;
  const given = [sections, lines, pointers].filter((part) => part !== undefined);
  checkArgument(
    given.length < 2,
    'The part',
    'more',
    'given by one of sections, lines and pointers',
  );
  const areSections =
    Array.isArray(sections) &&
    sections.length > 0 &&
    sections.every((section) => typeof section === 'string' || section instanceof RegExp);
  const rule = "a list such as ['2.1', 'implementation/api', /risk/i]";
  checkArgument(sections === undefined || areSections, 'sections', sections, rule);
  const arePointers =
    Array.isArray(pointers) &&
    pointers.length > 0 &&
    pointers.every((pointer) => typeof pointer === 'string');
  checkArgument(
    pointers === undefined || arePointers,
    'pointers',
    pointers,
    "a list such as ['/findings/0']",
  );
  const areLines =
    Array.isArray(lines) &&
    lines.length === 2 &&
    lines.every((line) => Number.isSafeInteger(line) && line > 0) &&
    lines[0] <= lines[1];
  checkArgument(
    lines === undefined || areLines,
    'lines',
    lines,
    'a first and a last line such as [120, 180]',
  );
  const isFlag = subsections === undefined || typeof subsections === 'boolean';
  checkArgument(isFlag, 'subsections', subsections, 'true or false');
  checkWholeNumber('maxTokens', maxTokens, 1);
};
