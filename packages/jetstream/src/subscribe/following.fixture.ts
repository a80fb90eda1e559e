import type { StoredMessage, Subscription } from '@agog/deliverables-core';
import { createMessageId } from '@agog/deliverables-core/transport';
import { outgoing } from '../context.fixture.ts';
import type { Context } from '../context.ts';
import { createPublisher } from '../publish/publish.ts';

/** Publishes one message after the other, numbered from 1. */
export const publishAll = async (
  context: Context,
  stream: string,
  count: number,
  size = 1,
): Promise<void> => {
  const publish = createPublisher(context);
  for (let number = 1; number <= count; number++) {
    const message = outgoing(`${stream}.a`, String(number).padEnd(size));
    await publish(message, { messageId: createMessageId() });
  }
};

export const take = async (subscription: Subscription): Promise<StoredMessage> => {
  const { done, value } = await subscription.next();
  if (done) throw new Error('The subscription ended.');
  return value;
};

export const takeSequences = async (
  subscription: Subscription,
  count: number,
): Promise<number[]> => {
  const sequences: number[] = [];
  while (sequences.length < count) sequences.push((await take(subscription)).sequence);
  return sequences;
};

export const upTo = (last: number): number[] =>
  Array.from({ length: last }, (_, index) => index + 1);

export const ask = <T>({ api }: Context, path: string, body?: unknown): Promise<T> =>
  api.call<T>({ path, body, what: path, deadline: api.begin(undefined), repeatable: true });

/** Deletes a stream and creates it again, empty. */
export const createAnew = async (context: Context, stream: string): Promise<void> => {
  const { config } = await ask<{ config: object }>(context, `STREAM.INFO.${stream}`);
  await ask(context, `STREAM.DELETE.${stream}`);
  await ask(context, `STREAM.CREATE.${stream}`, config);
};
