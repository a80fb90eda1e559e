import { readFileSync } from 'node:fs';

/** The version of this package, from its manifest: two folders up from here, one from the built file. */
export const readVersion = (): string => {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const { version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      return String(version);
    } catch {
      // It stands in the other place.
    }
  }
  return 'unknown';
};
