import {
  type CallOptions,
  type Deadline,
  DeliverablesError,
  type Roster,
} from '@agog/deliverables-core';
import { streamsOf } from '@agog/deliverables-core/transport';
import type { Monitor } from '../monitor/create-monitor.ts';
import type { Jsz } from '../monitor/monitor-answers.ts';
import { tellBytes } from '../streams/figures-as-text.ts';
import { compareClocks } from './check-server.ts';
import type { Note } from './finding.ts';

/** The share of its storage that a server may use before it is worth a word. */
const almostFull = 0.8;

/** The share of its connections that a server may have before it is worth a word. */
const almostAllConnections = 0.9;

/** How long one question may take, in milliseconds: a machine that drops packets is not worth the whole time. */
const patience = 5_000;

const brief = (deadline: Deadline): CallOptions => {
  const { signal, timeout = patience } = deadline.next();
  return { signal, timeout: Math.min(timeout, patience) };
};

/** Looks at a server's monitoring; answers which server it is of, or `null` where it cannot be read. */
export const checkMonitoring = async (
  monitor: Monitor,
  roster: Roster,
  now: () => number,
  note: Note,
  deadline: Deadline,
): Promise<string | null> => {
  try {
    const before = now();
    const varz = await monitor.varz(brief(deadline));
    compareClocks(Date.parse(varz.now), before, now(), note);
    const { status, error = '' } = await monitor.healthz(brief(deadline));
    if (status !== 'ok') {
      note(
        'server_unhealthy',
        `The server is ${status}: ${error || 'it does not say why'}.`,
        'Look into the server’s log; a cluster may be without a leader, or a stream’s files damaged.',
        { details: { status, error } },
      );
    }
    if (varz.slow_consumers > 0) {
      note(
        'slow_consumers',
        `The server hung up on ${varz.slow_consumers} slow clients since ${varz.start}.`,
        'See in /connz who it was (pending_bytes), and let it ask for fewer messages at once.',
        { details: { slowConsumers: varz.slow_consumers } },
      );
    }
    const { connections, max_connections: most = Infinity } = varz;
    if (connections >= most * almostAllConnections) {
      note(
        'connections_almost_full',
        `The server has ${connections} of at most ${most} connections.`,
        'Raise max_connections in the server’s configuration, or find in /connz who leaves connections open.',
        { details: { connections, most } },
      );
    }
    const jsz = await monitor.jsz(brief(deadline));
    if (jsz.disabled !== true) {
      checkSync(jsz, note);
      checkDisk(jsz, roster, note);
    }
    return varz.server_id;
  } catch (thrown) {
    const { code, message, hint } = DeliverablesError.from(thrown);
    if (code === 'aborted') throw thrown;
    const id = code === 'unsupported' ? 'monitoring_foreign' : 'monitoring_unreachable';
    note(id, message, hint, { details: { code } });
    return null;
  }
};

const checkSync = ({ config }: Jsz, note: Note): void => {
  if (config.sync_always === true) return;
  // Servers before 2.10 do not tell, and have this one.
  const seconds = Math.round((config.sync_interval ?? 120_000_000_000) / 1_000_000_000);
  note(
    'sync_interval',
    `The server writes to the disk every ${seconds} s; what was acknowledged in between is lost when the power goes.`,
    'Set sync_interval: always in jetstream { } of the server’s configuration; a publish then takes some milliseconds. Servers before 2.10 have no "always": upgrade, or keep copies on several machines.',
    { details: { seconds } },
  );
};

const checkDisk = ({ config, storage = 0 }: Jsz, roster: Roster, note: Note): void => {
  const { max_storage: room = 0 } = config;
  if (room <= 0) return;
  const needed = streamsOf(roster).reduce((sum, { maxBytes }) => sum + (maxBytes ?? 0), 0);
  if (room < needed) {
    note(
      'disk_too_small',
      `The server may store ${tellBytes(room)}; the streams of the roster may grow to ${tellBytes(needed)}.`,
      'Give it a larger disk and max_file_store, or lower maxBytes in the roster.',
      { details: { room, needed } },
    );
  }
  if (storage > room * almostFull) {
    note(
      'disk_almost_full',
      `The server uses ${tellBytes(storage)} of ${tellBytes(room)}.`,
      'Purge what nobody needs, or give it a larger disk and max_file_store.',
      { details: { storage, room } },
    );
  }
};
