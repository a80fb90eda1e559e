import type { StoredReport } from '../agents/agent.ts';
import type { AgentRole } from '../agents/spawn-prompt.ts';
import { formatCount } from '../claims/claim.ts';
import type { LedgerLine } from '../ledger.ts';
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

/** What an agent fetched, published and said. */
export function tellStageEnd(stage: Stage, style: Style): string {
  const { fetched, published, notice } = stage.result;
  return [
    ...fetched.map((report) => entry('fetched', describe(report), style)),
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

/** What the notices saved, as a table. */
export function tellLedger({ ledger }: WorkflowResult, style: Style): string {
  const { agents, spawnPrompts, returned, endToEnd, counter } = ledger;
  const row = (cells: readonly string[]): string =>
    `  ${cells[0]?.padEnd(30)}${cells
      .slice(1)
      .map((cell) => cell.padStart(14))
      .join('')}\n`;
  const line = (label: string, figures: LedgerLine): string =>
    row([
      ...[label, formatCount(figures.withReports), formatCount(figures.withNotices)],
      ...[formatCount(figures.saved), `${figures.savedPercent.toFixed(1)} %`],
    ]);
  return [
    `\n${style.title('What the notices saved')} ${style.quiet(`in tokens, counted with ${counter}`)}\n`,
    style.quiet(row(['', 'with reports', 'with notices', 'saved', ''])),
    ...agents.map((figures) => line(`  ${figures.what}`, figures)),
    style.good(line('all spawn prompts', spawnPrompts)),
    line('answers to the orchestrator', returned),
    style.good(line('end to end', endToEnd)),
    style.quiet(
      '\n  End to end counts what each agent was handed, what it fetched, and what it answered. Sylvia and Roy\n' +
        '  fetch every report whole, so the reports are still read as often; reading only the parts that an\n' +
        '  agent needs is what saves there.\n',
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
  const { spawnPrompts, endToEnd } = ledger;
  const passed = style.good(`All ${checks.length} checks passed in ${seconds.toFixed(1)} s.`);
  return (
    `\n${passed} Notices saved ${formatCount(spawnPrompts.saved)} tokens (${spawnPrompts.savedPercent.toFixed(1)} %) of the spawn prompts, ` +
    `${formatCount(endToEnd.saved)} (${endToEnd.savedPercent.toFixed(1)} %) end to end.\n`
  );
}

function describe({ channel, sequence, bytes, tokens }: StoredReport): string {
  return `${channel} #${sequence}, ${formatCount(bytes)} bytes, ${formatCount(tokens)} tokens`;
}

function entry(label: string, value: string, style: Style): string {
  return `   ${style.quiet(label.padEnd(11))}${value}\n`;
}
