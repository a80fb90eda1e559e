import { InvalidArgumentError } from '@commander-js/extra-typings';

/** The options that every command takes. */
export interface GlobalOptions {
  /** Instead of what the environment and the configuration say. */
  readonly url?: string | undefined;
  /** A configuration's path, in place of the nearest one. */
  readonly config?: string | undefined;
  /** One JSON object a line on standard output. */
  readonly json?: boolean | undefined;
  /** How long a command may wait for the store, in milliseconds. */
  readonly timeout?: number | undefined;
  readonly color: boolean;
  /** Errors with their stack and their causes. */
  readonly debug?: boolean | undefined;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `500ms`, `30s`, `5m`, `2h`, or a number of seconds, as milliseconds. */
export const parseDuration = (text: string): number => {
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim()) ?? [];
  const milliseconds = Number(digits) * (units[unit] ?? 0);
  if (!(milliseconds > 0)) {
    throw new InvalidArgumentError('Write a time such as 500ms, 30s, 5m or 2h.');
  }
  return milliseconds;
};

/** A whole number from `least` on. */
export const parseWholeNumber =
  (least: number): ((text: string) => number) =>
  (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least) {
      throw new InvalidArgumentError(`Write a whole number from ${least}.`);
    }
    return number;
  };
