/**
 * Every code that a `DeliverablesError` can carry. The list is closed: switch on it exhaustively.
 */
export type ErrorCode =
  // What the caller passed in. Always raised before any I/O.
  /** An argument or option has a value that the call does not take. */
  | 'invalid_argument'
  /** An agent, task type, feature or prefix is not a legal subject token. */
  | 'invalid_name'
  /** A subject or filter is not of the form that is read here. */
  | 'invalid_subject'
  /** A header name or value is not allowed in a message. */
  | 'invalid_header'
  /** The metadata is not JSON, is too large, or fails the agent's schema. */
  | 'invalid_metadata'
  /** The roster contradicts itself. */
  | 'invalid_roster'
  /** A notice lacks a field, contradicts itself, or holds an illegal value. */
  | 'invalid_notice'
  /** The roster has no agent of that name. */
  | 'unknown_agent'
  /** The agent has no task type of that name in the roster. */
  | 'unknown_task_type'
  /** The message exceeds the limit of the stream or the server. */
  | 'message_too_large'
  /** The notice has more tokens than a notice may have. */
  | 'notice_too_long'

  // Reading a notice out of a text.
  /** The text holds no notice. */
  | 'notice_not_found'
  /** The text holds complete notices for different channels. */
  | 'notice_ambiguous'

  // What is, or is not, in the store.
  /** There is no such report. */
  | 'not_found'
  /** No report was published on that channel by this client. */
  | 'not_published'
  /** The store does not hold the report that the notice names. */
  | 'not_stored'
  /** The stored bytes do not match their digest, size or encoding. */
  | 'integrity'
  /** The message was not written by this SDK, and such messages are refused. */
  | 'foreign_message'
  /** The message or store was written in a format this version cannot read. */
  | 'unsupported_format'
  /** The store has no stream of that name. */
  | 'stream_not_found'
  /** A stream of that name, or one that takes the same subjects, exists already. */
  | 'stream_conflict'
  /** The stream is at its limit and refuses new messages. */
  | 'stream_full'
  /** The call would remove messages, and was not told that it may. */
  | 'would_drop_messages'
  /** The channel has another revision than the one expected. */
  | 'sequence_conflict'
  /** The message id was used before, for another message or a deleted one. */
  | 'message_id_conflict'
  /** The stream has no durable consumer of that name. */
  | 'consumer_not_found'
  /** A durable consumer of that name, or one that takes the same work, exists with other settings. */
  | 'consumer_conflict'

  // The store itself.
  /** Another process holds the store and did not release it in time. */
  | 'store_locked'
  /** The disk or the quota of the store is used up. */
  | 'store_full'
  /** The file exists, but is not a store of this SDK. */
  | 'store_foreign'
  /** The store is damaged. */
  | 'store_corrupt'
  /** The store cannot be opened or reached. */
  | 'store_unavailable'
  /** The server does not accept these credentials, or asks for some. */
  | 'authentication_failed'
  /** The server does not let this user do that. */
  | 'permission_denied'

  // The course of a call.
  /** The call did not finish within its time. */
  | 'timeout'
  /** The caller aborted the call through its signal. */
  | 'aborted'
  /** The client, transport or subscription is closed. */
  | 'closed'
  /** The transport or the runtime lacks what the call needs. */
  | 'unsupported'
  /** Something threw that this SDK did not foresee; see the cause. */
  | 'unexpected';

/** The codes of calls that may succeed later, made again without any change. */
export const retryableCodes: ReadonlySet<ErrorCode> = new Set([
  'store_locked',
  'store_full',
  'store_unavailable',
  'timeout',
] as const);
