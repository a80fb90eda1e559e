import type { StreamAdmin } from '@agog/deliverables-core';
import {
  checkChanges,
  checkFilter,
  checkPlaced,
  checkPurge,
  checkSequence,
  checkStreamConfig,
  filtersOverlap,
} from '@agog/deliverables-core/transport';
import type { ApiCall } from '../api/api.ts';
import {
  canBeName,
  checkStreamName,
  fetchStreamInfo,
  requireStreamInfo,
} from '../api/stream-info.ts';
import { listConsumers, readConsumerInfo } from '../consume/consumer-info.ts';
import type { Context } from '../context.ts';
import { type ApiError, apiFailure } from '../errors/nats-errors.ts';
import { createPlacer } from '../publish/place.ts';
import { createStream, updateStream } from './configure.ts';
import { purge } from './purge.ts';
import { describeStream, listStreams } from './streams.ts';
import { countSubjects } from './subjects.ts';

/** Manages the streams of a server. */
export const createAdmin = (context: Context): StreamAdmin => {
  const { api, known } = context;
  const place = createPlacer(context);

  /** False where the error says that there was nothing to delete. */
  const remove = async (
    call: Omit<ApiCall, 'repeatable'>,
    isMissing: (error: ApiError) => boolean,
  ): Promise<boolean> => {
    const answer = await api.ask({ ...call, repeatable: false });
    if ('reply' in answer) return true;
    if (isMissing(answer.error)) return false;
    throw apiFailure(answer.error, call.what, call.details);
  };

  return {
    async list(options) {
      const deadline = context.begin(options);
      const streams = await listStreams(api, deadline);
      return Promise.all(streams.map((info) => describeStream(api, info, deadline)));
    },

    async info(stream, options) {
      const deadline = context.begin(options);
      const info = await fetchStreamInfo(api, stream, deadline);
      return info && describeStream(api, info, deadline);
    },

    async find(filter, options) {
      checkFilter(filter);
      const streams = await listStreams(api, context.begin(options));
      const takes = (subjects: readonly string[] = []): boolean =>
        subjects.some((subject) => filtersOverlap(subject, filter));
      return streams
        .filter(({ config }) => takes(config.subjects))
        .map(({ config }) => config.name);
    },

    async subjects(stream, filter = '>', options) {
      checkFilter(filter);
      return countSubjects(api, stream, filter, context.begin(options));
    },

    async create(config, options) {
      checkStreamConfig(config);
      const deadline = context.begin(options);
      const info = await createStream(context, config, deadline);
      return describeStream(api, info, deadline);
    },

    async update(stream, changes, options) {
      checkChanges(changes);
      const copy = structuredClone(changes);
      const deadline = context.begin(options);
      const info = await updateStream(context, stream, copy, deadline);
      return describeStream(api, info, deadline);
    },

    async purge(stream, query = {}, options) {
      checkPurge(query);
      const copy = { ...query };
      const deadline = context.begin(options);
      checkStreamName(stream);
      return purge(context, stream, copy, deadline);
    },

    async deleteMessage(stream, sequence, options) {
      checkSequence(sequence, 1);
      const deadline = context.begin(options);
      checkStreamName(stream);
      const isRemoved = await remove(
        {
          path: `STREAM.MSG.DELETE.${stream}`,
          body: { seq: sequence },
          what: `Deleting the message ${sequence} of the stream ${stream}`,
          deadline,
          details: { stream },
        },
        isMissingMessage,
      );
      known.forget(stream);
      return isRemoved;
    },

    async place(stream, message, options) {
      checkPlaced(message);
      const deadline = context.begin(options, message.body.length);
      checkStreamName(stream);
      return place(stream, message, deadline);
    },

    async deleteStream(stream, options) {
      const deadline = context.begin(options);
      if (!canBeName(stream)) return false;
      const what = `Deleting the stream ${stream}`;
      const path = `STREAM.DELETE.${stream}`;
      const isRemoved = await remove({ path, what, deadline, details: { stream } }, (error) => {
        return error.err_code === noStream;
      });
      known.forget(stream);
      return isRemoved;
    },

    async consumers(stream, options) {
      const found = await listConsumers(api, stream, context.begin(options));
      return found.map(readConsumerInfo);
    },

    async deleteConsumer(stream, name, options) {
      const deadline = context.begin(options);
      checkStreamName(stream);
      if (!canBeName(name)) {
        await requireStreamInfo(api, stream, deadline);
        return false;
      }
      const what = `Deleting the consumer ${name} of the stream ${stream}`;
      const path = `CONSUMER.DELETE.${stream}.${name}`;
      return remove({ path, what, deadline, details: { stream, consumer: name } }, (error) => {
        return error.err_code === noConsumer;
      });
    },
  };
};

const noStream = 10059;
const noConsumer = 10014;

/** A server says so in two ways, by whether the stream has come to that sequence; the same number says: not allowed. */
const isMissingMessage = ({ err_code: number, description = '' }: ApiError): boolean =>
  number === 10043 || (number === 10057 && /EOF|not found|no message/i.test(description));
