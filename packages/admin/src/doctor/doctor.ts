import {
  type CallOptions,
  DeliverablesError,
  type Roster,
  type Transport,
} from '@agog/deliverables-core';
import { checkArgument, startDeadline } from '@agog/deliverables-core/transport';
import {
  createJetStreamTransport,
  createLink,
  type NatsConnection,
  withoutCredentials,
} from '@agog/deliverables-jetstream';
import { createMonitor } from '../monitor/create-monitor.ts';
import { needsOf, type Role } from '../permissions/role-needs.ts';
import { checkCopies } from './check-copies.ts';
import { checkJetStream } from './check-jetstream.ts';
import { checkMonitoring } from './check-monitoring.ts';
import { checkPermissions } from './check-permissions.ts';
import { checkIdentity, checkServer } from './check-server.ts';
import { checkStreams } from './check-streams.ts';
import { explainOpening } from './explain-opening.ts';
import { createNotes, type Finding, type Note } from './finding.ts';
import { createServerDesk } from './server-desk.ts';

/** What the doctor looks at, whatever the store. */
interface CommonOptions extends CallOptions {
  /** What should be there. */
  readonly roster: Roster;
  /** For everything but the opening. Default 30,000 milliseconds. */
  readonly timeout?: number | undefined;
}

/** A NATS server. */
export interface ServerPatient extends CommonOptions {
  /**
   * Opens a connection as the user in question, such as `openTcpConnection` of `@agog/deliverables-nats` does. That it
   * fails is a finding. The doctor closes it.
   */
  readonly connect: () => Promise<NatsConnection>;
  /** Where its monitoring is: `http://localhost:8223`. Without it some things are not looked at. */
  readonly monitorUrl?: string | undefined;
  /** What the user is to do over it. Default: manage streams. */
  readonly role?: Role | undefined;
  /** As in `connectNats`. */
  readonly inboxPrefix?: string | undefined;
  /** As in `connectNats`. */
  readonly apiPrefix?: string | undefined;
  /** This machine's clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** A store of any kind. */
export interface StorePatient extends CommonOptions {
  /** Opens it. That it fails is a finding. The doctor closes it. */
  readonly open: () => Promise<Transport>;
}

/** What the doctor found. Plain data. */
export interface Diagnosis {
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** Whether nothing is worse than `info`. */
  readonly healthy: boolean;
  /** For a command: 0 when healthy, 1 with warnings, 2 with errors. */
  readonly exitCode: 0 | 1 | 2;
}

/** How long everything together may take by default, in milliseconds. */
const defaultTimeout = 30_000;

/**
 * Looks at a server or a store, and says what is wrong with it and what to do. Changes nothing: permissions are tried with
 * requests that have no effect.
 *
 * @throws DeliverablesError `invalid_argument`, `unknown_agent`, `aborted`; what else goes wrong is a finding
 */
export const doctor = async (options: ServerPatient | StorePatient): Promise<Diagnosis> => {
  const isServer = 'connect' in options;
  const open: unknown = isServer ? options.connect : options?.open;
  checkArgument(typeof open === 'function', isServer ? 'connect' : 'open', open, 'a function');
  checkArgument(Boolean(options.roster?.agents), 'roster', options.roster, 'made by defineRoster');
  const { findings, note } = createNotes();
  await (isServer ? examineServer(options, note) : examineStore(options, note));
  const ranks = ['error', 'warning', 'info'];
  const sorted = findings.toSorted(
    (one, other) => ranks.indexOf(one.severity) - ranks.indexOf(other.severity),
  );
  const worst = sorted[0]?.severity ?? 'info';
  const exitCode = worst === 'error' ? 2 : worst === 'warning' ? 1 : 0;
  return { findings: sorted, healthy: exitCode === 0, exitCode };
};

const examineStore = async (
  { roster, open, signal, timeout = defaultTimeout }: StorePatient,
  note: Note,
): Promise<void> => {
  const deadline = startDeadline({ signal, timeout });
  const transport = await opened(open, false, note);
  if (!transport) return;
  try {
    await checkStreams(transport, roster, note, deadline.next());
  } catch (error) {
    explainEnd(error, note);
  } finally {
    await transport.close();
  }
};

const examineServer = async (options: ServerPatient, note: Note): Promise<void> => {
  const { roster, role = { kind: 'admin' }, now = Date.now } = options;
  const { inboxPrefix = '_INBOX', apiPrefix = '$JS.API', monitorUrl } = options;
  const { signal, timeout = defaultTimeout } = options;
  const prefixes = { inboxPrefix, apiPrefix };
  // Throws for an unknown agent, before anything is opened.
  needsOf(role, roster, prefixes);
  const monitor = monitorUrl === undefined ? null : createMonitor({ url: monitorUrl });
  const deadline = startDeadline({ signal, timeout });

  const server = monitor && (await checkMonitoring(monitor, roster, now, note, deadline));
  if (!monitor) {
    note('monitoring_not_asked', 'The monitoring was not looked at.', 'Pass monitorUrl.');
  }
  const connection = await opened(options.connect, true, note);
  if (!connection) return;
  const transport = createJetStreamTransport({ connection, ownsConnection: true, ...prefixes });
  const link = createLink(connection, inboxPrefix);
  const desk = createServerDesk(link, deadline);
  const isClockKnown = server === link.info.server_id;
  const check = { link, desk, roster, now, isClockKnown, note };
  try {
    checkServer(check);
    if (server && !isClockKnown) {
      note(
        'monitoring_of_another_server',
        `The monitoring at ${withoutCredentials(monitorUrl ?? '')} is of the server ${server}, the connection goes to ${link.info.server_id}.`,
        'In a cluster that is another node; else pass the monitoring address of the server in NATS_URL.',
      );
    }
    const identity = await checkIdentity(check);
    if (identity === 'mute') return;
    if (!(await checkJetStream(check, apiPrefix))) return;
    await checkPermissions(desk, identity, role, roster, prefixes, note);
    await checkCopies(check, apiPrefix);
    await checkStreams(transport, roster, note, deadline.next());
  } catch (error) {
    explainEnd(error, note);
  } finally {
    link.close();
    await transport.close();
  }
};

const opened = async <Opened>(
  open: () => Promise<Opened>,
  isServer: boolean,
  note: Note,
): Promise<Opened | null> => {
  try {
    return await open();
  } catch (error) {
    explainOpening(error, isServer, note);
    return null;
  }
};

/** What ended the examination before its end is a finding too, unless the caller did. */
const explainEnd = (thrown: unknown, note: Note): void => {
  const { code, message, hint } = DeliverablesError.from(thrown);
  if (code === 'aborted' || code === 'invalid_argument') throw thrown;
  note('store_unusable', message, hint, { details: { code } });
};
