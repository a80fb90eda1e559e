import type { MessageHead, StoredMessage } from '@agog/deliverables-core';
import { assertionError, equal, sameBytes, sameData } from './assertions.ts';
import { toBody } from './test-stream.ts';
import type { Waits } from './wait.ts';

/** A body as text. */
export const textOf = (message: { readonly body: Uint8Array }): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(message.body);

/** Bodies as texts. */
export const textsOf = (messages: readonly { readonly body: Uint8Array }[]): string[] =>
  messages.map(textOf);

/** Sequences of messages. */
export const sequencesOf = (messages: readonly { readonly sequence: number }[]): number[] =>
  messages.map((message) => message.sequence);

/** `first`, `first + 1`, …: as many as asked for, as texts. */
export const numbered = (count: number, first = 1): string[] =>
  Array.from({ length: count }, (_, index) => String(first + index));

/** A message that must be there, with this text. */
export const expectText = (message: StoredMessage | null, text: string, what: string): void => {
  if (message === null) throw assertionError(`${what} should be there, but null was answered.`);
  sameBytes(message.body, toBody(text), what);
};

/** Two views of one stored message must agree in everything but the body. */
export const sameHead = (actual: MessageHead, expected: MessageHead, what: string): void => {
  equal(actual.stream, expected.stream, `The stream of ${what}`);
  equal(actual.subject, expected.subject, `The subject of ${what}`);
  equal(actual.sequence, expected.sequence, `The sequence of ${what}`);
  equal(actual.time.toISOString(), expected.time.toISOString(), `The time of ${what}`);
  equal(actual.size, expected.size, `The size of ${what}`);
  sameData([...actual.headers], [...expected.headers], `The headers of ${what}`);
};

/** The next `count` values of an iterator that goes on without end. */
export const take = async <T>(
  waits: Waits,
  iterator: AsyncIterator<T>,
  count: number,
  what: string,
): Promise<T[]> => {
  const values: T[] = [];
  while (values.length < count) {
    const place = `${what} ${values.length + 1} of ${count}`;
    const next = await waits.within(place, iterator.next());
    if (next.done) throw assertionError(`The iteration ended before ${place}.`);
    values.push(next.value);
  }
  return values;
};

/** The next value of an iterator that goes on without end. */
export const takeOne = async <T>(
  waits: Waits,
  iterator: AsyncIterator<T>,
  what: string,
): Promise<T> => {
  const next = await waits.within(what, iterator.next());
  if (next.done) throw assertionError(`The iteration ended before ${what}.`);
  return next.value;
};

/** Every value of an iteration that ends. */
export const collect = async <T>(
  waits: Waits,
  iterable: AsyncIterable<T>,
  what: string,
): Promise<T[]> => {
  const values: T[] = [];
  const iterator = iterable[Symbol.asyncIterator]();
  for (;;) {
    const next = await waits.within(`${what} ${values.length + 1}`, iterator.next());
    if (next.done) return values;
    values.push(next.value);
  }
};

/** The iteration must be over: its next step says so at once. */
export const expectEnd = async (
  waits: Waits,
  step: Promise<IteratorResult<unknown>>,
  what: string,
): Promise<void> => {
  const next = await waits.within(`the end of ${what}`, step);
  equal(next.done, true, `"done" at the end of ${what}`);
};
