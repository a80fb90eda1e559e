import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type PermissionStrength,
  permissionsFor,
  type RolePermissions,
} from '@agog/deliverables-admin';
import { fail } from '@agog/deliverables-core/transport';
import { Option } from '@commander-js/extra-typings';
import type { Column } from '../output/table.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const closing = `
allow-lists: one account; each user may publish and read what its role needs, and nothing else.
accounts: an account of its own for every user, so that none can have the server write in another's name.
Include the text in the server's configuration, and start the server with the environment variables that it names.
Each user connects with AGOG_USER, AGOG_PASSWORD, NATS_INBOX_PREFIX and NATS_API_PREFIX as --out lists them.`;

const columns: readonly Column<RolePermissions['connect']>[] = [
  { title: 'AGOG_USER', of: ({ user }) => user },
  { title: 'NATS_INBOX_PREFIX', of: ({ inboxPrefix }) => inboxPrefix },
  { title: 'NATS_API_PREFIX', of: ({ apiPrefix }) => apiPrefix },
];

/** `agog permissions`: the roster's roles as configuration for a NATS server. */
export const configurePermissions: ConfigureCommand = (command, context) => {
  const { output, settings, surroundings } = context;
  command
    .addOption(
      new Option('--strength <kind>', 'how users are kept apart')
        .choices(['allow-lists', 'accounts'] as const satisfies readonly PermissionStrength[])
        .default('accounts' as const),
    )
    .option('--out <file>', 'write it to a new file')
    .addHelpText('after', closing)
    .action(async ({ strength, out }) => {
      const { roster } = await settings();
      const { roles, configuration } = permissionsFor(roster, { strength });
      const file = out === undefined ? null : resolve(surroundings.folder, out);
      if (file !== null) {
        if (existsSync(file)) {
          fail(
            'invalid_argument',
            `${file} is there already.`,
            'Name a file that is not there yet.',
          );
        }
        writeFileSync(file, configuration, { flag: 'wx', mode: 0o600 });
      }
      // What the variables hold is not known here, and is nobody's business on a terminal.
      const told = roles.map(({ credential: _credential, ...role }) => role);
      const answer = { strength, roles: told, configuration, file };
      const users = roles.map(({ connect }) => connect);
      const table = output.table(users, columns, '');
      await output.answer('permissions', answer, () =>
        file === null ? configuration.trimEnd() : `${table}\n\nWrote ${file}.`,
      );
    });
};
