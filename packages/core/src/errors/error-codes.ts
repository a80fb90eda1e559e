/** What is known of an error code, for people and for retry loops. */
export interface ErrorCodeInfo {
  /** One sentence: what happened. */
  readonly meaning: string;
  /** Whether the same call, made again later without any change, may succeed. */
  readonly retryable: boolean;
}

/** Every code that a {@link DeliverablesError} can carry. The list is closed: switch on it exhaustively. */
export const errorCodes = {
  // What the caller passed in. Always raised before any I/O.
  invalid_argument: {
    meaning: 'An argument or option has a value that the call does not take.',
    retryable: false,
  },
  invalid_name: {
    meaning: 'An agent, task type, feature or prefix is not a legal subject token.',
    retryable: false,
  },
  invalid_subject: {
    meaning: 'A subject or filter is not of the form that is read here.',
    retryable: false,
  },
  invalid_header: {
    meaning: 'A header name or value is not allowed in a message.',
    retryable: false,
  },
  invalid_metadata: {
    meaning: "The metadata is not JSON, is too large, or fails the agent's schema.",
    retryable: false,
  },
  invalid_roster: { meaning: 'The roster contradicts itself.', retryable: false },
  invalid_notice: {
    meaning: 'A notice lacks a field, contradicts itself, or holds an illegal value.',
    retryable: false,
  },
  unknown_agent: { meaning: 'The roster has no agent of that name.', retryable: false },
  unknown_task_type: {
    meaning: 'The agent has no task type of that name in the roster.',
    retryable: false,
  },
  message_too_large: {
    meaning: 'The message exceeds the limit of the stream or the server.',
    retryable: false,
  },
  notice_too_long: {
    meaning: 'The notice has more tokens than a notice may have.',
    retryable: false,
  },

  // Reading a notice out of a text.
  notice_not_found: { meaning: 'The text holds no notice.', retryable: false },
  notice_ambiguous: {
    meaning: 'The text holds complete notices for different channels.',
    retryable: false,
  },

  // What is, or is not, in the store.
  not_found: { meaning: 'There is no such report.', retryable: false },
  not_published: {
    meaning: 'No report was published on that channel by this client.',
    retryable: false,
  },
  not_stored: {
    meaning: 'The store does not hold the report that the notice names.',
    retryable: false,
  },
  integrity: {
    meaning: 'The stored bytes do not match their digest, size or encoding.',
    retryable: false,
  },
  foreign_message: {
    meaning: 'The message was not written by this SDK, and such messages are refused.',
    retryable: false,
  },
  unsupported_format: {
    meaning: 'The message or store was written in a format this version cannot read.',
    retryable: false,
  },
  stream_not_found: { meaning: 'The store has no stream of that name.', retryable: false },
  stream_conflict: {
    meaning: 'A stream of that name, or one that takes the same subjects, exists already.',
    retryable: false,
  },
  stream_full: {
    meaning: 'The stream is at its limit and refuses new messages.',
    retryable: false,
  },
  subject_mismatch: {
    meaning: 'The stream does not take messages on that subject.',
    retryable: false,
  },
  sequence_conflict: {
    meaning: 'The channel has another revision than the one expected.',
    retryable: false,
  },
  message_id_conflict: {
    meaning: 'The message id was used before, for another message or a deleted one.',
    retryable: false,
  },
  consumer_conflict: {
    meaning: 'A durable consumer of that name exists with other settings.',
    retryable: false,
  },

  // The store itself.
  store_locked: {
    meaning: 'Another process holds the store and did not release it in time.',
    retryable: true,
  },
  store_full: { meaning: 'The disk or the quota of the store is used up.', retryable: true },
  store_foreign: { meaning: 'The file exists, but is not a store of this SDK.', retryable: false },
  store_corrupt: { meaning: 'The store is damaged.', retryable: false },
  store_unavailable: { meaning: 'The store cannot be opened or reached.', retryable: true },

  // The course of a call.
  timeout: { meaning: 'The call did not finish within its time.', retryable: true },
  aborted: { meaning: 'The caller aborted the call through its signal.', retryable: false },
  closed: { meaning: 'The client, transport or subscription is closed.', retryable: false },
  unsupported: {
    meaning: 'The transport or the runtime lacks what the call needs.',
    retryable: false,
  },
  unexpected: {
    meaning: 'Something threw that this SDK did not foresee; see the cause.',
    retryable: false,
  },
} as const;

/** The code of a {@link DeliverablesError}. */
export type ErrorCode = keyof typeof errorCodes;
