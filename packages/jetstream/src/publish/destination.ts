import { DeliverablesError, type StreamConfig } from '@agog/deliverables-core';
import { startDeadline } from '@agog/deliverables-core/transport';
import type { Deadline } from '../connection/deadline.ts';
import type { Context } from '../context.ts';
import { checkSize } from './check-size.ts';
import { failWithoutStream } from './refusals.ts';

/** From this size on a stream's limits are asked for with each publish, in bytes: beside its own cost that of asking is small. */
const large = 64 * 1024;

/**
 * How long to look for a stream where nobody takes a publish, in milliseconds: while a cluster elects nobody answers that
 * either, and the publish had better be tried again.
 */
const look = 3_000;

/** Where messages go, and what fits there. */
export interface Destinations {
  /**
   * The settings of the stream that takes a subject, after checking that it takes a message of this size; `null` where this
   * user may not ask.
   *
   * @throws DeliverablesError `stream_not_found`, `message_too_large`
   */
  check(subject: string, size: number, deadline: Deadline): Promise<StreamConfig | null>;
  /** Where nothing could be checked before: whether what was acknowledged can have stayed. */
  checkStored(stream: string, subject: string, size: number, deadline: Deadline): Promise<void>;
  /** Why nobody takes a publish: throws `stream_not_found`, and resolves where a stream is only away. */
  explainAbsence(subject: string, deadline: Deadline): Promise<void>;
}

/** The value, or `null` where the server does not let this user ask. */
const unlessDenied = async <T>(value: Promise<T>): Promise<T | null> => {
  try {
    return await value;
  } catch (error) {
    if (DeliverablesError.isInstance(error) && error.code === 'permission_denied') return null;
    throw error;
  }
};

/** Knows nothing to begin with, and learns with every publish. */
export const createDestinations = ({ known, link }: Context): Destinations => {
  let mayFind = true;
  let mayLook = true;

  const find = async (subject: string, deadline: Deadline): Promise<StreamConfig | null> => {
    if (!mayFind) return null;
    const found = await unlessDenied(
      known.find(subject, deadline).then((config) => config ?? failWithoutStream(subject)),
    );
    mayFind = found !== null;
    return found;
  };

  return {
    async check(subject, size, deadline) {
      const { max_payload: maxPayload } = link.info;
      const remembered = known.taking(subject);
      const config = remembered ?? (await find(subject, deadline));
      try {
        checkSize({ subject, size }, config, maxPayload);
        if (size < large || remembered === null) return config;
      } catch (error) {
        // The limits may have been raised meanwhile; what was just asked for has not.
        if (remembered === null) throw error;
      }
      const fresh = await unlessDenied(known.refresh(remembered.name, deadline));
      checkSize({ subject, size }, fresh ?? (await find(subject, deadline)), maxPayload);
      return fresh;
    },

    async checkStored(stream, subject, size, deadline) {
      if (!mayLook || known.taking(subject)) return;
      const config = await unlessDenied(known.refresh(stream, deadline));
      if (config) checkSize({ subject, size }, config, link.info.max_payload);
      else mayLook = false;
    },

    async explainAbsence(subject, deadline) {
      const { signal, timeout = look } = deadline.next();
      try {
        const brief = startDeadline({ signal, timeout: Math.min(timeout, look) });
        if (mayFind) await find(subject, brief);
      } catch (error) {
        if (DeliverablesError.from(error).code !== 'timeout') throw error;
      }
      if (!mayFind) failWithoutStream(subject);
    },
  };
};
