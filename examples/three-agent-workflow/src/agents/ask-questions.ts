import type { Notice } from '@agog/deliverables-core';
import { type Desk, type Reading, readSections, type Workplace } from './agent.ts';

/** What a planner wants to know of a tree. */
const questions = [
  'Tests: which code files need a test and have none, the most imported first?',
  'Hot spots: which are the largest code files, tests aside?',
  'Most imported files: where does a change reach furthest?',
  'Longest functions outside tests: by which line do they begin?',
  'Public surface: which files export most?',
  'Packages from outside: who is imported, and whether a package.json says so?',
  'Open marks: in which files has somebody left a TODO or FIXME?',
];

/** Tokens of one answer: enough to see where the figures stand. */
const answerTokens = 200;

/** What was asked, and the sections that the answers led to. */
export interface Answers {
  readonly searches: readonly Reading[];
  readonly research: Reading;
}

/** Asks the research each question, and reads the sections whose rows answer. */
export async function askQuestions(
  desk: Desk,
  research: Notice,
  { signal, onProgress }: Workplace,
): Promise<Answers> {
  const { nats_channel: channel = '', sequence = 0 } = research;
  const searches: Reading[] = [];
  const sections = new Set<string>();
  for (const question of questions) {
    onProgress(`asks: ${question}`);
    const { passages, text, tokens } = await desk.reader.searchReports(
      question,
      { references: [research], maxTokens: answerTokens },
      { signal },
    );
    searches.push({
      ...{ kind: 'search', part: question, channel, sequence, text, tokens: tokens.count },
    });
    // An answer shows the beginning; the figures stand in the sections of the passage that answers best.
    for (const section of passages[0]?.sections ?? []) sections.add(section);
  }
  // Of a tree without any figures the summary says so.
  const wanted = sections.size > 0 ? [...sections] : ['executive-summary'];
  const query = { sections: wanted, subsections: false };
  return { searches, research: await readSections(desk, research, query, signal) };
}
