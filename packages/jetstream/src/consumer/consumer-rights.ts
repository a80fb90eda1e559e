import { DeliverablesError, type ErrorCode } from '@agog/deliverables-core';
import type { Deadline } from '../connection/deadline.ts';
import type { Context } from '../context.ts';
import {
  type ConsumerRequest,
  createConsumer,
  type TemporaryConsumer,
} from './temporary-consumer.ts';

/** What waiting does not help against. */
const lasting: readonly ErrorCode[] = [
  'aborted',
  'authentication_failed',
  'closed',
  'invalid_argument',
  'invalid_subject',
  'permission_denied',
  'timeout',
];

/** Whether an error may be gone later. */
export const mayPass = (error: unknown): boolean =>
  !lasting.includes(DeliverablesError.from(error).code);

/** Whether the server refused a subject. */
export const isDenied = (error: unknown): error is DeliverablesError =>
  DeliverablesError.isInstance(error) && error.code === 'permission_denied';

/** Makes a consumer; `null` where this user may have none on the stream, which is asked only once. */
export const createAllowedConsumer = async (
  { api, refusals }: Context,
  request: ConsumerRequest,
  deadline: Deadline,
): Promise<TemporaryConsumer | null> => {
  const { stream } = request;
  if (refusals.has(stream)) return null;
  try {
    return await createConsumer(api, request, deadline);
  } catch (error) {
    if (!isDenied(error)) throw error;
    refusals.set(stream, error);
    return null;
  }
};
