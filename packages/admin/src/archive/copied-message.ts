import type { HeaderEntry, MessageHead } from '@agog/deliverables-core';

/** The header that holds when a message was first stored, on one that was restored or migrated. */
export const timeHeader = 'Agog-Time';

/** The headers of a copy: those of the original, and its time unless it is a copy itself. */
export const headersOfCopy = (headers: Iterable<HeaderEntry>, time: string): HeaderEntry[] => {
  const list = [...headers];
  return list.some(([name]) => name === timeHeader) ? list : [...list, [timeHeader, time]];
};

/** When a message was stored, or its original where it is a copy. */
export const firstTime = ({ headers, time }: MessageHead): Date => {
  const told = new Date(headers.get(timeHeader) ?? time);
  return told.getTime() ? told : time;
};

/** Values by name. Equal names keep their order among themselves; that of different ones is not every store's to keep. */
const comparable = (headers: Iterable<HeaderEntry>): string => {
  const byName = new Map<string, string[]>();
  for (const [name, value] of headers) {
    byName.set(name, [...(byName.get(name) ?? []), value.trim()]);
  }
  return JSON.stringify([...byName].sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** Whether two lists hold the same headers. */
export const sameHeaders = (one: Iterable<HeaderEntry>, other: Iterable<HeaderEntry>): boolean =>
  comparable(one) === comparable(other);

/** Whether a stored message is the copy of another, as far as heads tell. */
export const isCopyOf = (copy: MessageHead, original: MessageHead): boolean =>
  copy.sequence === original.sequence &&
  copy.subject === original.subject &&
  copy.size === original.size &&
  sameHeaders(copy.headers, headersOfCopy(original.headers, original.time.toISOString()));
