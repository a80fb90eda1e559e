import { type CallOptions, DeliverablesError } from '@agog/deliverables-core';
import { abortedError, fail, startDeadline, timeoutError } from '@agog/deliverables-core/transport';
import type { Connz, Healthz, Jsz, Routez, Subsz, Varz } from './monitor-answers.ts';

/** How to reach a server's monitoring. */
export interface MonitorOptions {
  /** `http://localhost:8223`. Credentials and a path before the endpoints may be part of it. */
  readonly url: string;
  /** Sent with every request, where something in front of the server asks for it. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * A server's monitoring. Every call takes `signal` and `timeout`, 5,000 milliseconds by default.
 *
 * Throws `store_unavailable` where nobody answers, `unsupported` where the answer is not that of a NATS server or it has
 * no such endpoint, `authentication_failed`, `timeout`, `aborted`.
 */
export interface Monitor {
  varz(options?: CallOptions): Promise<Varz>;
  /** At most 1,024 connections, from the `offset`th on. */
  connz(options?: CallOptions & { readonly offset?: number | undefined }): Promise<Connz>;
  routez(options?: CallOptions): Promise<Routez>;
  subsz(options?: CallOptions): Promise<Subsz>;
  /** With every account's streams and their settings. */
  jsz(options?: CallOptions): Promise<Jsz>;
  healthz(options?: CallOptions): Promise<Healthz>;
}

const defaultTimeout = 5_000;

/** What each endpoint's answer has; else something other than a NATS server answered. */
const marks = {
  varz: 'server_id',
  connz: 'num_connections',
  routez: 'num_routes',
  subsz: 'num_subscriptions',
  jsz: 'config',
  healthz: 'status',
} as const;

type Endpoint = keyof typeof marks;

/**
 * The monitoring of a server. Nothing is sent before the first call.
 *
 * @throws DeliverablesError `invalid_argument` for a URL that is not one of http or https
 */
export const createMonitor = ({ url, headers = {} }: MonitorOptions): Monitor => {
  // What was passed is not repeated: it may hold a password.
  const isWeb = /^https?:\/\//i.test(url) && URL.canParse(url);
  if (!isWeb) {
    const rule = 'an address that begins http:// or https://';
    fail('invalid_argument', `The url of the monitoring is not ${rule}.`, `Pass ${rule}.`);
  }
  const parsed = new URL(url);
  const { username, password } = parsed;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization =
    username === '' ? {} : { authorization: `Basic ${encodeBasic(credentials)}` };
  parsed.username = '';
  parsed.password = '';
  const base = `${parsed.origin}${parsed.pathname.replace(/\/$/, '')}`;

  const ask = async <T>(endpoint: Endpoint, query: string, options?: CallOptions): Promise<T> => {
    const address = `${base}/${endpoint}`;
    const deadline = startDeadline({
      signal: options?.signal,
      timeout: options?.timeout ?? defaultTimeout,
    });
    const { signal, timeout = defaultTimeout } = deadline.next();
    const time = AbortSignal.timeout(Math.ceil(timeout));
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${address}${query}`, {
        headers: { ...authorization, ...headers },
        signal: signal ? AbortSignal.any([signal, time]) : time,
      });
      text = await response.text();
    } catch (error) {
      if (signal?.aborted) throw abortedError(signal);
      throw time.aborted
        ? timeoutError(options?.timeout ?? defaultTimeout)
        : unreachable(address, error);
    }
    return read<T>(endpoint, address, response.status, text);
  };

  return {
    varz: (options) => ask('varz', '', options),
    connz: (options) => ask('connz', `?offset=${Number(options?.offset ?? 0)}`, options),
    routez: (options) => ask('routez', '', options),
    subsz: (options) => ask('subsz', '', options),
    jsz: (options) => ask('jsz', '?accounts=true&streams=true&config=true', options),
    healthz: (options) => ask('healthz', '', options),
  };
};

const encodeBasic = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)));

const unreachable = (address: string, cause: unknown): DeliverablesError =>
  new DeliverablesError({
    code: 'store_unavailable',
    message: `The monitoring at ${address} cannot be reached.`,
    hint: 'Start the server with a monitoring port (http: 8222), and check the address.',
    cause,
    details: { address },
  });

const read = <T>(endpoint: Endpoint, address: string, status: number, text: string): T => {
  const details = { address, status };
  if (status === 401 || status === 403) {
    fail(
      'authentication_failed',
      `The monitoring at ${address} asks who this is (${status}).`,
      'Pass its credentials in the URL or as headers.',
      details,
    );
  }
  let answer: unknown = null;
  try {
    answer = JSON.parse(text);
  } catch {
    // Told below: whatever it is, it is no answer.
  }
  // A server that is not well says so with an error's status, and what is wrong in the answer.
  const counts = status === 200 || endpoint === 'healthz';
  if (counts && answer instanceof Object && marks[endpoint] in answer) {
    // The cast: the server documents the fields of each endpoint.
    return answer as T;
  }
  return fail(
    'unsupported',
    `What answers at ${address} (${status}) is not the monitoring of a NATS server.`,
    'Look whether the port is that of the monitoring (http: 8222), and what else listens there.',
    details,
  );
};
