import type { Roster } from '@agog/deliverables-core';
import { checkArgument, fail } from '@agog/deliverables-core/transport';
import { type Credential, checkCredential } from './credential.ts';
import type { Role } from './role-needs.ts';
import {
  grant,
  jetStreamApi,
  nameOf,
  type RolePermissions,
  rolesOf,
  variableOf,
} from './role-permissions.ts';
import { writeAccounts, writeUsers } from './write-configuration.ts';

/** What keeps roles apart, see {@link permissionsFor}. */
export type PermissionStrength = 'allow-lists' | 'accounts';

/** How the permissions are to be. */
export interface PermissionOptions {
  readonly strength: PermissionStrength;
  /**
   * By what a user is known. Default: the password is in an environment variable of the server,
   * `AGOG_AGENT_CYNTHIA_PASSWORD` for the user `agog-agent-cynthia`.
   */
  readonly credentialOf?: ((user: string, role: Role) => Credential) | undefined;
}

/** The permissions of a roster. */
export interface Permissions {
  readonly strength: PermissionStrength;
  /** The agents in their order, then reader, orchestrator and admin. */
  readonly roles: readonly RolePermissions[];
  /** For the server's configuration: write it to a file, and `include` that. Holds the passwords that were passed in. */
  readonly configuration: string;
}

/**
 * What each role of a roster may do, and the configuration that has a server see to it.
 *
 * `allow-lists`: all users in one account, each with a list of what it may publish to, and an inbox of its own. That stops
 * mistakes: publishing on a wrong channel, purging, listening to what others are answered. It does not stop malice, since
 * the server sends an answer wherever the request says, and as itself. Every user can thus
 * - have an answer stored as a report or notice of any agent; by a direct get it is any text that was published, such as
 *   one that an agent has put on a channel of its own just for that;
 * - have a text of its own taken for a request to JetStream, and so purge, delete, change and create streams as the admin;
 * - have it arrive in somebody's inbox, if it knows that inbox, in place of the answer waited for;
 * - have what it reads put into another agent's stream, though under the channel where it was published.
 *
 * `accounts`: an account for each role, and one for the streams and the admin. An account imports what its role needs and
 * nothing else, and answers never leave it: nothing of the above is possible for an agent or a reader. Clients have to pass
 * `apiPrefix`. Streams that a server has already are in another account, and have to be moved. Add no user to the account
 * with the streams.
 *
 * Only an orchestrator has consumers besides, for its durable names. A consumer is made in the account with the streams. It
 * can name a subject there to which it delivers, and a server that starts with such a consumer may do that: to JetStream's
 * requests, which is to purge, delete and change streams, and with a heartbeat as a message, an empty one, on any channel.
 * So an orchestrator is to be trusted like the admin in this. Agents and readers follow, wait and read histories by gets:
 * what they wait for is seen within a second, and at once where one message follows the other.
 *
 * Neither form stops whoever may read a stream from reading all of it; an orchestrator from pulling from somebody else's
 * durable name, or deleting that; nor an agent from publishing so much that old messages go, its own and everybody's notices; nor
 * from spending somebody's message id in a stream that they share, as that of the notices, if it could guess one. The admin
 * can do everything.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const permissionsFor = (roster: Roster, options: PermissionOptions): Permissions => {
  checkArgument(Boolean(roster?.agents), 'roster', roster, 'made by defineRoster');
  checkArgument(Object(options) === options, 'options', options, 'an object');
  const { strength, credentialOf = inEnvironment } = options;
  const isKnown = strength === 'allow-lists' || strength === 'accounts';
  checkArgument(isKnown, 'strength', strength, 'allow-lists or accounts');
  const { prefix } = roster;
  const store = `${prefix}-store`;
  const roles = rolesOf(roster).map((role): RolePermissions => {
    const user = nameOf(role, roster);
    const credential = credentialOf(user, role);
    checkCredential(user, credential);
    if (strength === 'allow-lists') {
      const place = { account: '$G', apiPrefix: jetStreamApi };
      return grant(role, roster, { ...place, credential });
    }
    const place =
      role.kind === 'admin'
        ? { account: store, apiPrefix: jetStreamApi }
        : { account: user, apiPrefix: `${prefix}.api` };
    return grant(role, roster, { ...place, credential });
  });
  checkVariables(roles);
  const configuration = strength === 'accounts' ? writeAccounts(store, roles) : writeUsers(roles);
  return { strength, roles, configuration };
};

const inEnvironment = (user: string): Credential => ({ environment: variableOf(user) });

/** Two users with one password would be each other. */
const checkVariables = (roles: readonly RolePermissions[]): void => {
  const users = new Map<string, string>();
  for (const { credential, connect } of roles) {
    if (!('environment' in credential)) continue;
    const { environment } = credential;
    const other = users.get(environment);
    if (other !== undefined) {
      fail(
        'invalid_argument',
        `The users ${other} and ${connect.user} would both have the password in ${environment}.`,
        'Pass credentialOf, with a variable for each.',
        { environment },
      );
    }
    users.set(environment, connect.user);
  }
};
