import { type ErrorCode, retryableCodes } from './error-codes.ts';
import { quote } from './quote.ts';

/** What a {@link DeliverablesError} is made from. */
export interface DeliverablesErrorInit {
  /** Which of the closed list of things happened. */
  readonly code: ErrorCode;
  /** What happened, in one sentence, with the values that matter. Never holds a credential. */
  readonly message: string;
  /** What the reader can do about it, in one sentence. */
  readonly hint?: string | undefined;
  /** The error underneath, kept as it was thrown. */
  readonly cause?: unknown;
  /** Values behind the message, for programs: JSON-like and free of secrets. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

const brand = Symbol.for('@agog/deliverables-error');

/**
 * The one error class of the SDK. Branch on `code`; show `message` and `hint`.
 *
 * Recognise it with {@link DeliverablesError.isInstance}, which also holds across copies of the package.
 */
export class DeliverablesError extends Error {
  override readonly name: string = 'DeliverablesError';
  /** Which of the closed list of things happened. */
  declare readonly code: ErrorCode;
  /** What to do about it; an empty string where there is nothing to add. */
  declare readonly hint: string;
  /** Whether the same call may succeed later without any change. */
  declare readonly retryable: boolean;
  /** Values behind the message, for programs. */
  declare readonly details: Readonly<Record<string, unknown>>;

  constructor({ code, message, hint = '', cause, details = {} }: DeliverablesErrorInit) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.hint = hint;
    this.retryable = retryableCodes.has(code);
    this.details = details;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether a value is an error of this class, from whichever copy of the package. */
  static isInstance(value: unknown): value is DeliverablesError {
    return Object(value) === value && brand in Object(value);
  }

  /** Any thrown value as a {@link DeliverablesError}: itself if it is one, else wrapped as `unexpected`. */
  static from(value: unknown): DeliverablesError {
    if (DeliverablesError.isInstance(value)) return value;
    const message = value instanceof Error ? value.message : `Thrown was ${quote(value)}.`;
    return new DeliverablesError({
      code: 'unexpected',
      message,
      hint: 'See the cause.',
      cause: value,
    });
  }

  /** Plain data for logs and tool results; the cause is reduced to its message. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, hint, retryable, details, cause } = this;
    const reason = cause instanceof Error && { cause: cause.message };
    return { name, code, message, hint, retryable, details, ...reason };
  }
}
