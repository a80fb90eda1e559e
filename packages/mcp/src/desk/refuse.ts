import { DeliverablesError } from '@agog/deliverables-core';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';

/** Codes of what a client asked wrongly; anything else is the server's or the store's. */
const faultsOfClients = /^(invalid_|unknown_|not_found)/;

/** Throws what went wrong as an error of the protocol, with the hint, and the code in its data. */
export const refuse = (thrown: unknown): never => {
  if (ProtocolError.isInstance(thrown)) throw thrown;
  const { code, message, hint, retryable } = DeliverablesError.from(thrown);
  const isFault = faultsOfClients.test(code);
  const number = isFault ? ProtocolErrorCode.InvalidParams : ProtocolErrorCode.InternalError;
  const known = code === 'unexpected' ? 'The server failed.' : `${message} ${hint}`.trim();
  throw new ProtocolError(number, known, { code, retryable });
};
