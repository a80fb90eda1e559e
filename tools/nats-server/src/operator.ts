import {
  createAccount,
  createOperator as createOperatorKey,
  createUser,
  type KeyPair,
} from '@nats-io/nkeys';

const base64url = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url');

/** A claim of NATS, signed by whoever issues it. */
const sign = (issuer: KeyPair, subject: KeyPair, nats: object): string => {
  const head = base64url(JSON.stringify({ typ: 'JWT', alg: 'ed25519-nkey' }));
  const claims = {
    jti: 'test',
    iat: Math.floor(Date.now() / 1000),
    iss: issuer.getPublicKey(),
    sub: subject.getPublicKey(),
    name: 'test',
    nats,
  };
  const body = `${head}.${base64url(JSON.stringify(claims))}`;
  return `${body}.${base64url(issuer.sign(new TextEncoder().encode(body)))}`;
};

/** A server in operator mode, where users show a JWT, and one user of it. */
export interface Operator {
  /** More of the server's configuration. */
  readonly config: string;
  /** The text of the user's creds file. */
  readonly creds: string;
  readonly seed: string;
}

/** Makes an operator with one account and one user. */
export const createOperator = (): Operator => {
  const [operator, account, user] = [createOperatorKey(), createAccount(), createUser()];
  const none = { subs: -1, data: -1, payload: -1 };
  const limits = { ...none, imports: -1, exports: -1, conn: -1, leaf: -1, wildcards: true };
  const operatorJwt = sign(operator, operator, { type: 'operator', version: 2 });
  const accountJwt = sign(operator, account, { type: 'account', version: 2, limits });
  const userJwt = sign(account, user, { type: 'user', version: 2, ...none });
  const seed = new TextDecoder().decode(user.getSeed());
  return {
    config: `operator: ${operatorJwt}
      resolver: MEMORY
      resolver_preload: { ${account.getPublicKey()}: ${accountJwt} }`,
    creds: `-----BEGIN NATS USER JWT-----
${userJwt}
------END NATS USER JWT------

************************* IMPORTANT *************************
NKEY Seed printed below can be used to sign and prove identity.

-----BEGIN USER NKEY SEED-----
${seed}
------END USER NKEY SEED------
`,
    seed,
  };
};
