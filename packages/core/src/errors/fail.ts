import { DeliverablesError } from './deliverables-error.ts';
import type { ErrorCode } from './error-codes.ts';

/**
 * Throws a {@link DeliverablesError}. By position and not by name, because it is called at fifty places of a package
 * that has to stay small: what happened, what to do about it, the values behind it, and the error underneath.
 */
export function fail(
  code: ErrorCode,
  message: string,
  hint?: string,
  details?: Readonly<Record<string, unknown>>,
  cause?: unknown,
): never {
  throw new DeliverablesError({ code, message, hint, details, cause });
}
