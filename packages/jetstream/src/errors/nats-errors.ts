import { DeliverablesError, type ErrorCode } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';

/** An error in a reply of JetStream. */
export interface ApiError {
  readonly code: number;
  readonly err_code?: number | undefined;
  readonly description?: string | undefined;
}

/** What JetStream's own numbers mean here, and what to do. Sources: the server's list of errors, and trying them. */
const meanings: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  10059: ['stream_not_found', 'Create the streams of the roster first.'],
  10014: ['consumer_not_found', 'Consume the name again to create it anew.'],
  10058: ['stream_conflict', 'A stream of that name exists with other settings; update or rename.'],
  10065: ['stream_conflict', 'Another stream takes some of these subjects already.'],
  10013: ['consumer_conflict', 'A consumer of that name exists with other settings.'],
  10105: ['consumer_conflict', 'A consumer of that name exists with other settings.'],
  10148: ['consumer_conflict', 'A consumer of that name exists with other settings.'],
  10099: ['consumer_conflict', 'In a work queue only one name may take a subject.'],
  10100: ['consumer_conflict', 'In a work queue only one name may take a subject.'],
  10101: ['unsupported', 'A name on a work queue begins at its start.'],
  10052: ['invalid_argument', 'The server refuses these settings.'],
  10074: ['unsupported', 'Copies need a cluster; without one, replicas is 1.'],
  10054: ['message_too_large', 'Split the report, compress it, or raise the stream’s limit.'],
  10097: ['message_too_large', 'Split the report, compress it, or raise the stream’s limit.'],
  10077: ['stream_full', 'Purge the stream or raise its limits.'],
  10002: ['store_full', 'Raise the account’s JetStream limits, or purge.'],
  10023: ['store_full', 'Raise the server’s JetStream storage (max_file_store), or purge.'],
  10028: ['store_full', 'Raise the server’s JetStream limits, or purge.'],
  10047: ['store_full', 'Raise the server’s JetStream storage, or purge.'],
  10026: ['store_full', 'Raise how many consumers the account or stream may have.'],
  10027: ['store_full', 'Raise how many streams the account may have.'],
  10070: ['sequence_conflict', 'Read the channel again, then publish on what is there now.'],
  10071: ['sequence_conflict', 'Read the channel again, then publish on what is there now.'],
  10164: ['sequence_conflict', 'Read the channel again, then publish on what is there now.'],
  10060: ['stream_conflict', 'The subject belongs to another stream than expected.'],
  10039: ['unsupported', 'Turn JetStream on for this account.'],
  10076: ['unsupported', 'Turn JetStream on: nats-server -js.'],
  10005: ['store_unavailable', 'Too few servers of the cluster are there for so many copies.'],
  10008: ['store_unavailable', 'The cluster is electing a leader, or starts; try again.'],
  10009: ['store_unavailable', 'The cluster lacks the peers for this; try again.'],
  // Old servers trip over several creations at once.
  10049: [
    'store_unavailable',
    'The server cannot open the stream’s files; try again, then look at its disk.',
  ],
  10158: ['store_unavailable', 'The server is busy; try again.'],
  10167: ['store_unavailable', 'The server is busy; send less at once.'],
  // The server's own text names a path of its machine.
  10051: ['store_unavailable', 'The server cannot write: look at its disk and its log.'],
  10057: ['permission_denied', 'The stream forbids that.'],
  10109: ['permission_denied', 'The stream forbids to delete messages.'],
  10110: ['permission_denied', 'The stream forbids to purge.'],
  10111: ['permission_denied', 'The stream forbids that header.'],
  10166: ['permission_denied', 'The stream forbids that header.'],
};

const quiet = new Set([10051]);

/** Numbers that say: not now. A request that got one had no effect. */
const busy = new Set([10008, 10009, 10049, 10158, 10167]);

/** Whether the same request may succeed shortly. */
export const isBusy = (error: ApiError): boolean => busy.has(error.err_code ?? 0);

/** An error in a reply as ours; `what` says what was asked for, as the beginning of a sentence. */
export const apiFailure = (
  error: ApiError,
  what: string,
  details: Readonly<Record<string, unknown>> = {},
): DeliverablesError => {
  const number = error.err_code ?? 0;
  const [code, hint] = meanings[number] ?? byStatus(error.code);
  const description = quiet.has(number) ? 'storage failure' : error.description;
  return new DeliverablesError({
    code,
    message: `${what} failed: ${description ?? 'no reason given'} (${number || error.code}).`,
    hint,
    details: { ...details, natsErrorCode: number },
  });
};

const byStatus = (status: number): readonly [ErrorCode, string] => {
  if (status === 404) return ['not_found', 'Look whether the stream and the message exist.'];
  if (status === 400) return ['invalid_argument', 'The server refuses these settings.'];
  return ['store_unavailable', 'See the server’s log.'];
};

/** What a connection attempt can fail with: what its text holds, our code, and what to do. Matched in this order. */
const connectFailures: readonly (readonly [RegExp, ErrorCode, string])[] = [
  [
    /authorization violation|authentication (timeout|expired)|user authentication|nkey|nonce|AuthorizationError|AUTHORIZATION_VIOLATION|AUTHENTICATION/i,
    'authentication_failed',
    'Check user, password, token, nkey or creds file. They are never printed.',
  ],
  [
    /doesn.t exist/,
    'invalid_argument',
    'Look whether the files that `tls` names are there, and who may read them.',
  ],
  [
    /permissions? violation/i,
    'permission_denied',
    'Ask whoever runs the server for that permission.',
  ],
  [
    /self.signed|UNABLE_TO_VERIFY|unable to (get|verify)|unknown.?issuer|CERT_|certificate|ALTNAME|altnames/i,
    'store_unavailable',
    'The server’s certificate is not trusted: pass its authority as `tls.ca`, and use the name that it was issued for.',
  ],
  [
    /ERR_SSL|ERR_TLS|\btls\b|\bssl\b/i,
    'store_unavailable',
    'Client and server disagree about TLS: compare the URL’s scheme and `tls` with the server’s configuration.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|getaddrinfo|dns|lookup/i,
    'store_unavailable',
    'The host’s name is not known: check NATS_URL for a typing error.',
  ],
  [
    /ECONNREFUSED|refused/i,
    'store_unavailable',
    'Nothing listens there: start the server (docker-compose up -d nats), and check host and port.',
  ],
  [
    /ECONNRESET|EPIPE|reset|hang up|undefined error|unexpected response|closed|disconnect/i,
    'store_unavailable',
    'What listens there hangs up: is it a NATS server, is the scheme right (nats, tls, ws, wss), and does it take more connections (max_connections)?',
  ],
  [
    /timeout|timed out|TIMEOUT/,
    'store_unavailable',
    'Nothing answered in time: is it a NATS server, and does a firewall let it through?',
  ],
];

/** All texts of an error and of the errors underneath. */
const textOf = (error: unknown): string => {
  const parts: string[] = [];
  for (let one = error, depth = 0; one instanceof Error && depth < 6; one = one.cause, depth++) {
    const { code } = one as { code?: unknown };
    parts.push(one.name, String(code ?? ''), one.message);
    if (one instanceof AggregateError) parts.push(...one.errors.map(String));
    // `nats` 2 keeps the error underneath in a property of its own.
    const { chainedError } = one as { chainedError?: unknown };
    if (chainedError instanceof Error) parts.push(chainedError.message);
  }
  return parts.join(' ');
};

/** A URL without what stands before its host. */
export const withoutCredentials = (url: string): string => url.replace(/\/\/[^@/]*@/, '//');

/** Why a connection could not be opened, as ours. Never holds a credential. */
export const connectFailure = (error: unknown, servers: readonly string[]): DeliverablesError => {
  // Time that ran out says as much about the server as a refusal does, and so does hanging up.
  if (DeliverablesError.isInstance(error) && !/timeout|closed/.test(error.code)) return error;
  const text = textOf(error);
  const found = connectFailures.find(([pattern]) => pattern.test(text));
  const [, code, hint] = found ?? [null, 'store_unavailable' as const, 'See the cause.'];
  const reason = error instanceof Error && error.message !== '' ? error.message : String(error);
  // Of a server that hangs up, the client knows no more than that.
  const told = /undefined error/.test(reason) ? hungUp().message : reason.replace(/\.$/, '');
  return new DeliverablesError({
    code,
    message: `No connection to ${servers.map(withoutCredentials).join(', ')}: ${withoutCredentials(told)}.`,
    hint,
    cause: error,
    details: { servers: servers.map(withoutCredentials) },
  });
};

/** A server ended the connection before it let this client in. */
export const hungUp = (): DeliverablesError =>
  new DeliverablesError({ code: 'closed', message: 'it hung up' });

/** What a connection throws when something is handed to it. */
export const sendFailure = (error: unknown, subject: string): DeliverablesError => {
  const text = textOf(error);
  if (/max_payload/i.test(text)) {
    return new DeliverablesError({
      code: 'message_too_large',
      message: `A message to ${subject} exceeds what the server accepts.`,
      hint: 'Split the report, compress it, or raise max_payload in the server’s configuration.',
      cause: error,
    });
  }
  if (/clos|drain/i.test(text)) return closedConnection(error);
  return DeliverablesError.from(error);
};

/** The connection ended for good. */
export const closedConnection = (reason: unknown): DeliverablesError => {
  const expired = /authentication|authorization/i.test(textOf(reason));
  return new DeliverablesError({
    code: expired ? 'authentication_failed' : 'closed',
    message:
      reason instanceof Error
        ? `The connection ended: ${reason.message}.`
        : 'The connection is closed.',
    hint: expired ? 'Connect again with credentials that hold.' : 'Connect again.',
    ...(reason instanceof Error && { cause: reason }),
  });
};

/** The server refused a subject. */
export const deniedError = (
  operation: 'publish' | 'subscription',
  subject: string,
  cause: unknown,
): DeliverablesError =>
  new DeliverablesError({
    code: 'permission_denied',
    message:
      operation === 'publish'
        ? `The server does not let this user publish to ${subject}.`
        : `The server does not let this user subscribe to ${subject}; what was sent meanwhile may be stored.`,
    hint:
      operation === 'publish'
        ? 'Ask whoever runs the server for that permission.'
        : 'Set inboxPrefix to the inbox that this user may use, or ask for the permission.',
    cause,
    details: { operation, subject },
  });

/** Nobody answers on JetStream's subjects. */
export const failWithoutJetStream = (what: string): never =>
  fail(
    'unsupported',
    `${what} failed: JetStream does not answer.`,
    'Turn JetStream on (nats-server -js), for this account too; or wait until the cluster has a leader.',
  );

/** The connection broke, or nothing came back, for something that must not be done twice. */
export const failUnknown = (what: string): never =>
  fail(
    'store_unavailable',
    `${what}: the connection was lost before the answer came; it may have been done.`,
    'Look at the stream, then decide whether to do it again.',
  );
