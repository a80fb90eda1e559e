import type { Transport } from '@agog/deliverables-core';

/** A transport with one fault, made from one without. */
export interface BrokenTransport {
  /** What it does wrong, in a few words. */
  readonly name: string;
  /** Ids of requirements that must fail, and what each must say: another reason would prove nothing. */
  readonly breaks: Readonly<Record<string, RegExp>>;
  breakIt(transport: Transport): Transport;
}

/** The same object with some members changed; getters stay getters, on both sides. */
export const changed = <T extends object>(whole: T, changes: Partial<T>): T =>
  new Proxy(whole, {
    get: (target, key) => Reflect.get(key in changes ? changes : target, key),
  });

/** The same iterator, with every value changed. */
export const mapped = <T, I extends AsyncIterableIterator<T>>(
  iterator: I,
  change: (value: T) => T | Promise<T>,
): I => {
  const changes: Partial<AsyncIterableIterator<T>> = {
    async next() {
      const next = await iterator.next();
      return next.done ? next : { done: false, value: await change(next.value) };
    },
    [Symbol.asyncIterator]() {
      return whole;
    },
  };
  // The cast: every iterator of type I has these members, with these types.
  const whole: I = changed(iterator, changes as Partial<I>);
  return whole;
};

/** What admin there is: the transport that gets broken has one. */
export const adminOf = ({ admin }: Transport): NonNullable<Transport['admin']> => {
  if (admin === null) throw new Error('A transport to be broken needs an admin.');
  return admin;
};
