import { defaultRoster, defineRoster } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { expect, test } from 'vitest';
import { onboardingText } from './onboarding-text.ts';

const forms = ['shell', 'tools'] as const;

test.each(forms)('the text for the %s has at most 600 tokens for every agent', (form) => {
  for (const agent of Object.keys(defaultRoster.agents)) {
    const featureName = 'REQ-STRATEGIC-AUTO-1767084329266';
    const text = onboardingText({ roster: defaultRoster, agent, featureName, form });
    expect(countO200k(text)).toBeLessThanOrEqual(600);
    expect(text).toContain(`You are the agent ${agent} `);
    expect(text).toContain(`.${featureName}.`);
  }
});

test.each(forms)('the longest name of a feature leaves the text for the %s as short', (form) => {
  for (const featureName of ['x9'.repeat(64), `${'REQ-'.repeat(31)}REQ1`]) {
    for (const agent of Object.keys(defaultRoster.agents)) {
      const text = onboardingText({ roster: defaultRoster, agent, featureName, form });
      expect(countO200k(text)).toBeLessThanOrEqual(600);
      expect(text.split(featureName)).toHaveLength(2);
      expect(text).toContain('wherever it says FEATURE');
    }
  }
});

test.each(forms)('a large roster makes the text for the %s no longer', (form) => {
  const agents = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `specialist-${index}`,
      { stream: 'all', taskTypes: ['review', 'implementation'] as const, purpose: 'Reviews' },
    ]),
  );
  const text = onboardingText({
    roster: defineRoster(agents),
    agent: 'specialist-7',
    taskType: 'implementation',
    featureName: 'customer-search',
    form,
  });
  expect(text).toContain('specialist-11, specialist-12 and 187 more');
  expect(countO200k(text)).toBeLessThanOrEqual(600);
});

test('an agent that is alone has nobody to read', () => {
  const only = { stream: 'all', taskTypes: ['work'], purpose: 'Everything' } as const;
  const roster = defineRoster({ solo: only });
  const text = onboardingText({ roster, agent: 'solo', featureName: 'x', form: 'tools' });
  expect(text).toContain('Other agents: none.');
});

test('refuses names that nobody has', () => {
  const input = { roster: defaultRoster, agent: 'roy', featureName: 'x', form: 'shell' } as const;
  expect(() => onboardingText({ ...input, agent: 'ray' })).toThrow('no agent "ray"');
  expect(() => onboardingText({ ...input, taskType: 'qa' })).toThrow('no task type "qa"');
  expect(() => onboardingText({ ...input, featureName: 'a b' })).toThrow('a space at index 1');
  // @ts-expect-error another form
  expect(() => onboardingText({ ...input, form: 'poem' })).toThrow("'shell' or 'tools'");
});
