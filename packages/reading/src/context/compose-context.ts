import type { CountTokens, Notice, Roster, TokenCount } from '@agog/deliverables-core';
import { fitOutline } from '../budget/fit-outline.ts';
import { outlineOfJson, renderJsonOutline } from '../document/json-outline.ts';
import { type DocumentOutline, outlineOf, renderOutline } from '../document/outline.ts';
import { drawBoundary } from '../fence/boundary.ts';
import { fence } from '../fence/fence-report.ts';
import { addPassage, type Span } from '../search/choose-passages.ts';
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
/** The least tokens that an outline is worth. */
const smallestOutline = 60;
/** What a text may cost more in another text than alone. */
const slack = 10;

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
  const passagesAt = (places: readonly number[]): Passage[] => {
    const none: readonly Span[] = [];
    const join = (spans: readonly Span[], at: number) => addPassage(spans, searchable.cuts, at, 0);
    return places.reduce(join, none).map(passageOf(searchable.cuts));
  };
  const choose = (share: number): void => {
    const chosen = chooseForTask(wanted, searchable, (places) =>
      fits({ ...contents, passages: passagesAt(places) }, share),
    );
    contents = { ...contents, passages: passagesAt(chosen) };
  };
  if (task !== undefined) choose(1 - outlineShare);

  const outlined: SearchableReport[] = [];
  const omitted: SearchableReport[] = [];
  // The nearest stage is likely the one that this agent builds on; the others share what it leaves.
  for (const [place, report] of reports.toReversed().entries()) {
    const begun = { ...contents, outlines: [...contents.outlines, ''] };
    const left = maxTokens - countTokens.atMost(render(begun));
    const share = Math.floor(left / (reports.length - place));
    const outlines = [...contents.outlines, renderReport(report, share, countTokens)];
    const isFitting = share >= smallestOutline && fits({ ...contents, outlines });
    if (isFitting) contents = { ...contents, outlines };
    (isFitting ? outlined : omitted).push(report);
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

/** The outline of a report, shortened to its share of a budget. */
const renderReport = (
  { head, document, json }: SearchableReport,
  maxTokens: number,
  countTokens: CountTokens,
): string => {
  const name = `${head.channel} #${head.sequence}`;
  const render = json ? renderJsonOutline : renderOutline;
  const named = (outline: DocumentOutline): string => `${name}\n${render(outline)}`;
  const outline = json
    ? outlineOfJson(document.text, json, { levels: 2, countTokens })
    : outlineOf(document, { levels: 2, countTokens });
  const limit = Math.max(1, maxTokens - slack);
  return fitOutline(outline, named, { maxTokens: limit, countTokens }).text || name;
};
