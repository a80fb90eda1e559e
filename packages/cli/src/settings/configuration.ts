import type { AgentDefinitions } from '@agog/deliverables-core';

/** What `agog.config.json` may hold; the same as `agog.config.schema.json`. Paths count from the file's folder. */
export interface Configuration {
  readonly $schema?: string | undefined;
  /** The store, without credentials. */
  readonly url?: string | undefined;
  /** Begins every subject and every stream's name. Default `agog`. */
  readonly prefix?: string | undefined;
  /** The agents by name, in the order of their stages. Default: the six of the guide. */
  readonly roster?: AgentDefinitions | undefined;
  /** Files that hold secrets; never a secret itself. */
  readonly credentials?: ConfiguredCredentials | undefined;
  readonly tls?: ConfiguredTls | undefined;
}

/** Where the secrets are. */
export interface ConfiguredCredentials {
  readonly user?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly nkeySeedFile?: string | undefined;
  readonly credsFile?: string | undefined;
  /** Whether a password or token may go over a network in clear. Default false. */
  readonly allowInsecurePassword?: boolean | undefined;
  /** Where the server sends its answers: `_INBOX_roy` for a user who may hear nothing else. Default `_INBOX`. */
  readonly inboxPrefix?: string | undefined;
  /** Where JetStream is asked, for an account that imports it under another name. Default `$JS.API`. */
  readonly apiPrefix?: string | undefined;
}

/** How to encrypt, and by what to know the server. */
export interface ConfiguredTls {
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly handshakeFirst?: boolean | undefined;
}

/** A configuration, and where it stands. */
export interface FoundConfiguration {
  readonly path: string;
  readonly configuration: Configuration;
}

/** The name of the file. */
export const configurationName = 'agog.config.json';
