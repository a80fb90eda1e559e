import { credentialLines } from './credential.ts';
import type { RolePermissions } from './role-permissions.ts';

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

const block = (head: string, lines: readonly string[], [open, end] = ['{', '}']): string[] => [
  `${head}${open}`,
  ...indent(lines),
  `${end}`,
];

const list = (head: string, lines: readonly string[]): string[] =>
  block(`${head}: `, lines, ['[', ']']);

const quoted = (texts: readonly string[]): string[] => texts.map((text) => JSON.stringify(text));

const user = ({ connect, credential, publish, subscribe }: RolePermissions): string[] =>
  block('', [
    ...credentialLines(connect.user, credential),
    // Not as another server (LEAFNODE), and not as a device (MQTT).
    'allowed_connection_types: ["STANDARD", "WEBSOCKET"]',
    ...block('permissions: ', [
      ...block('publish: ', list('allow', quoted(publish))),
      ...block('subscribe: ', list('allow', quoted(subscribe))),
    ]),
  ]);

const head = (lines: readonly string[]): string[] => [
  ...lines.map((line) => `# ${line}`),
  '# Variables come from the environment of the server. Values in double quotes, or 1234 would be read as a number.',
  '',
];

/** Users with allow lists, in the account of a server that has no others. */
export const writeUsers = (roles: readonly RolePermissions[]): string =>
  text([
    ...head([
      'Users with allow lists. They stop mistakes, not malice: a user can have the server write its answers to a channel of',
      'somebody else. The form with accounts stops that.',
    ]),
    ...block('authorization ', list('users', roles.flatMap(user))),
  ]);

/** One account for the streams and the admin, `store`, and one for each other role. */
export const writeAccounts = (store: string, roles: readonly RolePermissions[]): string =>
  text([
    ...head([
      'One account for each role; the streams are in one of their own. A role reaches only the subjects that its account',
      'imports, and what the server answers goes nowhere else.',
    ]),
    ...block(
      'accounts ',
      roles.flatMap((one) =>
        block(`${JSON.stringify(one.account)}: `, [
          ...list('users', user(one)),
          ...(one.account === store
            ? ['jetstream: enabled', ...list('exports', exportsTo(roles))]
            : list('imports', importsOf(one, store))),
        ]),
      ),
    ),
  ]);

const exportsTo = (roles: readonly RolePermissions[]): string[] => {
  const accountsOf = new Map<string, string[]>();
  for (const { account, imports } of roles) {
    for (const { subject } of imports) {
      accountsOf.set(subject, [...(accountsOf.get(subject) ?? []), account]);
    }
  }
  return [...accountsOf].map(([subject, accounts]) => {
    const answers = manyAnswers.test(subject) ? ', response_type: stream' : '';
    return `{ service: ${JSON.stringify(subject)}${answers}, accounts: [${quoted(accounts).join(', ')}] }`;
  });
};

/**
 * What answers one request with several messages. Each such request leaves about a kilobyte in the server for two minutes
 * (2.15.1), so a get of one subject, `DIRECT.GET.<stream>.>`, is none of them.
 */
const manyAnswers = /^\$JS\.API\.(DIRECT\.GET\.[^.]+$|CONSUMER\.MSG\.NEXT\.)/;

const importsOf = ({ imports }: RolePermissions, account: string): string[] =>
  imports.map(({ subject, local }) => {
    const service = `{ account: ${JSON.stringify(account)}, subject: ${JSON.stringify(subject)} }`;
    return `{ service: ${service}, to: ${JSON.stringify(local)} }`;
  });

const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
