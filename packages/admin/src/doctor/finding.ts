/** How bad it is: `error` stops work, `warning` costs something one day, `info` is good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** The name of a finding. The list is closed. */
export type FindingId =
  | 'address_invalid'
  | 'server_unreachable'
  | 'host_unknown'
  | 'server_silent'
  | 'certificate_untrusted'
  | 'tls_mismatch'
  | 'credentials_refused'
  | 'store_unusable'
  | 'server'
  | 'server_outdated'
  | 'identity'
  | 'identity_unknown'
  | 'authentication_off'
  | 'inbox_denied'
  | 'permission_missing'
  | 'max_payload_small'
  | 'clock_skew'
  | 'jetstream_off'
  | 'jetstream_off_for_account'
  | 'jetstream_silent'
  | 'account_storage_small'
  | 'account_streams_few'
  | 'stream_missing'
  | 'stream_differs'
  | 'stream_retention'
  | 'stream_storage'
  | 'stream_name_taken'
  | 'subjects_overlap'
  | 'subjects_in_use'
  | 'stream_unknown'
  | 'rollup_allowed'
  | 'direct_get_off'
  | 'revisions_limited'
  | 'single_copy'
  | 'removal_denied'
  | 'stream_almost_full'
  | 'streams_unseen'
  | 'consumer_left_behind'
  | 'monitoring_not_asked'
  | 'monitoring_unreachable'
  | 'monitoring_foreign'
  | 'monitoring_of_another_server'
  | 'server_unhealthy'
  | 'sync_interval'
  | 'disk_too_small'
  | 'disk_almost_full'
  | 'slow_consumers'
  | 'connections_almost_full';

/** Something that the doctor saw. */
export interface Finding {
  readonly id: FindingId;
  readonly severity: Severity;
  /** What is so, with the values that matter. Never holds a credential. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** The way out; empty where there is nothing to do. */
  readonly fix: string;
  /** Values behind it, for programs. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** For every finding how bad it is, and why it matters. */
export const catalogue: Readonly<Record<FindingId, readonly [Severity, string]>> = {
  // Reaching a server.
  address_invalid: ['error', 'Nothing can be published or read.'],
  server_unreachable: ['error', 'Nothing can be published or read.'],
  host_unknown: ['error', 'Nothing can be published or read.'],
  server_silent: ['error', 'Nothing can be published or read.'],
  certificate_untrusted: ['error', 'The client does not talk to a server that it cannot know.'],
  tls_mismatch: ['error', 'Client and server cannot talk to each other.'],
  credentials_refused: ['error', 'The server lets nobody in without them.'],
  store_unusable: ['error', 'Nothing can be published or read.'],

  // The server.
  server: ['info', 'What a server can do depends on its version.'],
  server_outdated: [
    'warning',
    'Before 2.11 many reports are read one by one, and faults that newer servers mended are there.',
  ],
  identity: ['info', 'Permissions belong to the user, streams to the account.'],
  identity_unknown: ['info', 'Permissions can then only be tried, not read.'],
  authentication_off: ['warning', 'Whoever reaches the port reads and deletes every report.'],
  inbox_denied: ['error', 'Answers come to the inbox: without it every call fails.'],
  permission_missing: ['error', 'The role cannot do its work.'],
  max_payload_small: ['error', 'Reports that the streams allow are refused by the server.'],
  clock_skew: ['warning', 'Ages and times of reports are then not what they seem.'],

  // JetStream.
  jetstream_off: ['error', 'Without JetStream nothing is stored.'],
  jetstream_off_for_account: ['error', 'In this account nothing is stored.'],
  jetstream_silent: ['error', 'Without JetStream nothing is stored.'],
  account_storage_small: ['error', 'Some streams of the roster cannot be created.'],
  account_streams_few: ['error', 'Some streams of the roster cannot be created.'],

  // Streams.
  stream_missing: ['error', 'Reports of these agents are refused.'],
  stream_differs: ['warning', 'What is kept is not what the roster says.'],
  stream_retention: ['error', 'Reports go when somebody has read them, not when they are old.'],
  stream_storage: ['error', 'Reports are acknowledged, and gone after a restart.'],
  stream_name_taken: ['error', 'The stream cannot be created, and reports are refused.'],
  subjects_overlap: ['error', 'Reports go into that other stream, where nobody looks for them.'],
  subjects_in_use: ['warning', 'Reports would be left where nobody looks for them.'],
  stream_unknown: [
    'info',
    'Its reports are kept, but no agent of the roster writes or finds them.',
  ],
  rollup_allowed: ['warning', 'One publish with a header can empty the whole stream.'],
  direct_get_off: ['warning', 'Every read goes through the leader, several times as slowly.'],
  revisions_limited: ['warning', 'Older revisions of a report go before their time.'],
  single_copy: ['warning', 'When that one machine is down, its reports cannot be read or written.'],
  removal_denied: ['info', 'Purges, and deleting one revision, are refused.'],
  stream_almost_full: ['warning', 'At the limit each new report evicts the oldest one.'],
  streams_unseen: ['info', 'Only what this user may see was looked at.'],
  consumer_left_behind: ['warning', 'Work waits for a listener that is not there.'],

  // Monitoring.
  monitoring_not_asked: ['info', 'Safety from power cuts, disk and health are only told there.'],
  monitoring_unreachable: [
    'warning',
    'Safety from power cuts, disk and health are only told there.',
  ],
  monitoring_foreign: ['warning', 'Safety from power cuts, disk and health are only told there.'],
  monitoring_of_another_server: ['warning', 'What it says is not about the server in hand.'],
  server_unhealthy: ['error', 'The server itself says that it is not well.'],
  sync_interval: ['warning', 'A power cut loses reports that were acknowledged.'],
  disk_too_small: ['error', 'Some streams of the roster cannot be created.'],
  disk_almost_full: ['warning', 'When it is full, publishing fails until the server is restarted.'],
  slow_consumers: ['warning', 'The server hung up on clients that did not read fast enough.'],
  connections_almost_full: ['warning', 'At its limit the server hangs up on whoever comes.'],
};

/** Takes note of something. */
export type Note = (
  id: FindingId,
  what: string,
  fix: string,
  more?: { readonly severity?: Severity; readonly details?: Readonly<Record<string, unknown>> },
) => void;

/** A list of findings, and what adds to it. */
export const createNotes = (): { readonly findings: Finding[]; readonly note: Note } => {
  const findings: Finding[] = [];
  const note: Note = (id, what, fix, more = {}) => {
    const [usual, why] = catalogue[id];
    const { severity = usual, details = {} } = more;
    findings.push({ id, severity, what, why, fix, details });
  };
  return { findings, note };
};
