import type { LedgerTotal, Saving } from '@agog/deliverables-reading';
import type { Reading, StoredReport } from '../agents/agent.ts';
import type { AgentRole } from '../agents/spawn-prompt.ts';
import { formatCount } from '../claims/claim.ts';
import type { Stage } from '../stage.ts';
import type { WorkflowResult } from '../workflow.ts';
import type { Style } from './style.ts';

const duties: Readonly<Record<AgentRole, string>> = {
  cynthia: 'researches the tree',
  sylvia: 'checks every claim',
  roy: 'plans from what holds',
};

/** The first lines: what is about to happen, on what. */
export function tellOpening(facts: Readonly<Record<string, string>>, style: Style): string {
  const lines = Object.entries(facts).map(([label, value]) => entry(label, value, style));
  return `\n${style.title('Three agents hand over real work')}\n\n${lines.join('')}`;
}

/** One agent's turn begins. */
export function tellStageBegin(
  position: number,
  agent: AgentRole,
  handed: string,
  style: Style,
): string {
  const name = agent.charAt(0).toUpperCase() + agent.slice(1);
  return `\n${style.title(`${position}  ${name}`)} ${duties[agent]}\n${entry('handed', handed, style)}`;
}

/** What an agent read, published and said. */
export function tellStageEnd(stage: Stage, style: Style): string {
  const { fetched, published, notice } = stage.result;
  return [
    ...fetched.map((reading) => entry('fetched', describeReading(reading), style)),
    ...(published === null ? [] : [entry('published', describe(published), style)]),
    entry('notice', `${stage.noticeTokens} tokens, ${stage.seconds.toFixed(1)} s`, style),
    `              ${style.quiet(JSON.stringify(notice))}\n`,
  ].join('');
}

/** How the work came out: the verdict, what was false, the plan. */
export function tellFindings({ sylvia, roy }: WorkflowResult, style: Style): string {
  const wrong = sylvia.checked.values.filter(({ result }) => result === 'false');
  const paint = {
    approved: style.good,
    approved_with_conditions: style.caution,
    rejected: style.bad,
  };
  const verdict = paint[sylvia.verdict](sylvia.verdict);
  const values = formatCount(sylvia.checked.values.length);
  const plan =
    roy.published === null
      ? style.bad(`none: ${roy.notice.blockers?.length ?? 0} blockers`)
      : `${roy.work} pieces of work`;
  return [
    `\n${style.title('What came of it')}\n`,
    entry('checked', `${values} values measured again, ${wrong.length} false`, style),
    ...wrong.map((value) =>
      entry(
        'false',
        `${value.id} ${value.subject}, ${value.measure}: claimed ${value.claimed}, measured ${value.measured}`,
        style,
      ),
    ),
    entry('verdict', `${verdict}, ${sylvia.conditions} conditions`, style),
    entry('plan', plan, style),
  ].join('');
}

/** What was spent, and what every report inlined would have cost. */
export function tellLedger({ ledger }: WorkflowResult, style: Style): string {
  const { total, byAgent, counter } = ledger;
  const row = (cells: readonly string[], widths: number): string =>
    `  ${cells[0]?.padEnd(26)}${cells
      .slice(1)
      .map((cell) => cell.padStart(widths))
      .join('')}\n`;
  const saving = (label: string, { baseline, spent, saved, savedPercent }: Saving): string =>
    row([label, ...[baseline, spent, saved].map(formatCount), percent(savedPercent)], 13);
  const spending = ({ name, prompts, answers, fetched, fetchedAgain }: LedgerTotal): string =>
    row(
      [
        `  ${name || 'all'}`,
        ...[prompts, fetched.outline, fetched.section, fetched.search].map(formatCount),
        ...[fetchedAgain, answers].map(formatCount),
      ],
      10,
    );
  return [
    `\n${style.title('What it took')} ${style.quiet(`in tokens, counted with ${counter}`)}\n`,
    style.quiet(row(['', 'prompt', 'outlines', 'sections', 'searches', 'again', 'answer'], 10)),
    ...byAgent.map(spending),
    spending(total),
    `\n${style.title('What it saved')}\n`,
    style.quiet(row(['', 'all inlined', 'spent', 'saved', ''], 13)),
    style.good(saving('spawning', total.withOrchestrator.spawn)),
    style.good(saving('end to end', total.withOrchestrator.endToEnd)),
    saving('  agents alone', total.agents.endToEnd),
    style.quiet(
      '\n  Spawning is prompts and answers. End to end is what the agents read in the store as well: Sylvia\n' +
        '  the outline and every section that claims something, which is nearly all; Roy what the critique\n' +
        '  decides, answers to his questions, and the sections that these led to.\n',
    ),
  ].join('');
}

/** Every check of the outcome, and what was seen. */
export function tellChecks({ checks }: WorkflowResult, style: Style): string {
  const lines = checks.map(
    ({ name, passed, detail }) =>
      `  ${passed ? style.good('✓') : style.bad('✗')} ${name} ${style.quiet(`(${detail})`)}\n`,
  );
  return `\n${style.title('Is it so?')}\n${lines.join('')}`;
}

/** The last line: whether all is well, and what was saved. */
export function tellEnd(
  { checks, ok, ledger }: WorkflowResult,
  seconds: number,
  style: Style,
): string {
  if (!ok) {
    const failed = checks.filter(({ passed }) => !passed);
    const names = failed.map(({ name, detail }) => `\n  ${name}: ${detail}`).join('');
    return `\n${style.bad(`${failed.length} of ${checks.length} checks failed:`)}${names}\n`;
  }
  const { spawn, endToEnd } = ledger.total.withOrchestrator;
  const passed = style.good(`All ${checks.length} checks passed in ${seconds.toFixed(1)} s.`);
  return (
    `\n${passed} Notices saved ${formatCount(spawn.saved)} tokens (${percent(spawn.savedPercent)}) of spawning, ` +
    `notices and reading in parts ${formatCount(endToEnd.saved)} (${percent(endToEnd.savedPercent)}) end to end.\n`
  );
}

function describe({ channel, sequence, bytes, tokens }: StoredReport): string {
  return `${channel} #${sequence}, ${formatCount(bytes)} bytes, ${formatCount(tokens)} tokens`;
}

function describeReading({ kind, part, channel, sequence, tokens }: Reading): string {
  const [, , author] = channel.split('.');
  return `${formatCount(tokens)} tokens: ${kind} of ${author} #${sequence}, ${part}`;
}

function percent(share: number | null): string {
  return share === null ? '' : `${share.toFixed(1)} %`;
}

function entry(label: string, value: string, style: Style): string {
  return `   ${style.quiet(label.padEnd(11))}${value}\n`;
}
