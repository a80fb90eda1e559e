import type { Roster } from '@agog/deliverables-core';
import { streamsOf } from '@agog/deliverables-core/transport';
import { fillerSubject } from '../archive/open-form.ts';
import type { Credential } from './credential.ts';
import { needsOf, type Role } from './role-needs.ts';

/** A service of the account with the streams, as another account sees it. */
export interface ImportedSubject {
  /** What it is called in the account with the streams. */
  readonly subject: string;
  /** What it is called in the account that imports it. */
  readonly local: string;
}

/** What one user may do, and how its client connects. Plain data. */
export interface RolePermissions {
  readonly role: Role;
  /** The account that the user is of; `$G` is the one of a server without accounts. */
  readonly account: string;
  /** As the server's configuration has it. Never print it: it may hold a password. */
  readonly credential: Credential;
  /** What the user may publish to; everything else is refused. */
  readonly publish: readonly string[];
  /** What the user may subscribe to; everything else is refused. */
  readonly subscribe: readonly string[];
  /** The subjects that its account imports from the one with the streams; none where it is the same account. */
  readonly imports: readonly ImportedSubject[];
  /** For `connectNats` and `connectWebSocket`; with an nkey leave `user` out, and pass `nkeySeed`. */
  readonly connect: {
    readonly user: string;
    readonly inboxPrefix: string;
    readonly apiPrefix: string;
  };
}

/** What JetStream's requests begin with in the account that has the streams. */
export const jetStreamApi = '$JS.API';

/** Every role of a roster: its agents in their order, then reader, orchestrator and admin. */
export const rolesOf = ({ agents }: Roster): Role[] => [
  ...Object.keys(agents).map((agent): Role => ({ kind: 'agent', agent })),
  { kind: 'reader' },
  { kind: 'orchestrator' },
  { kind: 'admin' },
];

/** The name of a role's user and account: `agog-agent-cynthia`, `agog-reader`. */
export const nameOf = (role: Role, { prefix }: Roster): string =>
  role.kind === 'agent' ? `${prefix}-agent-${role.agent}` : `${prefix}-${role.kind}`;

/** The variable with a user's password: `AGOG_AGENT_CYNTHIA_PASSWORD`. */
export const variableOf = (user: string): string =>
  `${user
    .replace(/[^A-Za-z0-9]/g, '_')
    .replace(/^\d/, '_$&')
    .toUpperCase()}_PASSWORD`;

/** Where a role's user is, and how it is known. */
export interface Place {
  readonly account: string;
  readonly apiPrefix: string;
  readonly credential: Credential;
}

/** What a role is granted: what it needs, to ask who it is, and for the admin to restore what was published. */
export const grant = (
  role: Role,
  roster: Roster,
  { account, apiPrefix, credential }: Place,
): RolePermissions => {
  const user = nameOf(role, roster);
  const inboxPrefix = `_INBOX_${user}`;
  const { publish, subscribe } = needsOf(role, roster, { apiPrefix, inboxPrefix });
  const streams = streamsOf(roster);
  const restored =
    role.kind === 'admin'
      ? [...streams.flatMap(({ subjects }) => subjects), ...streams.map(fillerSubject)]
      : [];
  const imports = publish.map((local) => {
    const isApi = local.startsWith(`${apiPrefix}.`);
    return { subject: isApi ? jetStreamApi + local.slice(apiPrefix.length) : local, local };
  });
  return {
    role,
    account,
    credential,
    publish: [...publish, ...restored, '$SYS.REQ.USER.INFO'],
    subscribe,
    imports: apiPrefix === jetStreamApi ? [] : imports,
    connect: { user, inboxPrefix, apiPrefix },
  };
};
