import type { Roster, StreamConfig } from '@agog/deliverables-core';
import {
  buildNoticeFilter,
  buildReportFilter,
  filtersOverlap,
  requireAgent,
  streamsOf,
} from '@agog/deliverables-core/transport';

/**
 * Who is to work over a connection: an agent publishes its own reports and notices and reads everybody's; a reader
 * reads; an orchestrator reads and has durable listeners; an admin manages streams as well.
 */
export type Role =
  | { readonly kind: 'agent'; readonly agent: string }
  | { readonly kind: 'reader' }
  | { readonly kind: 'orchestrator' }
  | { readonly kind: 'admin' };

/** The subjects that a role has to be allowed: filters of NATS. */
export interface RoleNeeds {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** How one speaks to JetStream. */
export interface Prefixes {
  readonly apiPrefix: string;
  readonly inboxPrefix: string;
}

/**
 * What a role cannot do without: the one list, for whoever grants it and for whoever looks whether it is granted. Agents
 * and readers have no consumers: they read and follow by gets.
 *
 * `STREAM.MSG.GET` is what makes a retry safe and a missing message certain; it opens the whole stream.
 *
 * @throws DeliverablesError `unknown_agent`
 */
export const needsOf = (
  role: Role,
  roster: Roster,
  { apiPrefix, inboxPrefix }: Prefixes,
): RoleNeeds => {
  const streams = streamsOf(roster);
  const api = (paths: readonly string[]): string[] => paths.map((path) => `${apiPrefix}.${path}`);
  const publish = streams.flatMap(({ name }) => api(pathsOfReaders(name)));
  if (role.kind === 'agent') {
    requireAgent(roster, role.agent);
    // With the names it finds out which stream takes a channel on which somebody else has published before.
    publish.push(...ownSubjects(role.agent, roster.prefix, streams), ...api(['STREAM.NAMES']));
  }
  if (role.kind === 'orchestrator') {
    for (const { name } of streams) {
      publish.push(...api(pathsOfConsumers(name)), `$JS.ACK.${name}.>`);
    }
    publish.push(...workSubjects(roster.prefix, streams));
  }
  if (role.kind === 'admin') {
    publish.push(...api(['INFO', 'STREAM.LIST', 'STREAM.NAMES']));
    publish.push(...streams.flatMap(({ name }) => api(pathsOfAdmins(name))));
  }
  return { publish, subscribe: [`${inboxPrefix}.>`] };
};

/** JetStream's requests of whoever reads what is there. */
const pathsOfReaders = (stream: string): string[] => [
  `STREAM.INFO.${stream}`,
  `STREAM.MSG.GET.${stream}`,
  `DIRECT.GET.${stream}`,
  `DIRECT.GET.${stream}.>`,
];

const pathsOfConsumers = (stream: string): string[] => [
  `CONSUMER.CREATE.${stream}.>`,
  `CONSUMER.DELETE.${stream}.*`,
  `CONSUMER.MSG.NEXT.${stream}.*`,
  `CONSUMER.INFO.${stream}.*`,
];

const pathsOfAdmins = (stream: string): string[] => [
  `STREAM.CREATE.${stream}`,
  `STREAM.UPDATE.${stream}`,
  `STREAM.PURGE.${stream}`,
  `STREAM.DELETE.${stream}`,
  `STREAM.MSG.DELETE.${stream}`,
  `CONSUMER.LIST.${stream}`,
  ...pathsOfConsumers(stream),
];

/** What is an agent's own to publish, as far as there are streams for it. Chunks have no other name for their agent. */
export const ownSubjects = (
  agent: string,
  prefix: string,
  streams: readonly StreamConfig[],
): string[] => {
  const own = [
    buildReportFilter({ prefix, agent }),
    buildNoticeFilter({ prefix, agent }),
    `${prefix}.chunks.${agent}.>`,
  ];
  return own.filter((subject) => isTaken(subject, streams));
};

/** Where an orchestrator writes down how far a workflow is and what is to be done, as far as there are streams for it. */
export const workSubjects = (prefix: string, streams: readonly StreamConfig[]): string[] =>
  [`${prefix}.workflows.>`, `${prefix}.tasks.>`].filter((subject) => isTaken(subject, streams));

const isTaken = (subject: string, streams: readonly StreamConfig[]): boolean =>
  streams.some(({ subjects }) => subjects.some((filter) => filtersOverlap(subject, filter)));
