import type { OnboardingNames } from './onboarding-names.ts';

/** How it is done in a shell, by the `agog` command. */
export const shellSteps = ({ agent, taskType, featureName, earlier }: OnboardingNames): string => {
  const report = `${earlier.agent} ${earlier.taskType} ${featureName}`;
  return `1. See what is there: agog chain ${featureName}
2. Read the part you need, not the whole:
   - search all of it: agog search "your question" --feature ${featureName}
   - the outline: agog get ${report} --outline
   - a section: agog get ${report} --section 2 --for-prompt
   - within a budget: agog get ${report} --max-tokens 1500 --for-prompt
   Is it not there yet? agog wait ${report} --timeout 5m
   Exit code 0: complete, 4: not yet, 5: blocked, 6: failed.
3. Do the work. Write the report to a file, in Markdown: a # title, ## sections, findings first.
4. Publish and finish:
   agog publish --agent ${agent} --type ${taskType} --feature ${featureName} --file REPORT.md --summary "What you did, in 1-2 sentences"
   A review adds --verdict approved, rejected or approved_with_conditions (with --condition "…"). If you cannot go on: --status blocked --blocker "…", or --status failed; these need no --file.
5. Answer with the one line of JSON that it prints, and nothing else.`;
};
