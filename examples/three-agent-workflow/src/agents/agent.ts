import {
  type AgentOf,
  type CountTokens,
  createClient,
  type DefaultRoster,
  type DeliverablesClient,
  defaultRoster,
  type Notice,
  type Report,
} from '@agog/deliverables-core';
import {
  createLedger,
  createReader,
  type Ledger,
  type LedgerAccount,
  type Reader,
} from '@agog/deliverables-reading';
import type { Store } from '../store.ts';

/** A client of the guide's six agents. */
export type Client = DeliverablesClient<DefaultRoster>;

/** What every agent of a run is given beside its prompt. */
export interface Workplace {
  readonly store: Store;
  /** Names the run in its ledger. */
  readonly run: string;
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

/** What an agent read of a report. */
export interface Reading {
  readonly kind: 'outline' | 'sections' | 'search';
  /** Which sections, or what was asked. */
  readonly part: string;
  readonly channel: string;
  readonly sequence: number;
  readonly tokens: number;
  readonly text: string;
}

/** What an agent hands back: its notice, and for the checks what it read and wrote. */
export interface AgentResult {
  readonly notice: Notice;
  readonly fetched: readonly Reading[];
  /** `null` where it stopped without a report. */
  readonly published: StoredReport | null;
}

/** One agent's connection, and its way to read and deliver: whatever it does there is entered in the run's ledger. */
export interface Desk extends AsyncDisposable {
  readonly client: Client;
  readonly reader: Reader<DefaultRoster>;
  readonly account: LedgerAccount;
}

/** Opens a connection of its own for whoever works on a run. */
export async function openClient(store: Store, countTokens: CountTokens): Promise<Client> {
  return createClient({ transport: await store.open(), roster: defaultRoster, countTokens });
}

/** The run's ledger, kept in the store itself: what every agent enters, in whichever process, adds up there. */
export function openLedger({ countTokens, run }: Workplace, client: Client): Ledger {
  return createLedger({ countTokens, run, store: client });
}

/** Sits an agent down to work. */
export async function openDesk(place: Workplace, agent: AgentOf<Client>): Promise<Desk> {
  const client = await openClient(place.store, place.countTokens);
  const ledger = openLedger(place, client);
  const account = ledger.account(agent, place.feature);
  const reader = createReader(client, { countTokens: place.countTokens, ledger: account });
  return {
    ...{ client, reader, account },
    async [Symbol.asyncDispose]() {
      try {
        await ledger.settle();
      } finally {
        await client.close();
      }
    },
  };
}

/** Takes sections of the report that a notice names: the notice is all that the agent has in hand. */
export async function readSections(
  { reader }: Desk,
  notice: Notice,
  query: { readonly sections: readonly string[]; readonly subsections?: boolean },
  signal: AbortSignal,
): Promise<Reading> {
  const part = required(await reader.fetchReport({ ...notice, ...query }, { signal }), notice);
  const { head, text, tokens } = part;
  return {
    ...{ kind: 'sections', part: query.sections.join(', '), text, tokens: tokens.count },
    ...{ channel: head.channel, sequence: head.sequence },
  };
}

/** What a notice names has to be there. */
export function required<Found>(found: Found | null, notice: Notice): Found {
  if (found !== null) return found;
  throw new Error(`${notice.nats_channel} #${notice.sequence} is not in the store any more`);
}

/** What is told of a report. */
export function describeReport(report: Report, countTokens: CountTokens): StoredReport {
  return {
    ...{ agent: report.agent, channel: report.channel, sequence: report.sequence },
    ...{ bytes: report.bytes.length, content: report.content },
    tokens: countTokens(report.content),
    digest: report.digest ?? '',
  };
}
