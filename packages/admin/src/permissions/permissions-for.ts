import type { Roster } from '@agog/deliverables-core';
import { checkArgument, fail } from '@agog/deliverables-core/transport';
import type { Credential } from './credential.ts';
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
 * mistakes: publishing on a wrong channel, purging, listening to what others are answered. It does not stop somebody who
 * means it, since the server sends its answers wherever the request says, and as itself. Every user can thus
 * - have any answer stored on any channel, and by a direct get of its own report any text, as if another agent had
 *   published it;
 * - have such an answer taken for a request to JetStream.
 *
 * `accounts`: an account for each role, and one for the streams and the admin. An account imports what its role needs and
 * nothing else, and answers stay within it, so that nobody can write to a channel, or ask JetStream for anything, that is
 * not its own. Clients have to pass `apiPrefix`. Streams that are there already in another account have to be moved.
 *
 * Neither stops whoever may read a stream from reading all of it, from taking or deleting deliveries of somebody else's
 * durable name on it, or from filling its own channel until the oldest reports go; nor an agent from spending a message id
 * of another, if it could guess one. In both the admin can do everything: what it holds is worth as much as the store. What
 * an agent publishes over its own user is its own; only a signature proves more.
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
    if (strength === 'allow-lists') {
      return grant(role, roster, { account: '$G', apiPrefix: jetStreamApi, credential });
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
