import type {
  CallOptions,
  Roster,
  StreamConfig,
  StreamInfo,
  Transport,
} from '@agog/deliverables-core';
import { filtersOverlap, startDeadline, streamsOf } from '@agog/deliverables-core/transport';
import { takenBy } from './find-conflicts.ts';
import { planStream } from './plan-stream.ts';
import { requireAdmin } from './require-admin.ts';
import type { PlanStep, StreamPlan } from './stream-plan.ts';

/** Streams of this SDK that no roster names, without the prefix. */
const reserved = ['workflows', 'tasks', 'chunks'];

const overlap = (one: StreamConfig, other: StreamConfig): boolean =>
  one.subjects.some((subject) => other.subjects.some((taken) => filtersOverlap(subject, taken)));

/** Compares the streams of a store with those of a roster. Changes nothing. */
export const planStreams = async (
  transport: Transport,
  roster: Roster,
  options?: CallOptions,
): Promise<StreamPlan> => {
  const deadline = startDeadline(options);
  const admin = requireAdmin(transport, 'Planning streams');
  const found = new Map(
    (await admin.list(deadline.next())).map((info) => [info.config.name, info]),
  );
  const wanted = streamsOf(roster);

  const steps: PlanStep[] = [];
  for (const config of wanted) {
    const actual = found.get(config.name) ?? null;
    steps.push(await planStream(transport, actual, config, deadline));
  }

  const names = new Set([
    ...wanted.map(({ name }) => name),
    ...reserved.map((name) => `${roster.prefix}_${name}`),
  ]);
  const unknownStreams = [...found.keys()].filter(
    (name) => name.startsWith(`${roster.prefix}_`) && !names.has(name),
  );
  return { steps: order(steps, found.values()), unknownStreams };
};

/** The streams of a store as they are while steps are put in order: by name. */
type Current = Map<string, StreamConfig>;

/** Another stream that takes a subject which this one is to take. */
const blockerOf = (current: Current, config: StreamConfig): StreamConfig | undefined =>
  [...current.values()].find((other) => other.name !== config.name && overlap(other, config));

/**
 * Puts the steps in an order in which no two streams ever take the same subject; what has no place in it is a conflict.
 */
const order = (steps: readonly PlanStep[], infos: Iterable<StreamInfo>): PlanStep[] => {
  const current: Current = new Map();
  for (const { config } of infos) current.set(config.name, config);
  const ordered: PlanStep[] = [];
  let waiting = steps;
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    waiting = waiting.filter((step) => {
      if ('config' in step) {
        if (blockerOf(current, step.config)) return true;
        current.set(step.stream, step.config);
      }
      ordered.push(step);
      return false;
    });
  }
  return [...ordered, ...waiting.map((step) => asConflict(step, current))];
};

const asConflict = (step: PlanStep, current: Current): PlanStep => {
  if (!('config' in step)) return step;
  const { stream, config } = step;
  const other = blockerOf(current, config);
  if (other === undefined) return step;
  return { action: 'conflict', stream, conflicts: [takenBy(stream, config, other)] };
};
