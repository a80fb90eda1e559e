import type { ObjectSchema } from './tool-schema.ts';

/** What a tool promises of a notice; there is more in it. */
export const noticeSchema: ObjectSchema & Required<Pick<ObjectSchema, 'properties' | 'required'>> =
  {
    type: 'object',
    properties: {
      status: { type: 'string', enum: ['complete', 'blocked', 'failed'] },
      summary: { type: 'string' },
      nats_channel: { type: 'string' },
      sequence: { type: 'integer' },
      digest: { type: 'string' },
    },
    required: ['status', 'summary'],
  };
