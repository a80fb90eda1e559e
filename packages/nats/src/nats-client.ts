import {
  type CallOptions,
  type ClientOptions,
  createClient,
  type DefaultRoster,
  type DeliverablesClient,
  defaultRoster,
  type ReportCallbackQuery,
  type ReportListener,
  type Roster,
} from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import type { NatsOptions } from './nats-options.ts';
import { openTcpConnection } from './open-tcp-connection.ts';
import { readEnvironment } from './read-environment.ts';

/** How a {@link NATSClient} connects, and what it works on. */
export interface NATSClientOptions<R extends Roster = DefaultRoster>
  extends NatsOptions,
    Partial<Omit<ClientOptions<R>, 'transport'>> {}

interface Opened<R extends Roster> {
  readonly deliverables: DeliverablesClient<R>;
  readonly jsm: JetStreamManager;
}

/**
 * A connection to NATS with both: the client for reports, and JetStream's own manager of streams.
 *
 * Made without an argument it reads `NATS_URL`, `NATS_USER` and `NATS_PASSWORD`, and works on the default roster.
 */
export class NATSClient<R extends Roster = DefaultRoster> implements AsyncDisposable {
  readonly #options: NATSClientOptions<R>;
  #opening: Promise<Opened<R>> | null = null;
  #opened: Opened<R> | null = null;

  constructor(options: NATSClientOptions<R> = readEnvironment()) {
    this.#options = options;
  }

  /**
   * Connects, once: a second call waits for the first.
   *
   * @throws DeliverablesError `invalid_argument`, `store_unavailable`, `authentication_failed`, `aborted`
   */
  async connect(call?: CallOptions): Promise<void> {
    this.#opening ??= this.#open(call);
    const opening = this.#opening;
    try {
      const opened = await opening;
      if (this.#opening !== opening) {
        fail('closed', 'The NATSClient was closed while it connected.', 'Connect again.');
      }
      this.#opened = opened;
    } catch (error) {
      if (this.#opening === opening) this.#opening = null;
      throw error;
    }
  }

  async #open(call: CallOptions | undefined): Promise<Opened<R>> {
    const options = this.#options;
    const connection = await openTcpConnection(options, call);
    const transport = createJetStreamTransport({
      ...options,
      connection,
      ownsConnection: true,
      transportName: 'nats',
    });
    try {
      // The cast: where no roster is given, R is the default one's.
      const roster = options.roster ?? (defaultRoster as Roster as R);
      const deliverables = createClient<R>({ ...options, transport, roster });
      const { apiPrefix } = options;
      // The cast: nats-core's types were made without exactOptionalPropertyTypes.
      const jsm = await jetstreamManager(connection as NatsConnection, {
        checkAPI: false,
        ...(apiPrefix !== undefined && { apiPrefix }),
      });
      return { deliverables, jsm };
    } catch (error) {
      await transport.close();
      throw error;
    }
  }

  get #connected(): Opened<R> {
    return (
      this.#opened ?? fail('closed', 'The NATSClient is not connected.', 'Await connect() first.')
    );
  }

  /** The client for reports and notices. */
  get deliverables(): DeliverablesClient<R> {
    return this.#connected.deliverables;
  }

  /** JetStream's manager of streams and consumers, as `@nats-io/jetstream` has it. */
  get jsm(): JetStreamManager {
    return this.#connected.jsm;
  }

  /**
   * Hands every report stored from now on to a callback: those of one agent, or of all where none is named. To iterate
   * instead, see `deliverables.subscribeToDeliverables`.
   */
  async subscribeToDeliverables(
    query: ReportCallbackQuery<R>,
    options?: CallOptions,
  ): Promise<ReportListener> {
    return this.deliverables.subscribeToDeliverables(query, options);
  }

  /** Ends every subscription and closes the connection, also one that is only being opened. `connect` opens another. */
  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    this.#opened = null;
    const opened = await opening?.catch(() => null);
    await opened?.deliverables.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
