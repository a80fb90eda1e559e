import { defaultRoster, defineRoster, type Roster } from '@agog/deliverables-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identifyReport } from './identify-report.ts';
import { readText } from './read-text.ts';

const tell = (path: string, text = '', roster: Roster = defaultRoster): string => {
  const found = identifyReport(path, readText(text, roster), roster);
  if ('reason' in found) return found.reason;
  return `${found.agent} ${found.taskType} ${found.featureName}`;
};

const long = 'REQ-STRATEGIC-AUTO-1767084329266';

describe('names that people use', () => {
  test.each([
    ['CYNTHIA_RESEARCH_customer-search', 'cynthia research customer-search'],
    ['roy-backend-REQ-1', 'roy backend REQ-1'],
    ['customer-search.cynthia.research', 'cynthia research customer-search'],
    ['cynthia_customer-search_research', 'cynthia research customer-search'],
    ['research-cynthia-customer-search', 'cynthia research customer-search'],
    ['agog.deliverables.roy.backend.REQ-1', 'roy backend REQ-1'],
    ['Roy - Backend - Customer Search', 'roy backend customer-search'],
    ['Priya-Statistics-Über Größe', 'priya statistics uber-grosse'],
    ['roy-REQ-1', 'roy backend REQ-1'],
    [`BILLY_QA_DELIVERABLE_${long}`, `billy qa ${long}`],
    [`DELIVERABLE_ROY_${long}`, `roy backend ${long}`],
    ['BILLY_QA_TEST_REPORT_P2_INVENTORY_FORECASTING', 'billy qa p2-inventory-forecasting'],
    ['CRITIQUE_REQ-P0-1767925582664-uvpks', 'sylvia critique REQ-P0-1767925582664-uvpks'],
    ['QA-REPORT-EDGE-PROVISIONING-REQ-EDGE-9', 'billy qa REQ-EDGE-9'],
    ['customer-search-research-report', 'cynthia research customer-search'],
    ['roy-backend-report-generator', 'roy backend report-generator'],
    [`${long}/ROY`, `roy backend ${long}`],
    ['customer-search/research', 'cynthia research customer-search'],
    ['roy/backend/REQ-1', 'roy backend REQ-1'],
    ['ROY/2025-12-25/REQ-1', 'roy backend REQ-1'],
    ['research/customer-search', 'cynthia research customer-search'],
  ])('%s is %s', (path, found) => {
    expect(tell(path)).toBe(found);
  });

  test.each([
    ['README', 'no agent of the roster in its name, folders or text'],
    ['roy/README', 'no feature in its name, folders or text'],
    ['BILLY_QA_SUMMARY', 'no feature in its name, folders or text'],
    ['roy-frontend-search', 'ambiguous: roy has no task type frontend, as its name says'],
    ['roy-backend-search-jen', 'its name has two agents: roy and jen'],
    ['jen/roy-backend-REQ-1', 'ambiguous agent'],
  ])('%s is not told: %s', (path, reason) => {
    const found = path.startsWith('jen/') ? tell(path, '**Agent:** Jen') : tell(path);
    expect(found).toContain(reason);
  });

  test('every agent, task type and feature, in every usual form', () => {
    const agent = fc.constantFrom(...Object.entries(defaultRoster.agents));
    const word = fc.stringMatching(/^(find|sort|map)[a-z]{2,6}$/);
    const feature = fc.oneof(
      fc.tuple(word, word).map((words) => words.join('-')),
      fc.integer({ min: 1, max: 9e12 }).map((number) => `REQ-AUTO-${number}`),
    );
    const form = fc.constantFrom<(agent: string, type: string, feature: string) => string>(
      (name, type, about) =>
        `${name}_${type}_${about}`.replace(`${name}_${type}`, (start) => start.toUpperCase()),
      (name, type, about) => `${name}-${type}-${about}`,
      (name, type, about) => `${about}.${name}.${type}`,
      (name, type, about) => `${about}/${name}-${type}`,
      (name, type, about) => `${name}/${type}/${about}`,
      (name, _, about) => `${about}/${name.toUpperCase()}`,
    );
    fc.assert(
      fc.property(agent, feature, form, ([name, { taskTypes }], about, write) => {
        expect(tell(write(name, taskTypes[0], about))).toBe(`${name} ${taskTypes[0]} ${about}`);
      }),
      { seed: 20261122 },
    );
  });
});

describe('what the text says', () => {
  test.each([
    [
      'x',
      '# Hi\n\n**Agent:** Roy (Backend PO)\n**Feature:** Customer Search\n',
      'roy backend customer-search',
    ],
    [
      'x',
      '---\nagent: roy\ntask_type: backend\nfeatureName: REQ-1\n---\n# Hi',
      'roy backend REQ-1',
    ],
    ['x', '| Agent | Jen |\n|---|---|\n| Feature | REQ-2 |\n', 'jen frontend REQ-2'],
    ['x', 'Agent: jen\nFeature: REQ-2\n', 'jen frontend REQ-2'],
    ['BILLY_QA_SUMMARY', '**REQ Number:** REQ-7 - Foo', 'billy qa REQ-7'],
    ['JEN_VENDOR_SCORECARDS', `**Requirement ID:** ${long}`, `jen frontend ${long}`],
    [
      'x',
      `**NATS Channel:** nats://agog.deliverables.jen.frontend.${long}`,
      `jen frontend ${long}`,
    ],
    ['SYLVIA_REQ-1', '**Research By:** Cynthia\n**Critiqued By:** Sylvia', 'sylvia critique REQ-1'],
    ['roy-backend-REQ-1', '**Feature:** Search for customers', 'roy backend REQ-1'],
    ['x', '```\n**Agent:** Roy\n```\n', 'no agent of the roster'],
    ['roy-backend-REQ-1', '**Agent:** Jen', 'ambiguous agent: roy by its name, jen by its text'],
    [
      'roy-backend-REQ-1',
      '**Feature:** REQ-2',
      'ambiguous feature: REQ-2 by its text, REQ-1 by its name',
    ],
    [
      'BERRY_DEVOPS_REQ-1',
      '**Agent:** Berry (DevOps)',
      'berry is not in the roster: agog agent add berry',
    ],
  ])('%s with %j is %s', (path, text, found) => {
    expect(tell(path, text)).toContain(found);
  });
});

test('a roster of one’s own, whose agents have several task types', () => {
  const roster = defineRoster({
    'code-reviewer': { stream: 'a', taskTypes: ['code-review', 'audit'], purpose: '' },
    writer: { stream: 'b', taskTypes: ['docs'], purpose: '' },
  });
  expect(tell('CODE_REVIEWER_AUDIT_REQ-1', '', roster)).toBe('code-reviewer audit REQ-1');
  expect(tell('REQ-1.code-reviewer.code-review', '', roster)).toBe(
    'code-reviewer code-review REQ-1',
  );
  expect(tell('code-reviewer-REQ-1', '', roster)).toContain('which of the task types');
  expect(tell('code-reviewer-REQ-1', '**Task Type:** Audit', roster)).toBe(
    'code-reviewer audit REQ-1',
  );
});
