import process from 'node:process';

/** The URL of the server that a script is given, in its environment. */
export function serverUrl(): string {
  const url = process.env.SERVER_URL;
  if (!url) throw new Error('SERVER_URL has to name a server');
  return url;
}
