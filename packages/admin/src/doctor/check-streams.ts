import {
  type CallOptions,
  DeliverablesError,
  type Roster,
  type StreamAdmin,
  type StreamInfo,
  type Transport,
} from '@agog/deliverables-core';
import { startDeadline, streamName, streamsOf } from '@agog/deliverables-core/transport';
import { tellMessages } from '../streams/figures-as-text.ts';
import { planStreams } from '../streams/plan-streams.ts';
import type { PlanStep, StreamConflict } from '../streams/stream-plan.ts';
import type { FindingId, Note } from './finding.ts';

/** The share of a limit from which on a stream is worth a word. */
const almostFull = 0.9;

const apply =
  'agog apply, npm run init:nats-streams, or createStreamManager(transport, roster).apply().';

/** Looks at the streams of a roster, in any store. */
export const checkStreams = async (
  transport: Transport,
  roster: Roster,
  note: Note,
  options: CallOptions,
): Promise<void> => {
  const { admin } = transport;
  if (admin === null) {
    note('streams_unseen', `This ${transport.name} transport may not look at streams.`, unseenFix);
    return;
  }
  const deadline = startDeadline(options);
  const isSeen = await planned(transport, roster, note, deadline.next());
  for (const { name } of streamsOf(roster)) {
    const info = await unlessDenied(() => admin.info(name, deadline.next()));
    if (info === null && !isSeen) noteMissing(name, roster, note);
    if (!info) continue;
    noteSettings(info, note);
    noteFill(info, note);
    const consumers = await unlessDenied(() => admin.consumers(name, deadline.next()));
    for (const consumer of consumers ?? []) noteConsumer(consumer, note);
  }
};

const unseenFix = 'Ask with the rights of an administrator for the whole picture.';

/** Compares with the roster; false where this user may not see all streams. */
const planned = async (
  transport: Transport,
  roster: Roster,
  note: Note,
  options: CallOptions,
): Promise<boolean> => {
  const plan = await unlessDenied(() => planStreams(transport, roster, options));
  if (plan === undefined) {
    note('streams_unseen', 'This user may not list the streams.', unseenFix);
    return false;
  }
  for (const step of plan.steps) noteStep(step, roster, note);
  for (const stream of plan.unknownStreams) {
    note('stream_unknown', `The roster has no stream ${stream}, and the store has one.`, '', {
      details: { stream },
    });
  }
  return true;
};

/** `undefined` where the server does not let this user. */
const unlessDenied = async <Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await call();
  } catch (error) {
    if (DeliverablesError.from(error).code === 'permission_denied') return undefined;
    throw error;
  }
};

const conflictFindings: Readonly<Record<StreamConflict['kind'], FindingId>> = {
  retention: 'stream_retention',
  storage: 'stream_storage',
  name_taken: 'stream_name_taken',
  subjects_taken: 'subjects_overlap',
  subjects_in_use: 'subjects_in_use',
};

const noteStep = (step: PlanStep, roster: Roster, note: Note): void => {
  const { stream } = step;
  if (step.action === 'create') noteMissing(stream, roster, note);
  if (step.action === 'change') {
    const differing = step.changes.map(({ setting }) => setting);
    const cost =
      step.drops > 0 ? ` That removes ${tellMessages(step.drops)}: allowDrop (--allow-drop).` : '';
    note(
      'stream_differs',
      `The stream ${stream} differs from the roster in ${differing.join(', ')}.`,
      `${apply}${cost} Or write into the roster what is to stay.`,
      { details: { stream, changes: step.changes, drops: step.drops } },
    );
  }
  if (step.action === 'conflict') {
    for (const { kind, what, fix } of step.conflicts) {
      note(conflictFindings[kind], what, fix, { details: { stream } });
    }
  }
};

const noteMissing = (stream: string, roster: Roster, note: Note): void => {
  const agents = Object.keys(roster.agents).filter((agent) => streamName(roster, agent) === stream);
  const whose = agents.length === 0 ? 'the notices' : agents.join(', ');
  note('stream_missing', `There is no stream ${stream}, for ${whose}.`, apply, {
    details: { stream, agents },
  });
};

/** Settings that others gave a stream: what each is called, what it is here, and the way out. */
const settings: readonly (readonly [FindingId, RegExp, string])[] = [
  ['rollup_allowed', /^allow_rollup_hdrs$/, 'nats stream edit STREAM --no-allow-rollup'],
  ['direct_get_off', /^allow_direct$/, 'nats stream edit STREAM --allow-direct'],
  [
    'revisions_limited',
    /^(max_msgs_per_subject|discard_new_per_subject)$/,
    'nats stream edit STREAM --max-msgs-per-subject=-1',
  ],
  [
    'removal_denied',
    /^deny_(delete|purge)$/,
    'It cannot be taken back: back the stream up, delete it, create it anew and restore.',
  ],
];

const noteSettings = ({ config: { name }, foreignSettings = {} }: StreamInfo, note: Note): void => {
  for (const [id, pattern, fix] of settings) {
    const odd = Object.entries(foreignSettings).filter(([setting]) => pattern.test(setting));
    if (odd.length === 0) continue;
    const told = odd.map(([setting, value]) => `${setting}: ${JSON.stringify(value)}`).join(', ');
    const way = fix.replace('STREAM', name);
    note(id, `The stream ${name} has ${told}.`, way, { details: { stream: name } });
  }
};

const noteFill = ({ config, state }: StreamInfo, note: Note): void => {
  const { name: stream } = config;
  const limits = [
    ['messages', state.messages, config.maxMessages],
    ['bytes', state.bytes, config.maxBytes],
  ] as const;
  for (const [what, is, limit] of limits) {
    if (limit === null || is < limit * almostFull) continue;
    note(
      'stream_almost_full',
      `The stream ${stream} holds ${is} of at most ${limit} ${what}.`,
      'Raise the limit in the roster and apply it, or purge finished features.',
      { details: { stream, is, limit } },
    );
  }
};

type Consumer = Awaited<ReturnType<StreamAdmin['consumers']>>[number];

const noteConsumer = ({ stream, name, pending, unsettled }: Consumer, note: Note): void => {
  // Whoever works has something in hand, or nothing to wait for.
  if (pending === 0 || unsettled > 0) return;
  note(
    'consumer_left_behind',
    `The durable name ${name} has ${tellMessages(pending)} of the stream ${stream} to come, and none in hand.`,
    `Start its listener again, or, if it is gone for good: transport.admin.deleteConsumer('${stream}', '${name}').`,
    { details: { stream, consumer: name, pending } },
  );
};
