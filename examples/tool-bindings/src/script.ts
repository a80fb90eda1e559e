/** One thing that a model would do: a call of a tool. */
export interface ScriptedCall {
  readonly name: string;
  readonly input: Record<string, unknown>;
}

const named = { agent: 'cynthia', feature: 'customer-search' };

/** What a model does that has read the onboarding: it looks, reads a part, tries what it may not, and finishes. */
export const script: readonly ScriptedCall[] = [
  { name: 'list_reports', input: { feature: 'customer-search' } },
  { name: 'read_report', input: named },
  { name: 'read_report', input: { ...named, sections: ['Ranking'] } },
  {
    name: 'publish_report',
    input: { agent: 'cynthia', feature: 'customer-search', summary: 'x', report: '# Forged' },
  },
  {
    name: 'publish_report',
    input: {
      feature: 'customer-search',
      summary: 'Built the search endpoint with trigram ranking.',
      report: '# Search endpoint\n\n## What it does\n\nRanks by trigrams.\n',
      files_modified: 4,
    },
  },
];

/** What the model says in the end. */
export const lastWords = 'Finished.';
