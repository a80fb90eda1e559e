// The guide's three agents, step by step.
import type { NATSDeliverableService } from '@agog/deliverables-nats';
import { implementBackend, performCritique } from './free-names.ts';

export async function cynthia(natsService: NATSDeliverableService) {
  const researchReport = `
# Customer search, researched

## Summary
People look for customers by name, then by city.

## Advice
One index over both.
`;

  await natsService.publishReport({
    agent: 'cynthia',
    taskType: 'research',
    featureName: 'customer-search',
    reportContent: researchReport,
  });

  return natsService.createCompletionNotice(
    'cynthia',
    'customer-search',
    'agog.deliverables.cynthia.research.customer-search',
    'Found out how people search for customers',
    { complexity: 'Medium', ready_for_next_stage: true },
  );
}

export async function sylvia(natsService: NATSDeliverableService) {
  const researchReport = await natsService.fetchReport({
    agent: 'cynthia',
    taskType: 'research',
    featureName: 'customer-search',
  });

  // @ts-expect-error: the guide does not check for null
  const critiqueReport = performCritique(researchReport.content);

  await natsService.publishReport({
    agent: 'sylvia',
    taskType: 'critique',
    featureName: 'customer-search',
    reportContent: critiqueReport,
  });

  return natsService.createCompletionNotice(
    'sylvia',
    'customer-search',
    'agog.deliverables.sylvia.critique.customer-search',
    'Looked the research over and let it pass',
    { complexity: 'Simple', ready_for_next_stage: true },
  );
}

export async function roy(natsService: NATSDeliverableService) {
  const researchReport = await natsService.fetchReport({
    agent: 'cynthia',
    taskType: 'research',
    featureName: 'customer-search',
  });

  const critiqueReport = await natsService.fetchReport({
    agent: 'sylvia',
    taskType: 'critique',
    featureName: 'customer-search',
  });

  // @ts-expect-error: the guide does not check for null
  const backendReport = implementBackend(researchReport, critiqueReport);

  await natsService.publishReport({
    agent: 'roy',
    taskType: 'backend',
    featureName: 'customer-search',
    reportContent: backendReport,
    metadata: { files_modified: 5 },
  });

  return natsService.createCompletionNotice(
    'roy',
    'customer-search',
    'agog.deliverables.roy.backend.customer-search',
    'Built the search behind the API',
    {
      complexity: 'Medium',
      files_modified: 5,
      ready_for_next_stage: true,
    },
  );
}
