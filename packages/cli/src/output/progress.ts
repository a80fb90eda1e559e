import type { OutputStream } from '../program/surroundings.ts';

/** Long work under way. */
export interface Progress {
  /** So much is done. */
  update(done: number): void;
  /** Removes the line. */
  end(): void;
}

const barWidth = 24;

/** One line that is written over; nothing at all where the stream is no terminal. */
export const createProgress = (
  stream: OutputStream,
  label: string,
  total: number | undefined,
): Progress => {
  if (stream.isTTY !== true) return { update: () => {}, end: () => {} };
  let shown = 0;
  const redraw = (done: number): void => {
    // Often enough for the eye.
    if (performance.now() - shown < 80 && done !== total) return;
    shown = performance.now();
    const part = total ? Math.min(1, done / total) : 0;
    const filled = Math.round(part * barWidth);
    const bar = total
      ? ` [${'#'.repeat(filled).padEnd(barWidth, '.')}] ${done}/${total}`
      : ` ${done}`;
    stream.write(`\r\u001B[2K${label}${bar}`);
  };
  return { update: redraw, end: () => void stream.write('\r\u001B[2K') };
};
