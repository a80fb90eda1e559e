import type { Roster } from '@agog/deliverables-core';
import {
  buildNoticeFilter,
  buildReportFilter,
  noticeStreamName,
  requireAgent,
  streamName,
  streamsOf,
} from '@agog/deliverables-core/transport';

/**
 * Who is to work over the connection: an agent publishes its own reports and notices and reads everybody's; a reader
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
 * What a role needs.
 *
 * @throws DeliverablesError `unknown_agent`
 */
export const needsOf = (
  role: Role,
  roster: Roster,
  { apiPrefix, inboxPrefix }: Prefixes,
): RoleNeeds => {
  const streams = streamsOf(roster).map(({ name }) => name);
  const api = (...paths: readonly string[]): string[] =>
    paths.map((path) => `${apiPrefix}.${path}`);
  const readOf = (stream: string): string[] => [
    ...api(
      `STREAM.INFO.${stream}`,
      `DIRECT.GET.${stream}`,
      `DIRECT.GET.${stream}.>`,
      `CONSUMER.CREATE.${stream}.>`,
      `CONSUMER.INFO.${stream}.*`,
      `CONSUMER.DELETE.${stream}.*`,
      `CONSUMER.MSG.NEXT.${stream}.*`,
    ),
    `$JS.ACK.${stream}.>`,
  ];
  const manageOf = (stream: string): string[] =>
    api(
      `STREAM.CREATE.${stream}`,
      `STREAM.UPDATE.${stream}`,
      `STREAM.PURGE.${stream}`,
      `STREAM.DELETE.${stream}`,
      `STREAM.MSG.GET.${stream}`,
      `STREAM.MSG.DELETE.${stream}`,
      `CONSUMER.LIST.${stream}`,
    );
  const publish = streams.flatMap(readOf);
  if (role.kind === 'agent') {
    const { agent } = role;
    requireAgent(roster, agent);
    const { prefix } = roster;
    publish.push(buildReportFilter({ prefix, agent }), buildNoticeFilter({ prefix, agent }));
    // What makes a retry safe.
    for (const stream of [streamName(roster, agent), noticeStreamName(roster)]) {
      publish.push(...api(`STREAM.MSG.GET.${stream}`));
    }
  }
  if (role.kind === 'admin') {
    publish.push(...api('INFO', 'STREAM.LIST'), ...streams.flatMap(manageOf));
  }
  return { publish, subscribe: [`${inboxPrefix}.>`] };
};
