import { headers, type NatsConnection } from '@nats-io/transport-node';
import type { Who } from './guarded-server.fixture.ts';

/** Where a report and a notice of Bob would be, and where Bob listens for answers. */
const target = 'agog.deliverables.bob.review.forged';
const notice = 'agog.notices.bob.review.forged';
export const inboxOfBob = '_INBOX_agog-agent-bob.known';

/** What is Ann's own. */
const own = 'agog.deliverables.ann.plan.own';

/** A raw connection of somebody who means harm. */
export interface Attacker {
  readonly connection: NatsConnection;
  /** The attacker's way to JetStream. */
  readonly api: string;
  /** The first answer, or `null` where there is none. */
  ask(subject: string, body?: unknown): Promise<string | null>;
  /** Sends, with a reply subject of the attacker's choice. */
  send(subject: string, reply: string, body?: unknown): void;
}

/** A way to write as somebody else, or to have it written. Default: Ann does it. */
export interface Attack {
  readonly name: string;
  readonly by?: Who;
  run(attacker: Attacker): unknown;
}

const consumer = (name: string, config: object = {}) => ({
  stream_name: 'agog_plans',
  config: { name, ack_policy: 'explicit', ...config },
});

/** Requests that the server answers, and whose answer it would write to any channel. */
const questions: readonly (readonly [string, (api: string) => string, unknown?])[] = [
  ['the acknowledgement of a publish', () => own, 'text'],
  ['STREAM.INFO', (api) => `${api}.STREAM.INFO.agog_plans`],
  ['STREAM.NAMES', (api) => `${api}.STREAM.NAMES`],
  ['STREAM.MSG.GET', (api) => `${api}.STREAM.MSG.GET.agog_plans`, { last_by_subj: own }],
  ['DIRECT.GET, with any text', (api) => `${api}.DIRECT.GET.agog_plans.${own}`],
  ['DIRECT.GET of many', (api) => `${api}.DIRECT.GET.agog_plans`, { multi_last: [own] }],
  ['CONSUMER.CREATE', (api) => `${api}.CONSUMER.CREATE.agog_plans.made`, consumer('made')],
  ['CONSUMER.DELETE', (api) => `${api}.CONSUMER.DELETE.agog_plans.none`],
  ['the question who one is', () => '$SYS.REQ.USER.INFO'],
];

/** Requests to JetStream that only the admin may make. The ones that destroy most come last. */
const requests: readonly (readonly [string, unknown])[] = [
  ['STREAM.MSG.DELETE.agog_reviews', { seq: 1 }],
  ['STREAM.CREATE.evil', { name: 'evil', subjects: ['evil'], sources: [{ name: 'agog_plans' }] }],
  ['STREAM.CREATE.copy', { name: 'copy', mirror: { name: 'agog_reviews' } }],
  [
    'STREAM.UPDATE.agog_plans',
    {
      name: 'agog_plans',
      subjects: ['agog.deliverables.ann.*.*'],
      republish: {
        src: 'agog.deliverables.ann.*.*',
        dest: 'agog.deliverables.bob.{{wildcard(1)}}.{{wildcard(2)}}',
      },
    },
  ],
  ['STREAM.PURGE.agog_reviews', {}],
  ['STREAM.DELETE.agog_reviews', ''],
];

/** Stores a text of Ann's own, and has it sent as an answer. */
export const answerWith =
  (text: unknown, to: string) =>
  async ({ api, ask, send }: Attacker): Promise<void> => {
    await ask(own, text);
    send(`${api}.DIRECT.GET.agog_plans.${own}`, to);
  };

const delivering = (subject: string, name: string, more: object = {}): Attack => ({
  name: `have the consumer ${name} deliver to ${subject}`,
  by: 'orchestrator',
  async run({ api, ask }) {
    const config = {
      deliver_subject: subject,
      ack_policy: 'none',
      idle_heartbeat: 100_000_000,
      ...more,
    };
    await ask(`${api}.CONSUMER.CREATE.agog_plans.${name}`, consumer(name, config));
  },
});

/** What works where there are allow lists only: the server answers to wherever the request says, and as itself. */
export const answerAttacks: readonly Attack[] = [
  ...questions.map(
    ([name, subjectOf, body]): Attack => ({
      name: `have a report of Bob written: ${name}`,
      by: name.startsWith('CONSUMER') ? 'orchestrator' : 'agent-ann',
      async run({ api, ask, send }) {
        await ask(own, 'forged');
        send(subjectOf(api), target, body);
      },
    }),
  ),
  {
    name: 'have a report of Bob written: an acknowledgement that asks for the next message',
    by: 'orchestrator',
    async run({ api, ask, send, connection }) {
      const inbox = '_INBOX_agog-orchestrator.acks';
      const messages = connection.subscribe(inbox, { max: 1 });
      await ask(`${api}.CONSUMER.CREATE.agog_plans.acks`, consumer('acks'));
      send(`${api}.CONSUMER.MSG.NEXT.agog_plans.acks`, inbox, { batch: 1 });
      for await (const { reply = '' } of messages) {
        send(reply, target, '+ACK');
        send(reply, target, '+NXT');
      }
    },
  },
  {
    name: 'have a message of Ann put among the reports of Bob',
    by: 'orchestrator',
    async run({ api, ask, send }) {
      await ask(`${api}.CONSUMER.CREATE.agog_plans.pull`, consumer('pull'));
      send(`${api}.CONSUMER.MSG.NEXT.agog_plans.pull`, target, { batch: 1 });
    },
  },
  {
    name: 'have a notice of Bob written',
    run: answerWith('forged', notice),
  },
  {
    name: 'have an answer to Bob written',
    run: answerWith('forged', inboxOfBob),
  },
  delivering(inboxOfBob, 'push-inbox'),
  ...requests.map(
    ([path, body]): Attack => ({
      name: `have a request made: ${path}`,
      run: answerWith(body, `$JS.API.${path}`),
    }),
  ),
];

const publishing = (
  name: string,
  subject: string,
  fields: Record<string, string> = {},
): Attack => ({
  name,
  run({ connection }) {
    const block = headers();
    for (const [key, value] of Object.entries(fields)) block.set(key, value);
    connection.publish(subject, 'forged', { headers: block });
  },
});

/** What works for whoever has consumers, once the server starts again. */
export const consumerAttacks: readonly Attack[] = [
  delivering(target, 'push-report'),
  delivering(notice, 'push-notice'),
  delivering(target, 'push-durable', { durable_name: 'push-durable' }),
  delivering('$JS.API.STREAM.PURGE.agog_reviews', 'push-request'),
];

/** What works in neither form. */
export const plainAttacks: readonly Attack[] = [
  publishing('publish a report as Bob', target),
  publishing('publish a notice as Bob', notice),
  publishing('publish a chunk as Bob', 'agog.chunks.bob.id.1'),
  publishing('publish as everybody', 'agog.deliverables.*.review.forged'),
  publishing('publish as everybody, below', 'agog.deliverables.>'),
  publishing('publish to the inbox of Bob', inboxOfBob),
  publishing('be traced to a channel of Bob', own, { 'Nats-Trace-Dest': target }),
  publishing('schedule a message for Bob', own, {
    'Nats-Schedule': '@at 2020-01-01T00:00:00Z',
    'Nats-Schedule-Target': target,
  }),
  publishing('roll up all notices', 'agog.notices.ann.plan.own', { 'Nats-Rollup': 'all' }),
  publishing('say that it is of Bob', own, {
    'Nats-Subject': target,
    'Nats-Stream': 'agog_reviews',
  }),
  ...consumerAttacks.map((one): Attack => ({ ...one, by: 'agent-ann' })),
  ...requests.flatMap(([path, body]) =>
    ['$JS.API', 'agog.api'].map(
      (prefix): Attack => ({
        name: `ask for ${prefix}.${path}`,
        run: ({ send }) => send(`${prefix}.${path}`, '_INBOX_agog-agent-ann.any', body),
      }),
    ),
  ),
];
