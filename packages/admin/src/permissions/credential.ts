import { fail } from '@agog/deliverables-core/transport';

/**
 * How a user proves who it is, in the server's configuration: by the value of an environment variable of the server; by a
 * password, which had better be its bcrypt hash (`$2a$…`, as `nats server passwd` makes it); or by the public half of an
 * nkey (`U…`), which is no secret.
 */
export type Credential =
  | { readonly environment: string }
  | { readonly password: string }
  | { readonly nkey: string };

/** The lines of a user that say by what it is known. A credential that is refused is never shown. */
export const credentialLines = (user: string, credential: Credential): string[] => {
  if ('nkey' in credential) {
    check(/^U[A-Z2-7]{55}$/.test(credential.nkey), user, 'nkey', 'the public half of one, U…');
    return [`nkey: ${credential.nkey}`];
  }
  if ('environment' in credential) {
    const { environment } = credential;
    check(/^[A-Za-z_]\w*$/.test(environment), user, 'environment', 'the name of a variable');
    return [`user: ${JSON.stringify(user)}`, `password: $${environment}`];
  }
  const { password } = credential;
  check(/^[^\p{Cc}]+$/u.test(password), user, 'password', 'a text without control characters');
  return [`user: ${JSON.stringify(user)}`, `password: ${JSON.stringify(password)}`];
};

const check = (isRight: boolean, user: string, what: string, wanted: string): void => {
  if (isRight) return;
  fail(
    'invalid_argument',
    `The ${what} for ${user} is not ${wanted}.`,
    'Correct what credentialOf answers.',
    { user },
  );
};
