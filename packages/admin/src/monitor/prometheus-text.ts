import { checkArgument } from '@agog/deliverables-core/transport';
import type { StreamStatus } from '../streams/stream-status.ts';

/** What HTTP says of {@link prometheusText}. */
export const prometheusContentType = 'text/plain; version=0.0.4; charset=utf-8';

interface Metric {
  readonly name: string;
  readonly help: string;
  /** `null` where there is no such figure now: it is then left out. */
  readonly read: (status: StreamStatus) => number | null;
}

const seconds = (time: Date | null): number | null => time && time.getTime() / 1000;

const metrics: readonly Metric[] = [
  {
    name: 'agog_stream_up',
    help: 'Whether the stream exists.',
    read: ({ exists }) => Number(exists),
  },
  {
    name: 'agog_stream_messages',
    help: 'Messages in the stream.',
    read: ({ messages }) => messages,
  },
  {
    name: 'agog_stream_bytes',
    help: 'Bytes in the stream, with headers and subjects.',
    read: ({ bytes }) => bytes,
  },
  {
    name: 'agog_stream_first_sequence',
    help: 'Sequence of the oldest message.',
    read: ({ firstSequence }) => firstSequence,
  },
  {
    name: 'agog_stream_last_sequence',
    help: 'Highest sequence ever given; its rate is the rate of publishes.',
    read: ({ lastSequence }) => lastSequence,
  },
  {
    name: 'agog_stream_first_timestamp_seconds',
    help: 'When the oldest message was stored, in seconds since 1970.',
    read: ({ firstTime }) => seconds(firstTime),
  },
  {
    name: 'agog_stream_last_timestamp_seconds',
    help: 'When the newest message was stored, in seconds since 1970.',
    read: ({ lastTime }) => seconds(lastTime),
  },
  {
    name: 'agog_stream_fill_ratio',
    help: 'How far it is to the nearest limit, from 0 to 1.',
    read: ({ fill }) => fill,
  },
  {
    name: 'agog_stream_consumers',
    help: 'Durable names on the stream.',
    read: ({ consumers }) => consumers,
  },
];

/**
 * The figures of streams in the text format of Prometheus (0.0.4), every metric a gauge with the label `stream`, and
 * those that are given besides.
 *
 * @param labels - Put on every line, such as `{ environment: 'production' }`. Names are letters,
 * digits and `_`, and do not begin with a digit.
 * @throws DeliverablesError `invalid_argument` for a label's name that Prometheus would refuse
 */
export const prometheusText = (
  statuses: readonly StreamStatus[],
  labels: Readonly<Record<string, string>> = {},
): string => {
  for (const name of Object.keys(labels)) {
    const isLegal = /^[A-Za-z_]\w*$/.test(name) && !name.startsWith('__');
    checkArgument(isLegal, 'A label', name, 'letters, digits and _');
  }
  return metrics
    .flatMap(({ name, help, read }) => {
      const samples = statuses.flatMap((status) => {
        const value = read(status);
        if (value === null || (!status.exists && name !== 'agog_stream_up')) return [];
        return [`${name}{${labelsOf({ ...labels, stream: status.stream })}} ${value}`];
      });
      return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
    })
    .map((line) => `${line}\n`)
    .join('');
};

const labelsOf = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeValue(value)}"`)
    .join(',');

const escapeValue = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
