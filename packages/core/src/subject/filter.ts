import { fail } from '../errors/fail.ts';
import { quote } from '../errors/quote.ts';

/** Servers drop the connection not far above. */
const maximumLength = 4000;

const dot = 46;
const star = 42;
const greaterThan = 62;

// Visible ASCII but dot, star and greater-than: outside of it a server stores what it is sent, or another name.
const subjectGrammar = /^[!-)+-\-/-=?-~]+(\.[!-)+-\-/-=?-~]+)*$/;
const filterGrammar = /^(>|([!-)+-\-/-=?-~]+|\*)(\.([!-)+-\-/-=?-~]+|\*))*(\.>)?)$/;

const check = (text: string, what: string, grammar: RegExp, wildcards: string): void => {
  if (typeof text === 'string' && text.length <= maximumLength && grammar.test(text)) return;
  fail(
    'invalid_subject',
    `${quote(text)} is no ${what}.`,
    `A ${what} is tokens of visible ASCII with single dots between, ${maximumLength} characters at most, ${wildcards}.`,
  );
};

/**
 * Checks a subject that a message is to be stored under.
 *
 * @throws DeliverablesError `invalid_subject`
 */
export const checkSubject = (subject: string): void =>
  check(subject, 'subject', subjectGrammar, 'without "*" and ">"');

/**
 * Checks a filter: a subject in which `*` may stand for one token and a final `>` for one or more.
 *
 * @throws DeliverablesError `invalid_subject`
 */
export const checkFilter = (filter: string): void =>
  check(filter, 'filter', filterGrammar, 'with "*" for any one token and a final ">" for any more');

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
