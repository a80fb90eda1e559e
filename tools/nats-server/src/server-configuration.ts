/** What a server's configuration says. */
export interface ServerConfiguration {
  readonly storeDirectory: string;
  readonly name: string;
  /** Ports; -1 lets the server choose. A `websocket` of `null` turns WebSocket off. */
  readonly ports: {
    readonly client: number;
    readonly monitor: number;
    readonly websocket: number | null;
  };
  /** In bytes, headers included. */
  readonly maxPayload: number;
  readonly jetstream: boolean;
  /** How often the server writes to the disk, in its own words: `always`, `1s`. Its default is two minutes. */
  readonly syncInterval: string | null;
  readonly user: string | null;
  readonly password: string | null;
  readonly token: string | null;
  /** More of the same language, at the end: a later setting replaces an earlier one. */
  readonly more: string;
}

/** Writes the configuration in the server's language. JSON's strings are strings there as well. */
export function writeServerConfiguration(configuration: ServerConfiguration): string {
  const { storeDirectory, name, ports, maxPayload, jetstream, more } = configuration;
  const lines = [
    `server_name: ${JSON.stringify(name)}`,
    `listen: "127.0.0.1:${ports.client}"`,
    `http: "127.0.0.1:${ports.monitor}"`,
    `max_payload: ${maxPayload}`,
  ];
  if (jetstream) {
    const sync =
      configuration.syncInterval === null ? '' : `, sync_interval: ${configuration.syncInterval}`;
    lines.push(`jetstream { store_dir: ${JSON.stringify(storeDirectory)}${sync} }`);
  }
  if (ports.websocket !== null) {
    // Compression stays off: some versions of Node fail on compressed frames above 4 MB.
    const listen = `listen: "127.0.0.1:${ports.websocket}"`;
    lines.push(`websocket { ${listen}, no_tls: true, compression: false }`);
  }
  const { user, password, token } = configuration;
  const secrets = Object.entries({ user, password, token }).flatMap(([key, secret]) =>
    secret === null ? [] : [`${key}: ${JSON.stringify(secret)}`],
  );
  if (secrets.length > 0) lines.push(`authorization { ${secrets.join(', ')} }`);
  return `${[...lines, more].join('\n')}\n`;
}
