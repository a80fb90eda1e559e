import type { Roster } from '@agog/deliverables-core';
import { needsOf, type Prefixes, type Role } from '../permissions/role-needs.ts';
import type { Identity } from './check-server.ts';
import { isAllowed } from './covers.ts';
import type { Note } from './finding.ts';
import type { ServerDesk } from './server-desk.ts';

/** Looks whether a role may do what it has to. */
export const checkPermissions = async (
  desk: ServerDesk,
  identity: Identity | null,
  role: Role,
  roster: Roster,
  prefixes: Prefixes,
  note: Note,
): Promise<void> => {
  const { publish, subscribe } = needsOf(role, roster, prefixes);
  const isPublishable = (filter: string): boolean | Promise<boolean> =>
    identity ? isAllowed(filter, identity.publish) : isLetThrough(desk, filter, prefixes.apiPrefix);
  const answers = await Promise.all(publish.map(isPublishable));
  const unpublished = publish.filter((_, index) => !answers[index]);
  // Without an identity: an inbox that is denied was found before.
  const unheard = identity
    ? subscribe.filter((filter) => !isAllowed(filter, identity.subscribe))
    : [];
  const missing = [
    { operation: 'publish', filters: unpublished },
    { operation: 'subscribe', filters: unheard },
  ];
  for (const { operation, filters } of missing) {
    if (filters.length === 0) continue;
    const [first = '', ...more] = filters;
    const others = more.length === 0 ? '' : ` and ${more.length} more`;
    const list = filters.map((filter) => JSON.stringify(filter)).join(', ');
    const name = role.kind === 'agent' ? `agent ${role.agent}` : role.kind;
    note(
      'permission_missing',
      `The role ${name} has to ${operation} to ${first}${others}, which the server does not allow this user.`,
      `Add to the user's permissions in the server's configuration: ${operation}: { allow: [${list}] }.`,
      { details: { operation, subjects: filters } },
    );
  }
};

/** No JSON: every request of JetStream refuses it before it does anything. Tried on 2.9, 2.10 and 2.15. */
const nonsense = '[';

/** Tries a subject in a way that has no effect. */
const isLetThrough = async (
  desk: ServerDesk,
  filter: string,
  apiPrefix: string,
): Promise<boolean> => {
  // Not with what cannot be taken back, should a server ever take nonsense for sense.
  if (filter.startsWith(`${apiPrefix}.STREAM.DELETE.`)) return true;
  const subject = filter.replace(/[*>]/g, 'agog-doctor');
  const isReport = !filter.startsWith(apiPrefix) && !filter.startsWith('$JS.');
  // No stream has this name: the server stores nothing.
  const header = isReport ? 'Nats-Expected-Stream: agog-doctor-asks' : undefined;
  return (await desk.probe(subject, nonsense, header)) !== 'denied';
};
