import {
  type AgentName,
  type CallOptions,
  type DefaultRoster,
  type DeliverablesClient,
  DeliverablesError,
  type PublishReportOptions,
  type Report,
  type ReportCallbackQuery,
  type ReportInput,
  type ReportListener,
  type ReportReceipt,
  type ReportReference,
  type Roster,
  type StreamInfo,
  type StreamState,
} from '@agog/deliverables-core';
import { fail, reportStreamNames, streamName } from '@agog/deliverables-core/transport';
import { NATSClient, type NATSClientOptions } from './nats-client.ts';
import { readEnvironment } from './read-environment.ts';

/** What is in one stream. */
export interface StreamStatus extends StreamState {
  readonly name: string;
}

/**
 * Reports and notices over NATS in one object: connect, publish, hand over, fetch, look.
 *
 * Made without an argument it reads `NATS_URL`, `NATS_USER` and `NATS_PASSWORD`, and works on the default roster.
 */
export class NATSDeliverableService<R extends Roster = DefaultRoster> implements AsyncDisposable {
  /** The connection beneath, for everything else. */
  readonly client: NATSClient<R>;

  constructor(options: NATSClientOptions<R> = readEnvironment()) {
    this.client = new NATSClient(options);
  }

  /**
   * Connects, and creates the streams of the roster that are missing. Those that exist stay as they are. A user who may
   * not manage streams is connected all the same; the streams then have to be there.
   *
   * @throws DeliverablesError `store_unavailable`, `authentication_failed`, `unsupported` where JetStream is off
   */
  async initialize(call?: CallOptions): Promise<void> {
    await this.client.connect(call);
    try {
      await this.client.deliverables.initialize(call);
    } catch (error) {
      if (DeliverablesError.from(error).code !== 'permission_denied') throw error;
    }
  }

  /** Stores a whole report; resolves once the server has acknowledged it. */
  async publishReport(
    report: ReportInput<R>,
    options?: PublishReportOptions,
  ): Promise<ReportReceipt> {
    return this.client.deliverables.publishReport(report, options);
  }

  /**
   * The notice of the report that this service published last on a channel, for whoever spawned the agent: from agent,
   * feature, channel, summary and more fields, or from one object with all of them.
   *
   * @throws DeliverablesError `not_published` where there is none, `invalid_notice`, `notice_too_long`
   */
  get createCompletionNotice(): DeliverablesClient<R>['createCompletionNotice'] {
    return this.client.deliverables.createCompletionNotice;
  }

  /** The latest report, its digest checked, or `null` when there is none. */
  async fetchReport(reference: ReportReference<R>, options?: CallOptions): Promise<Report | null> {
    return this.client.deliverables.fetchReport(reference, options);
  }

  /** Hands every report stored from now on to a callback: those of one agent, or of all where none is named. */
  async subscribeToDeliverables(
    query: ReportCallbackQuery<R>,
    options?: CallOptions,
  ): Promise<ReportListener> {
    return this.client.subscribeToDeliverables(query, options);
  }

  /** What is in each of the streams that hold the agents' reports; a stream that does not exist is left out. */
  async getStreamStatuses(options?: CallOptions): Promise<StreamStatus[]> {
    const { roster } = this.client.deliverables;
    const infos = await Promise.all(
      reportStreamNames(roster).map((name) => this.#streamInfo(name, options)),
    );
    return infos
      .filter((info) => info !== null)
      .map(({ config, state }) => ({ name: config.name, ...state }));
  }

  /**
   * The stream that holds one agent's reports: its settings and `state.messages`.
   *
   * @throws DeliverablesError `stream_not_found`, `unknown_agent`
   */
  async getAgentStreamStatus(agent: AgentName<R>, options?: CallOptions): Promise<StreamInfo> {
    const name = streamName(this.client.deliverables.roster, agent);
    return (
      (await this.#streamInfo(name, options)) ??
      fail('stream_not_found', `There is no stream ${name}.`, 'Await initialize() to create it.')
    );
  }

  async #streamInfo(name: string, options?: CallOptions): Promise<StreamInfo | null> {
    const { admin } = this.client.deliverables.transport;
    return admin === null ? null : admin.info(name, options);
  }

  /** Ends every subscription and closes the connection. */
  close(): Promise<void> {
    return this.client.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
