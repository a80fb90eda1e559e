import type { ReportHead } from '@agog/deliverables-core';
import { agentColour } from './agent-colour.ts';
import { elementOf } from './element.ts';

/** The latest report of every channel, newest first. */
export interface ReportList {
  /** Shows a report, unless a later revision of its channel is there already. A fresh one is highlighted. */
  show(head: ReportHead, fresh: boolean): void;
}

/** The list in the middle of the page; tells which report is chosen. */
export function createReportList(
  agents: readonly string[],
  onChoose: (head: ReportHead) => void,
): ReportList {
  const list = elementOf('reports', HTMLOListElement);
  const count = elementOf('count', HTMLElement);
  const empty = elementOf('empty', HTMLElement);
  const shown = new Map<string, { readonly head: ReportHead; readonly row: HTMLLIElement }>();

  return {
    show(head, fresh) {
      const before = shown.get(head.channel);
      if (before !== undefined && before.head.sequence >= head.sequence) return;
      before?.row.remove();
      const row = createRow(head, agentColour(agents, head.agent), () => {
        for (const pressed of list.querySelectorAll('[aria-pressed="true"]')) {
          pressed.setAttribute('aria-pressed', 'false');
        }
        row.firstElementChild?.setAttribute('aria-pressed', 'true');
        onChoose(head);
      });
      if (fresh) row.firstElementChild?.classList.add('fresh');
      shown.set(head.channel, { head, row });
      list.prepend(row);
      count.textContent = `${shown.size}`;
      empty.hidden = true;
    },
  };
}

function createRow(head: ReportHead, colour: string, onClick: () => void): HTMLLIElement {
  const title = document.createElement('strong');
  title.textContent = head.title ?? head.featureName;
  const agent = document.createElement('b');
  agent.textContent = head.agent;
  const about = document.createElement('small');
  const tokens = head.tokens === null ? '' : ` · ${head.tokens.count.toLocaleString('en')} tokens`;
  const time = new Date(head.timestamp).toLocaleTimeString('en', { hour12: false });
  about.append(agent, ` · ${head.featureName} · #${head.sequence}${tokens} · ${time}`);
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.channel = head.channel;
  button.setAttribute('aria-pressed', 'false');
  button.style.setProperty('--agent', colour);
  button.append(title, about);
  button.addEventListener('click', onClick);
  const row = document.createElement('li');
  row.append(button);
  return row;
}
