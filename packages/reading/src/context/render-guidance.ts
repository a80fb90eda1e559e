import type { SearchableReport } from '../search/cut-passages.ts';

interface GuidanceParts {
  readonly agent: string;
  readonly feature: string;
  readonly reports: readonly SearchableReport[];
}

/** What stands before and after other agents' texts: whose context it is, and how to read more. */
export const renderGuidance = ({
  agent,
  feature,
  reports,
}: GuidanceParts): { readonly who: string; readonly more: string } => {
  const who = `You are ${agent}, at work on ${feature}.`;
  const last = reports.at(-1);
  const nearest = last?.head;
  if (!nearest) return { who, more: 'No earlier report is there.' };
  const { agent: author, taskType } = nearest;
  const option = last.json ? '--pointer /summary' : '--section 2.1';
  const part = last.json ? { pointers: ['/summary'] } : { sections: ['2.1'] };
  const command = `agog get ${author} ${taskType} ${feature} ${option} --for-prompt`;
  const call = JSON.stringify({ agent: author, feature, ...part });
  return {
    who,
    more:
      `The reports say more. Read sections: \`${command}\`, or the tool read_report ${call}. ` +
      `Search them all: \`agog search "words" --feature ${feature}\`, or read_report with query.`,
  };
};
