import type { ErrorCode } from '@agog/deliverables-core';

/** What the command's end tells a script. */
export const exitCodes = {
  /** Done; for `wait`: complete. */
  ok: 0,
  /** The answer is no: not found, not proven, not as it should be, or something failed. */
  failed: 1,
  /** The command line, the configuration or what was passed in is wrong. Nothing was done. */
  usage: 2,
  /** The store cannot be reached, or does not take it. What was to be published waits in the outbox. */
  store: 3,
  /** Not within the time given. */
  timeout: 4,
  /** `wait` found a notice whose status is `blocked`. */
  blocked: 5,
  /** `wait` found a notice whose status is `failed`. */
  workFailed: 6,
  /** Ended by Ctrl-C. */
  interrupted: 130,
  /** Ended by SIGTERM. */
  terminated: 143,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const usage = /^(invalid_|unknown_|message_too_large$|notice_too_long$)/;
const store =
  /^(store_|authentication_failed$|permission_denied$|stream_not_found$|stream_full$|closed$)/;

/** How a command ends that threw this. */
export const exitCodeOf = (code: ErrorCode): ExitCode => {
  if (usage.test(code)) return exitCodes.usage;
  if (store.test(code)) return exitCodes.store;
  if (code === 'timeout') return exitCodes.timeout;
  return code === 'aborted' ? exitCodes.interrupted : exitCodes.failed;
};
