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

/**
 * Checks what a caller says a user is known by. What is refused is never shown.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const checkCredential = (user: string, credential: Credential): void => {
  const { environment, password, nkey }: Partial<Record<string, string>> = Object(credential);
  const isRight =
    /^U[A-Z2-7]{55}$/.test(nkey ?? '') ||
    /^[A-Za-z_]\w*$/.test(environment ?? '') ||
    // What the server's language cannot write between quotes.
    /^[^\p{Cc}\p{Cs}]+$/u.test(password ?? '');
  if (isRight) return;
  fail(
    'invalid_argument',
    `The user ${user} cannot be known by what credentialOf answers.`,
    'Answer { environment } with the name of a variable, { nkey } with the public half of one (U…), or { password } with a text without control characters.',
    { user },
  );
};

/** The lines of a user that say by what it is known. */
export const credentialLines = (user: string, credential: Credential): string[] => {
  if ('nkey' in credential) return [`nkey: ${credential.nkey}`];
  const name = `user: ${JSON.stringify(user)}`;
  if ('environment' in credential) return [name, `password: $${credential.environment}`];
  return [name, `password: ${JSON.stringify(credential.password)}`];
};
