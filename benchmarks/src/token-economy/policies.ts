import type { DefaultRoster, Notice } from '@agog/deliverables-core';
import type { HandedPrompt, Reader } from '@agog/deliverables-reading';

/** An agent's turn: who it is, and the notices of those before it. */
export interface Turn {
  readonly agent: keyof DefaultRoster['agents'];
  readonly feature: string;
  readonly task: string;
  readonly notices: readonly Notice[];
  /** The agent's own: whatever it reads is counted. */
  readonly reader: Reader<DefaultRoster>;
  /** Of whoever spawns it: what that puts into a prompt is counted there. */
  readonly orchestrator: Reader<DefaultRoster>;
}

/** A way to hand over: what an agent is spawned with, and what it then reads. */
export interface Policy {
  readonly name: string;
  readonly hand: (turn: Turn) => Promise<HandedPrompt>;
  readonly read: (turn: Turn) => Promise<void>;
}

const handNotices = async ({ task, notices }: Turn): Promise<HandedPrompt> => ({
  prompt: [task, ...notices.map((notice) => JSON.stringify(notice))].join('\n'),
  notices,
});

const contextTokens = 2_000;
const searchTokens = 500;
/** What any stage may want to know of a design. */
const questions = [
  'risks and their mitigations',
  'changes of the API and its fields',
  'tests that are planned or missing',
];

/** Outlines the report, and reads the two sections of middle size. */
const readMedianSections = async ({ reader, notices }: Turn): Promise<void> => {
  for (const notice of notices) {
    const outline = await reader.outline(notice);
    const sections = (outline?.sections ?? [])
      .filter(({ reference }) => reference !== '0')
      .toSorted((one, other) => one.tokens - other.tokens);
    const middle = Math.max(0, Math.floor(sections.length / 2) - 1);
    const wanted = sections.slice(middle, middle + 2).map(({ reference }) => reference);
    if (wanted.length > 0) await reader.fetchReport({ ...notice, sections: wanted });
  }
};

/** The four ways that are compared. */
export const policies: readonly Policy[] = [
  {
    name: 'every report whole',
    hand: handNotices,
    async read({ reader, notices }) {
      for (const notice of notices) await reader.fetchReport(notice);
    },
  },
  { name: 'outline and 2 median sections of each', hand: handNotices, read: readMedianSections },
  {
    name: `contextFor, ${contextTokens} tokens a stage`,
    async hand(turn) {
      if (turn.notices.length === 0) return handNotices(turn);
      const { agent, feature, notices, task } = turn;
      const query = { agent, feature, notices, task, maxTokens: contextTokens };
      const { text } = await turn.orchestrator.contextFor(query);
      return { prompt: `${task}\n${text}`, notices, context: text };
    },
    read: async () => {},
  },
  {
    name: `three searches of ${searchTokens} tokens a stage`,
    hand: handNotices,
    async read({ reader, notices }) {
      if (notices.length === 0) return;
      const scope = { references: notices, maxTokens: searchTokens };
      for (const question of questions) await reader.searchReports(question, scope);
    },
  },
];
