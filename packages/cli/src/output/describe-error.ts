import type { DeliverablesError } from '@agog/deliverables-core';
import type { Style } from './style.ts';

/** How to describe an error. */
export interface DescribeErrorOptions {
  readonly debug: boolean;
  /** Texts that must not appear. */
  readonly secrets: readonly string[];
  readonly style: Style;
}

/** An error for a person: one line, its hint, and only for `--debug` the stack and the causes. */
export const describeError = (
  error: DeliverablesError,
  { debug, secrets, style }: DescribeErrorOptions,
): string => {
  const lines = [`${style.red('error:')} ${oneLine(error.message)} [${error.code}]`];
  const hint = hintOf(error);
  if (hint) lines.push(`${style.dim('hint:')} ${oneLine(hint)}`);
  if (debug) lines.push(...stacksOf(error));
  return withoutSecrets(lines.join('\n'), secrets);
};

/** What an error of the SDK calls by its method, as the command that does it. */
const commands: Readonly<Record<string, string>> = {
  'outline()': 'agog get --outline',
  'history()': 'agog log',
  'listReports()': 'agog ls',
  'initialize()': 'agog apply',
  "Take its bytes by the client's fetchReport.": 'agog get without a part prints its bytes.',
  'Correct what is passed to defineRoster': 'Correct the roster in agog.config.json',
  'Pass a token': 'Set AGOG_MCP_TOKEN',
};

/** What to do about an error, in the words of the command. */
export const hintOf = ({ code, hint }: DeliverablesError): string => {
  const said = Object.entries(commands).reduce(
    (text, [method, name]) => text.replaceAll(method, name),
    hint,
  );
  if (code !== 'stream_not_found' || said.includes('agog apply')) return said;
  return `${said} agog apply creates the streams of the roster.`.trim();
};

/** An error for a program, as `--json` prints it. */
export const errorData = (
  error: DeliverablesError,
  secrets: readonly string[],
): Readonly<Record<string, unknown>> => {
  const { code, message, retryable, details } = error;
  const told = { code, message, hint: hintOf(error), retryable, details };
  const hide = (_: string, value: unknown) =>
    typeof value === 'string' ? withoutSecrets(value, secrets) : value;
  return JSON.parse(JSON.stringify(told, hide));
};

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');

const stacksOf = (error: Error): string[] => {
  const stacks: string[] = [];
  const seen = new Set<unknown>();
  let current: unknown = error;
  while (current instanceof Error && !seen.has(current)) {
    seen.add(current);
    stacks.push(stacks.length === 0 ? (current.stack ?? '') : `Caused by: ${current.stack}`);
    current = current.cause;
  }
  return stacks;
};

/** A text in which neither the known secrets nor the credentials of any URL stand. */
export const withoutSecrets = (text: string, secrets: readonly string[] = []): string => {
  const known = secrets.filter((secret) => secret !== '');
  const hidden = known.reduce((one, secret) => one.replaceAll(secret, '***'), text);
  return hidden.replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s"']*@/gi, '$1***@');
};
