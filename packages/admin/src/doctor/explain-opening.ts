import { DeliverablesError } from '@agog/deliverables-core';
import { connectFailure } from '@agog/deliverables-jetstream';
import type { FindingId, Note } from './finding.ts';

/** What the text of a failure holds, and what it then is. Matched in this order. */
const kinds: readonly (readonly [RegExp, FindingId])[] = [
  [/self.signed|certificate|unable to (get|verify)|CERT_|ALTNAME/i, 'certificate_untrusted'],
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo/i, 'host_unknown'],
  [/ECONNREFUSED|refused/i, 'server_unreachable'],
  [/does not support 'tls'|ERR_SSL|ERR_TLS/i, 'tls_mismatch'],
];

const textOf = (error: unknown): string => {
  const parts: string[] = [];
  for (let one = error, depth = 0; one instanceof Error && depth < 6; one = one.cause, depth++) {
    parts.push(one.message);
  }
  return parts.join(' ');
};

/** Takes note of why a store could not be opened. */
export const explainOpening = (thrown: unknown, isServer: boolean, note: Note): void => {
  const isTimeout = DeliverablesError.isInstance(thrown) && thrown.code === 'timeout';
  // What another client throws, in our words.
  const error =
    isServer && !isTimeout ? connectFailure(thrown, []) : DeliverablesError.from(thrown);
  const { code, message, hint } = error;
  if (code === 'aborted') throw error;
  note(isServer ? kindOf(error) : 'store_unusable', message, hint, { details: { code } });
};

const kindOf = (error: DeliverablesError): FindingId => {
  if (error.code === 'authentication_failed') return 'credentials_refused';
  if (error.code === 'invalid_argument') return 'address_invalid';
  if (error.code !== 'store_unavailable' && error.code !== 'timeout') return 'store_unusable';
  const text = textOf(error);
  return kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'server_silent';
};
