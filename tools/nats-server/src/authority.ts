import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCA, createCert } from 'mkcert';

/** A certificate with its key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** An authority of one's own. */
export interface Authority {
  /** Its own certificate, as PEM. */
  readonly ca: string;
  /** A certificate for the server at an address or name, or for a client. */
  issue(...names: string[]): Promise<Certificate>;
}

/** Makes an authority. */
export const createAuthority = async (): Promise<Authority> => {
  const authority = await createCA({
    organization: 'agog test',
    countryCode: 'XX',
    state: 'none',
    locality: 'none',
    validity: 1,
  });
  return {
    ca: authority.cert,
    issue: (...domains) => createCert({ ca: authority, domains, validity: 1 }),
  };
};

/** PEM texts as files, for a server. */
export interface PemFiles extends Disposable {
  readonly folder: string;
  path(name: string): string;
}

/** Writes texts into a folder, which goes when it is disposed of. */
export const writePemFiles = (texts: Readonly<Record<string, string>>): PemFiles => {
  const folder = mkdtempSync(join(tmpdir(), 'agog-pem-'));
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  return {
    folder,
    path: (name) => join(folder, name),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
};
