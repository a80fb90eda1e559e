import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A file that can be a report. */
export interface ReportFile {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of its bytes in base64url. */
  readonly digest: string;
}

/** Reads a file as a report; answers the reason where it is none. */
export const readReportFile = async (path: string): Promise<ReportFile | { reason: string }> => {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    // Reading a file fails with nothing else.
    return { reason: `cannot be read: ${(error as NodeJS.ErrnoException).code}` };
  }
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { reason: 'UTF-16: save it as UTF-8, so that it can be read by everybody' };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { reason: 'not UTF-8: save it as UTF-8, so that it can be read by everybody' };
  }
  if (text.includes('\0')) return { reason: 'not a text' };
  if (text.trim() === '') return { reason: 'empty' };
  return { text, bytes, digest: createHash('sha256').update(bytes).digest('base64url') };
};
