import { InvalidArgumentError } from '@commander-js/extra-typings';

/** `10-20`, `10-` or `10` as the first and the last line. */
export const parseLines = (text: string): readonly [number, number] => {
  const [, first, dash, last] = /^(\d+)(-?)(\d*)$/.exec(text) ?? [];
  const from = Number(first);
  const to = last ? Number(last) : dash ? Number.MAX_SAFE_INTEGER : from;
  if (!(from >= 1 && to >= from)) {
    throw new InvalidArgumentError('Write lines such as 10-20, 10- or 10, counted from 1.');
  }
  return [from, to];
};
