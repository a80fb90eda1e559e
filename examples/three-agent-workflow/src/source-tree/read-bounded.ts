import { createReadStream } from 'node:fs';
import { treeBounds } from './tree-rules.ts';

/**
 * A file's bytes, or `null` where it has more than a file of a tree may have. What a file system says of a size is not
 * believed: some files have none and never end.
 */
export async function readBounded(path: string, signal: AbortSignal): Promise<Buffer | null> {
  // The stream's end is inclusive: one byte more than allowed shows that there are too many.
  const stream = createReadStream(path, { end: treeBounds.fileBytes, signal });
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  return bytes.length > treeBounds.fileBytes ? null : bytes;
}
