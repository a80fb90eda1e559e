import type { Roster } from '@agog/deliverables-core';
import { streamsOf } from '@agog/deliverables-core/transport';
import type { Link } from '@agog/deliverables-jetstream';
import { tellBytes } from '../streams/figures-as-text.ts';
import type { AllowDeny } from './covers.ts';
import type { Note } from './finding.ts';
import type { ServerDesk } from './server-desk.ts';

/** Who a server takes this client for. */
export interface Identity {
  readonly publish: AllowDeny;
  readonly subscribe: AllowDeny;
}

/** What is compared, and by which clock. */
export interface ServerCheck {
  readonly link: Link;
  readonly desk: ServerDesk;
  readonly roster: Roster;
  readonly now: () => number;
  /** Whether the server's clock was compared before. */
  readonly isClockKnown: boolean;
  readonly note: Note;
}

/** A difference of clocks that is worth a word, in milliseconds. */
const tolerance = 5_000;

/** Looks at what a server says of itself. */
export const checkServer = ({ link, roster, note }: ServerCheck): void => {
  const { info } = link;
  const { version, max_payload: maxPayload } = info;
  note('server', `The server answers; it is nats-server ${version}.`, '', { details: { version } });
  if (isBefore(version, 2, 11)) {
    const fix = 'Upgrade the server to 2.11 or later; streams and reports stay.';
    note('server_outdated', `The server is of version ${version}.`, fix, { details: { version } });
  }
  // The cast: clients know more of a server than the transport asks for.
  const { auth_required: asks, client_ip: from = '' } = info as typeof info & {
    readonly auth_required?: boolean;
    readonly client_ip?: string;
  };
  if (!asks) {
    note(
      'authentication_off',
      'The server lets everybody in.',
      'Give the server users (authorization { user, password }), and set NATS_USER and NATS_PASSWORD.',
      // On one's own machine that is how one begins.
      /^(127\.|::1$)/.test(from) ? { severity: 'info' } : {},
    );
  }
  const largest = Math.max(...streamsOf(roster).map(({ maxMessageSize }) => maxMessageSize ?? 0));
  if (maxPayload < largest) {
    note(
      'max_payload_small',
      `The server takes messages of ${tellBytes(maxPayload)}, the streams of the roster ${tellBytes(largest)}.`,
      `Set max_payload to at least ${largest} in the server's configuration (11MB for reports of 10 MiB), and restart it; --max_payload as a flag does not exist.`,
      { details: { maxPayload, largest } },
    );
  }
};

const isBefore = (version: string, major: number, minor: number): boolean => {
  const [is = 0, isMinor = 0] = version.split('.').map(Number);
  return is < major || (is === major && isMinor < minor);
};

/** Asks who this client is; `null` where the server does not say, `'mute'` where its answers do not arrive. */
export const checkIdentity = async ({
  desk,
  now,
  isClockKnown,
  note,
}: ServerCheck): Promise<Identity | null | 'mute'> => {
  const before = now();
  const answer = await desk.ask('$SYS.REQ.USER.INFO');
  if (answer === 'inbox_denied') {
    note(
      'inbox_denied',
      'The server does not let this user subscribe to its inbox.',
      'Pass the inboxPrefix that this user may subscribe to, or allow it _INBOX.>.',
    );
    return 'mute';
  }
  if (typeof answer === 'string') {
    note(
      'identity_unknown',
      answer === 'denied'
        ? 'The server does not tell this user who it is.'
        : 'The server does not tell who this is; servers before 2.10 do not.',
      answer === 'denied' ? 'Allow it to publish to $SYS.REQ.USER.INFO.' : '',
    );
    return null;
  }
  // The casts: the fields that the server documents for this request.
  const { data = {}, server = {} } = answer as {
    readonly data?: {
      readonly user?: string;
      readonly account?: string;
      readonly permissions?: Partial<Identity> | null;
    };
    readonly server?: { readonly time?: string };
  };
  const { user = '', account = 'unknown', permissions } = data;
  note('identity', `This is ${shown(user)} of the account ${account}.`, '', {
    details: { account },
  });
  if (!isClockKnown) compareClocks(Date.parse(server.time ?? ''), before, now(), note);
  return { publish: permissions?.publish ?? {}, subscribe: permissions?.subscribe ?? {} };
};

/** Where users are known by a token, the server may call them by it. */
const shown = (user: string): string => {
  if (user === '') return 'a user without a name';
  return /^[\w.@-]{1,64}$/.test(user) ? `the user ${user}` : 'a user whose name is not shown';
};

/** Takes note where a server's clock differs from ours by more than the way there and back. */
export const compareClocks = (time: number, before: number, after: number, note: Note): void => {
  if (Number.isNaN(time)) return;
  const difference = Math.round(time < before ? time - before : Math.max(time - after, 0));
  if (Math.abs(difference) <= tolerance) return;
  const seconds = Math.round(Math.abs(difference) / 1000);
  note(
    'clock_skew',
    `The server's clock is ${seconds} s ${difference < 0 ? 'behind' : 'before'} this machine's.`,
    'Let both machines follow a time server (timedatectl set-ntp true).',
    { details: { difference } },
  );
};
