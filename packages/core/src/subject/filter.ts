import { DeliverablesError } from '../errors/deliverables-error.ts';
import { describeCharacter, quote } from './quote.ts';

/** The most bytes in a subject: servers drop the connection not far above. */
const maximumSubjectLength = 4000;

const dot = 46;
const star = 42;
const greaterThan = 62;

/** What is wrong with a subject or filter, or `null`. */
const findFault = (subject: unknown, wildcards: boolean): string | null => {
  if (typeof subject !== 'string') return 'is no string';
  if (subject.length > maximumSubjectLength) {
    return `has ${subject.length} characters, ${maximumSubjectLength} at most`;
  }
  // Outside visible ASCII a server stores what it is sent, sometimes as another name.
  const illegal = /[^!-~]/u.exec(subject);
  if (illegal) return `has ${describeCharacter(illegal[0])} in it`;
  const tokens = subject.split('.');
  for (const [index, token] of tokens.entries()) {
    if (token === '') return 'has an empty token';
    if (!/[*>]/.test(token)) continue;
    if (!wildcards) return 'has a wildcard';
    if (token.length > 1) return 'has a wildcard inside a token';
    if (token === '>' && index < tokens.length - 1) return 'has ">" before its end';
  }
  return null;
};

const check = (subject: string, what: string, wildcards: boolean): void => {
  const fault = findFault(subject, wildcards);
  if (fault === null) return;
  throw new DeliverablesError({
    code: 'invalid_subject',
    message: `The ${what} ${quote(subject)} ${fault}.`,
    hint: `A ${what} is made of tokens of visible ASCII with dots between${wildcards ? '; "*" stands for one token, a final ">" for all that follow' : ''}.`,
    details: { [what]: subject },
  });
};

/**
 * Checks a subject that a message is to be stored under.
 *
 * @throws DeliverablesError `invalid_subject`
 */
export const checkSubject = (subject: string): void => {
  check(subject, 'subject', false);
};

/**
 * Checks a filter: a subject in which `*` may stand for one token and a final `>` for one or more.
 *
 * @throws DeliverablesError `invalid_subject`
 */
export const checkFilter = (filter: string): void => {
  check(filter, 'filter', true);
};

/** Whether a subject is one of those a legal filter takes. */
export const matchesFilter = (subject: string, filter: string): boolean => {
  let at = 0;
  for (let index = 0; index < filter.length; index++) {
    const code = filter.charCodeAt(index);
    if (code === greaterThan) return at < subject.length;
    if (code === star) {
      const start = at;
      while (at < subject.length && subject.charCodeAt(at) !== dot) at++;
      if (at === start) return false;
    } else if (code !== subject.charCodeAt(at++)) {
      return false;
    }
  }
  return at === subject.length;
};

/** Whether two legal filters take any subject in common. */
export const filtersOverlap = (a: string, b: string): boolean => {
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; ; index++) {
    const one = left[index];
    const other = right[index];
    if (one === undefined || other === undefined) return one === other;
    if (one === '>' || other === '>') return true;
    if (one !== other && one !== '*' && other !== '*') return false;
  }
};
