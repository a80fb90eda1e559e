/** A line of nats-server that tests run on. The newest stands for itself and everything after it. */
export type ServerLine = '2.15' | '2.10' | '2.9';

/** Where one line comes from. */
export interface LineSource {
  /** The release to download. */
  readonly release: string;
  /** The suite of Debian that carries the line. */
  readonly suite: string;
}

/** Every line, newest first. */
export const serverLines: readonly ServerLine[] = ['2.15', '2.10', '2.9'];

/** The line that a test runs on when it names none. */
export const newestLine: ServerLine = '2.15';

export const lineSources: Readonly<Record<ServerLine, LineSource>> = {
  '2.15': { release: '2.15.1', suite: 'forky' },
  '2.10': { release: '2.10.27', suite: 'trixie' },
  '2.9': { release: '2.9.10', suite: 'bookworm' },
};

/** Whether a version such as `2.10.27` is of a line; every version from 2.15 on is of the newest. */
export function isOfLine(version: string, line: ServerLine): boolean {
  if (line === newestLine) return isAtLeast(version, line);
  return version.startsWith(`${line}.`);
}

/** Whether a version such as `2.10.27` is in a line or above it. */
export function isAtLeast(version: string, line: ServerLine): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [lineMajor = 0, lineMinor = 0] = line.split('.').map(Number);
  return major > lineMajor || (major === lineMajor && minor >= lineMinor);
}
