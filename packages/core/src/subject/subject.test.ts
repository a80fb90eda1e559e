import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildNoticeFilter,
  buildNoticeSubject,
  buildReportFilter,
  buildReportSubject,
} from './build-subject.ts';
import { checkFilter, checkSubject, filtersOverlap, matchesFilter } from './filter.ts';
import { parseSubject } from './parse-subject.ts';

const settings = { seed: 20261122, numRuns: 1000 };
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/);
const parts = fc.record({ prefix: name, agent: name, taskType: name, featureName: name });

// Few letters and short subjects, so that chance finds matches and overlaps.
const letter = fc.constantFrom('a', 'b', 'ab');
const subject = fc.array(letter, { minLength: 1, maxLength: 4 }).map((tokens) => tokens.join('.'));
const filter = fc
  .tuple(fc.array(fc.oneof(letter, fc.constant('*')), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([tokens, open]) => [...tokens.slice(0, open ? 3 : 4), ...(open ? ['>'] : [])].join('.'));

/** What a filter means, in the simplest words. */
const takes = (text: string, by: string): boolean =>
  new RegExp(`^${by.replaceAll('.', '\\.').replaceAll('*', '[^.]+').replace('>', '.+')}$`).test(
    text,
  );

const tokens = ['a', 'b', 'ab'];
const extend = (shorter: string[]) =>
  shorter.flatMap((text) => tokens.map((token) => `${text}.${token}`));
const ofTwo = extend(tokens);
const ofThree = extend(ofTwo);
const ofFour = extend(ofThree);
const everySubject = [...tokens, ...ofTwo, ...ofThree, ...ofFour, ...extend(ofFour)];

describe('subjects', () => {
  test('parse undoes build', () => {
    fc.assert(
      fc.property(parts, ({ prefix, ...rest }) => {
        const report = buildReportSubject({ prefix, ...rest });
        const notice = buildNoticeSubject({ prefix, ...rest });
        expect(parseSubject(report, prefix)).toEqual({ kind: 'report', ...rest });
        expect(parseSubject(notice, prefix)).toEqual({ kind: 'notice', ...rest });
        expect(() => checkSubject(report)).not.toThrow();
      }),
      settings,
    );
  });

  test('build undoes parse, whatever the subject', () => {
    const piece = fc.constantFrom(
      'agog',
      'deliverables',
      'notices',
      'a',
      '',
      '*',
      '>',
      'x y',
      '_',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
        const parsed = parseSubject(pieces.join('.'), 'agog');
        if (parsed === null) return;
        const build = parsed.kind === 'report' ? buildReportSubject : buildNoticeSubject;
        expect(build({ prefix: 'agog', ...parsed })).toBe(pieces.join('.'));
      }),
      settings,
    );
  });

  test('the channel of the guide', () => {
    const address = {
      prefix: 'agog',
      agent: 'roy',
      taskType: 'backend',
      featureName: 'customer-search',
    };
    expect(buildReportSubject(address)).toBe('agog.deliverables.roy.backend.customer-search');
    expect(buildNoticeSubject(address)).toBe('agog.notices.roy.backend.customer-search');
  });

  test('a bad part is refused by its own name', () => {
    const address = { prefix: 'agog', agent: 'roy', taskType: 'backend', featureName: 'f' };
    const build = (change: object) => () => buildReportSubject({ ...address, ...change });
    expect(build({ prefix: 'a.b' })).toThrow(/^The prefix "a.b" has a dot/);
    expect(build({ agent: 'r y' })).toThrow(/^The agent /);
    expect(build({ taskType: '' })).toThrow(/^The task type "" has 0 characters/);
    expect(build({ featureName: '*' })).toThrow(/^The feature /);
  });
});

describe('filters', () => {
  test('leave open what they are not told', () => {
    expect(buildReportFilter({ prefix: 'agog' })).toBe('agog.deliverables.*.*.*');
    expect(buildReportFilter({ prefix: 'x', agent: 'roy' })).toBe('x.deliverables.roy.*.*');
    expect(buildNoticeFilter({ prefix: 'agog', featureName: 'f' })).toBe('agog.notices.*.*.f');
    expect(() => buildReportFilter({ prefix: 'agog', agent: '*' })).toThrow(/^The agent /);
  });

  test('take the subjects that are built from the same parts', () => {
    fc.assert(
      fc.property(
        parts,
        fc.subarray(['agent', 'taskType', 'featureName'] as const),
        (all, kept) => {
          const known = Object.fromEntries(kept.map((key) => [key, all[key]]));
          const built = buildReportFilter({ prefix: all.prefix, ...known });
          expect(() => checkFilter(built)).not.toThrow();
          expect(matchesFilter(buildReportSubject(all), built)).toBe(true);
          expect(matchesFilter(buildNoticeSubject(all), built)).toBe(false);
        },
      ),
      settings,
    );
  });

  test('match as their definition says', () => {
    fc.assert(
      fc.property(subject, filter, (text, by) => {
        expect(matchesFilter(text, by)).toBe(takes(text, by));
      }),
      settings,
    );
  });

  test('overlap when a subject matches both', () => {
    fc.assert(
      fc.property(filter, filter, (one, other) => {
        const both = everySubject.some((text) => takes(text, one) && takes(text, other));
        expect(filtersOverlap(one, other)).toBe(both);
        expect(filtersOverlap(other, one)).toBe(both);
      }),
      settings,
    );
  });
});

describe('checks', () => {
  test.each(['a', 'a.b', '$JS.API', 'a_b-c.0'])('%j is a subject and a filter', (text) => {
    expect(() => checkSubject(text)).not.toThrow();
    expect(() => checkFilter(text)).not.toThrow();
  });

  test.each(['*', '>', 'a.*', 'a.>', '*.*.>'])('%j is a filter only', (text) => {
    expect(() => checkSubject(text)).toThrow('is no subject');
    expect(() => checkFilter(text)).not.toThrow();
  });

  test.each([
    '',
    '.',
    'a.',
    '.a',
    'a..b',
    'a b',
    'a\0',
    'a\u007f',
    'é',
    'a*',
    '>a',
    'a.>.b',
    'a\r\nb',
    'x'.repeat(4001),
  ])('%j is neither', (text) => {
    expect(() => checkSubject(text)).toThrow(expect.objectContaining({ code: 'invalid_subject' }));
    expect(() => checkFilter(text)).toThrow(expect.objectContaining({ code: 'invalid_subject' }));
  });
});
