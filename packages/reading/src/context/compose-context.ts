import type { CountTokens, Notice, Roster, TokenCount } from '@agog/deliverables-core';
import { outlineOf, renderEntry } from '../document/outline.ts';
import { drawBoundary } from '../fence/boundary.ts';
import { fence } from '../fence/fence-report.ts';
import type { Searchable, SearchableReport } from '../search/cut-passages.ts';
import { addressOf, type PassageAddress, passageOf } from '../search/passage-of.ts';
import { renderPassages } from '../search/render-answer.ts';
import type { Passage } from '../search/search-answer.ts';
import { chooseForTask } from './choose-for-task.ts';
import { renderGuidance } from './render-guidance.ts';
import { renderNotice } from './render-notice.ts';

/** What the prompt of an agent is made from. */
export interface ContextParts {
  readonly agent: string;
  readonly feature: string;
  readonly roster: Roster;
  /** What the agent is to do; it decides which passages it gets. */
  readonly task?: string | undefined;
  readonly notices: readonly Notice[];
  /** The reports that the agent builds on, in the order of their stages. */
  readonly searchable: Searchable;
  readonly maxTokens: number;
  readonly countTokens: CountTokens;
}

/** The prompt text of an agent, and what is in it. */
export interface AgentContext {
  /**
   * For a model: whose context it is; between lines with a random number, as other agents' data, the notices, the
   * passages that the task names and the outlines; then how to read more, by command and by tool.
   */
  readonly text: string;
  /** Of the text. */
  readonly tokens: TokenCount;
  /** The notices that are in it. */
  readonly notices: readonly Notice[];
  /** The passages that are in it, the best first. */
  readonly passages: readonly Passage[];
  /** The reports whose outlines are in it. */
  readonly outlines: readonly PassageAddress[];
  /** The reports whose outlines did not fit. */
  readonly omitted: readonly PassageAddress[];
}

interface Contents {
  readonly notices: readonly string[];
  readonly passages: readonly Passage[];
  readonly outlines: readonly string[];
}

/** Of a budget, what notices may take at most, and what is kept for outlines. */
const noticeShare = 0.45;
const outlineShare = 0.15;

/** Puts the prompt text of an agent together, the most useful first, within a budget. */
export const composeContext = (parts: ContextParts): AgentContext => {
  const { agent, feature, roster, task, notices, searchable, maxTokens, countTokens } = parts;
  const { reports } = searchable;
  const rendered = notices.map(renderNotice);
  const boundary = drawBoundary([...reports.map(({ document }) => document.text), ...rendered]);
  const guidance = renderGuidance({ agent, feature, reports });
  const render = ({ notices: told, passages, outlines }: Contents): string => {
    const within = [
      ...(told.length > 0 ? [`[${boundary} notices]`, ...told] : []),
      ...(passages.length > 0
        ? [renderPassages({ passages, omitted: [], boundary }).trimEnd()]
        : []),
      ...outlines.map((outline) => `[${boundary} outline: section, title, tokens] ${outline}`),
    ].join('\n');
    const label = 'notices and parts of reports by other agents';
    return `${guidance.who}${within && `\n${fence(within, label, boundary)}`}\n${guidance.more}`;
  };
  const fits = (contents: Contents, share = 1): boolean =>
    countTokens.atMost(render(contents)) <= share * maxTokens;

  let contents: Contents = { notices: [], passages: [], outlines: [] };
  const told = notices.filter((_, at) => {
    const more = { ...contents, notices: [...contents.notices, rendered[at] ?? ''] };
    if (!fits(more, noticeShare)) return false;
    contents = more;
    return true;
  });
  const { taskTypes = [], purpose = '' } = roster.agents[agent] ?? {};
  const wanted = task ?? `${purpose} ${taskTypes.join(' ')}`;
  const passagesAt = (places: readonly number[]): Passage[] =>
    places.map((at) => passageOf(searchable.cuts)({ from: at, to: at, best: at, score: 0 }));
  const choose = (share: number): void => {
    const chosen = chooseForTask(wanted, searchable, (places) =>
      fits({ ...contents, passages: passagesAt(places) }, share),
    );
    contents = { ...contents, passages: passagesAt(chosen) };
  };
  if (task !== undefined) choose(1 - outlineShare);

  const outlined: SearchableReport[] = [];
  const omitted: SearchableReport[] = [];
  // The nearest stage is likely the one that this agent builds on.
  for (const report of reports.toReversed()) {
    const found = [2, 1].find((levels) => {
      const outlines = [...contents.outlines, renderReport(report, levels, countTokens)];
      if (!fits({ ...contents, outlines })) return false;
      contents = { ...contents, outlines };
      return true;
    });
    (found ? outlined : omitted).push(report);
  }
  if (task === undefined) choose(1);
  const text = fits(contents) ? render(contents) : '';
  return {
    text,
    tokens: { count: countTokens(text), counter: countTokens.counter },
    notices: told,
    passages: contents.passages,
    outlines: outlined.map(addressOf),
    omitted: omitted.map(addressOf),
  };
};

const renderReport = (
  { head, document }: SearchableReport,
  levels: number,
  countTokens: CountTokens,
): string => {
  const { sections, deeper } = outlineOf(document, { levels, countTokens });
  const lines = [...sections.map(renderEntry), ...(deeper > 0 ? [`+${deeper} deeper`] : [])];
  return [`${head.channel} #${head.sequence}`, ...lines].join('\n');
};
