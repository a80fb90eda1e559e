import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server';

/** Who may ask. */
export interface Admission {
  /** Host names without ports; IPv6 in brackets. */
  readonly hosts: readonly string[];
  /** Host names of pages that may ask from a browser. */
  readonly origins: readonly string[];
  /** What every request has to carry; `null`: nothing. */
  readonly token: string | null;
}

/** Why a request is turned away. */
export interface Refusal {
  readonly status: 401 | 403 | 404;
  readonly message: string;
}

/** The one path that is served. */
export const servedPath = '/mcp';

/** Decides by a request's headers alone, before any of its body is read; `null` lets it in. */
export const guardRequest = (
  { headers, url = '/' }: IncomingMessage,
  { hosts, origins, token }: Admission,
): Refusal | null => {
  // A page whose name was made to lead here would send its own name as the host.
  const host = validateHostHeader(headers.host, [...hosts]);
  if (!host.ok) return { status: 403, message: host.message };
  const origin = validateOriginHeader(headers.origin, [...origins]);
  if (!origin.ok) return { status: 403, message: origin.message };
  if (token !== null && !carries(headers.authorization, token)) {
    return { status: 401, message: 'A bearer token is needed: Authorization: Bearer <token>.' };
  }
  const [path] = url.split('?', 1);
  if (path !== servedPath) return { status: 404, message: `Nothing is here but ${servedPath}.` };
  return null;
};

/** Compares digests, so that the time it takes tells nothing of the token, nor of its length. */
const carries = (authorization: string | undefined, token: string): boolean => {
  const [, given = ''] = /^bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
