import type { OnboardingNames } from './onboarding-names.ts';

/** How it is done in a shell, by the `agog` command. */
export const shellSteps = ({
  agent,
  taskType,
  featureName,
  earlier,
}: OnboardingNames): string => `1. See what is there: agog chain ${featureName}
2. Read the part you need, not the whole:
   - search all of it: agog search "your question" --feature ${featureName}
   - the outline: agog get ${earlier} ${featureName} --outline
   - sections: agog get ${earlier} ${featureName} --section 2.1
   - within a budget: agog get ${earlier} ${featureName} --max-tokens 1500
   Is it not there yet? agog wait ${earlier} ${featureName}
3. Do the work. Write the report to a file, in Markdown: a # title, ## sections, findings first.
4. Publish and finish:
   agog publish --agent ${agent} --type ${taskType} --feature ${featureName} --file REPORT.md --summary "What you did, in 1-2 sentences"
   A review adds --verdict approved, approved_with_conditions (with --condition "…") or rejected.
5. Answer with the one line of JSON that it prints, and nothing else.`;
