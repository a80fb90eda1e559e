import {
  type CountTokens,
  createClient,
  type DefaultRoster,
  type DeliverablesClient,
  defaultRoster,
  type Notice,
  type Report,
} from '@agog/deliverables-core';
import type { Store } from '../store.ts';

/** A client of the guide's six agents. */
export type Client = DeliverablesClient<DefaultRoster>;

/** What every agent of a run is given beside its prompt. */
export interface Workplace {
  readonly store: Store;
  /** The feature that the reports are about. */
  readonly feature: string;
  /** The source tree's folder, and its name for titles. */
  readonly source: { readonly folder: string; readonly name: string };
  readonly countTokens: CountTokens;
  readonly signal: AbortSignal;
  /** Says what is being done, for whoever watches. */
  readonly onProgress: (text: string) => void;
}

/** A report as it stands in the store. */
export interface StoredReport {
  readonly agent: string;
  readonly channel: string;
  readonly sequence: number;
  readonly bytes: number;
  readonly tokens: number;
  /** SHA-256 in base64url. */
  readonly digest: string;
  readonly content: string;
}

/** What an agent hands back: its notice, and for the ledger what it read and wrote. */
export interface AgentResult {
  readonly notice: Notice;
  readonly fetched: readonly StoredReport[];
  /** `null` where it stopped without a report. */
  readonly published: StoredReport | null;
}

/** Opens a connection of its own for one agent. */
export async function openClient(store: Store, countTokens: CountTokens): Promise<Client> {
  return createClient({ transport: await store.open(), roster: defaultRoster, countTokens });
}

/** Fetches the report that a notice names: the notice is all that the agent has in hand. */
export async function fetchByNotice(
  client: Client,
  notice: Notice,
  place: Workplace,
): Promise<StoredReport> {
  const report = await client.fetchReportOrThrow(notice, { signal: place.signal });
  return describeReport(report, place.countTokens);
}

/** What the ledger keeps of a report. */
export function describeReport(report: Report, countTokens: CountTokens): StoredReport {
  return {
    ...{ agent: report.agent, channel: report.channel, sequence: report.sequence },
    ...{ bytes: report.bytes.length, content: report.content },
    tokens: countTokens(report.content),
    digest: report.digest ?? '',
  };
}
