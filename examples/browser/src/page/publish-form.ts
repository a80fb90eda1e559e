import { type DeliverablesClient, DeliverablesError } from '@agog/deliverables-core';
import { elementOf } from './element.ts';

/** Lets whoever looks at the page hand a report over as one of the agents. */
export function bindPublishForm(client: DeliverablesClient): void {
  const form = elementOf('publish', HTMLFormElement);
  const agent = elementOf('agent', HTMLSelectElement);
  const button = elementOf('publish-button', HTMLButtonElement);
  const published = elementOf('published', HTMLOutputElement);
  agent.append(...Object.keys(client.roster.agents).map((name) => new Option(name)));
  button.disabled = false;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    const said = await publish(client, new FormData(form)).catch(explain);
    published.value = said.text;
    published.toggleAttribute('data-failed', said.failed);
    published.hidden = false;
    button.disabled = false;
  });
}

interface Said {
  readonly text: string;
  readonly failed: boolean;
}

/** One call: it resolves once the report and its notice are stored. */
async function publish(client: DeliverablesClient, fields: FormData): Promise<Said> {
  const field = (name: string): string => `${fields.get(name) ?? ''}`.trim();
  const agent = field('agent');
  const notice = await client.deliver(
    {
      agent,
      taskType: client.roster.agents[agent]?.taskTypes[0] ?? '',
      featureName: field('feature'),
      reportContent: field('content'),
    },
    { summary: field('summary') },
  );
  return { text: `Stored as #${notice.sequence} on ${notice.nats_channel}`, failed: false };
}

function explain(error: unknown): Said {
  const { message, hint } = DeliverablesError.from(error);
  return { text: `${message} ${hint}`.trim(), failed: true };
}
