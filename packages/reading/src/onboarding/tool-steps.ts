import type { OnboardingNames } from './onboarding-names.ts';

/** How it is done by tool calls. */
export const toolSteps = ({ agent, featureName, earlier }: OnboardingNames): string => {
  const call = (values: Readonly<Record<string, unknown>>) => JSON.stringify(values);
  const named = { agent: earlier.agent, feature: featureName };
  return `1. See what is there: list_reports ${call({ feature: featureName })}
2. Read the part you need, not the whole:
   - search all of it: read_report ${call({ feature: featureName, query: 'your question' })}
   - the outline: read_report ${call(named)} (a short report comes whole)
   - sections: read_report ${call({ ...named, sections: ['2.1'] })}
   - within a budget: read_report ${call({ ...named, max_tokens: 1500 })}
   Is it not there yet? wait_for_report ${call(named)}
3. Do the work. Write the report in Markdown: a # title, ## sections, findings first.
4. Publish and finish, as ${agent}: publish_report ${call({ feature: featureName, summary: 'What you did, in 1-2 sentences', report: '# …' })}
   A review adds "verdict": "approved", "approved_with_conditions" (with "conditions") or "rejected". If you cannot go on: "status": "blocked" with "blockers", or "failed".
5. Answer with the notice that it returns, and nothing else.`;
};
