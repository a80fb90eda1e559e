import type { LedgerEntry, ReadEntry, ReadKind, SizedReport } from './ledger-entry.ts';
import type { LedgerReport, LedgerTotal, Saving } from './ledger-report.ts';

const keyOf = ({ channel, sequence }: SizedReport): string => `${channel} ${sequence}`;

/** What every report costs: as it was counted, and only else as its notice says. */
const collectSizes = (entries: readonly LedgerEntry[]): ReadonlyMap<string, SizedReport> => {
  const sizes = new Map<string, SizedReport>();
  for (const report of entries.flatMap(({ reports }) => reports)) {
    const key = keyOf(report);
    if (report.counted || !sizes.has(key)) sizes.set(key, report);
  }
  return sizes;
};

/** One agent's share in one feature. */
interface Share extends Omit<LedgerTotal, 'name' | 'agents' | 'withOrchestrator'> {
  readonly agent: string;
  readonly feature: string;
  /** Its prompts with the reports inlined. */
  readonly promptsInlined: number;
  /** Reports that it found by itself, inlined as well. */
  readonly found: number;
  /** What it would have answered with. */
  readonly reportsAnswered: number;
}

const sum = <Item>(items: readonly Item[], figure: (item: Item) => number): number =>
  items.reduce((total, item) => total + figure(item), 0);

const groupBy = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

/** Reads of what the agent had read before. */
const findRepeats = (reads: readonly ReadEntry[]): readonly ReadEntry[] => {
  const seen = new Set<string>();
  return reads.filter(({ how, part, reports }) => {
    const keys = reports.map(keyOf);
    const place = `${how}\n${part}\n${keys.join('\n')}`;
    const isPart = how === 'section' || how === 'whole';
    const known =
      seen.has(place) || (isPart && keys.length > 0 && keys.every((key) => seen.has(key)));
    seen.add(place);
    if (how === 'whole') for (const key of keys) seen.add(key);
    return known;
  });
};

const shareOf = (
  agent: string,
  feature: string,
  entries: readonly LedgerEntry[],
  sizeOf: (report: SizedReport) => number,
): Share => {
  const spawns = entries.filter((entry) => entry.kind === 'spawn');
  const answers = entries.filter((entry) => entry.kind === 'notice');
  const reads = entries.filter((entry) => entry.kind === 'read');
  const handed = new Set(spawns.flatMap(({ reports }) => reports).map(keyOf));
  // What it wrote itself nobody has to hand it.
  const own = new Set(answers.flatMap(({ reports }) => reports).map(({ channel }) => channel));
  const found = new Map(
    reads
      .flatMap(({ reports }) => reports)
      .filter((report) => !handed.has(keyOf(report)) && !own.has(report.channel))
      .map((report) => [keyOf(report), report]),
  );
  const read = (kind: ReadKind): number =>
    sum(
      reads.filter(({ how }) => how === kind),
      ({ tokens }) => tokens,
    );
  return {
    agent,
    feature,
    prompts: sum(spawns, ({ prompt }) => prompt),
    noticesHanded: sum(spawns, ({ notices }) => notices),
    contextHanded: sum(spawns, ({ context }) => context),
    answers: sum(answers, ({ tokens }) => tokens),
    fetched: {
      whole: read('whole'),
      outline: read('outline'),
      section: read('section'),
      search: read('search'),
      context: read('context'),
    },
    fetchedAgain: sum(findRepeats(reads), ({ tokens }) => tokens),
    promptsInlined: sum(
      spawns,
      ({ prompt, notices, context, reports }) =>
        Math.max(0, prompt - (context || notices)) + sum(reports, sizeOf),
    ),
    found: sum([...found.values()], sizeOf),
    reportsAnswered: sum(answers, ({ tokens, reports }) =>
      reports.length > 0 ? sum(reports, sizeOf) : tokens,
    ),
  };
};

/** Compares two ways; percentages are to one decimal. */
const compare = (baseline: number, spent: number): Saving => {
  const saved = baseline - spent;
  return {
    ...{ baseline, spent, saved },
    savedPercent: baseline === 0 ? null : Math.round((1_000 * saved) / baseline) / 10,
  };
};

const totalOf = (name: string, shares: readonly Share[]): LedgerTotal => {
  const add = (figure: (share: Share) => number): number => sum(shares, figure);
  const prompts = add((share) => share.prompts);
  const inlined = add((share) => share.promptsInlined);
  const answers = add((share) => share.answers);
  const reports = add((share) => share.reportsAnswered);
  const fetched = {
    whole: add((share) => share.fetched.whole),
    outline: add((share) => share.fetched.outline),
    section: add((share) => share.fetched.section),
    search: add((share) => share.fetched.search),
    context: add((share) => share.fetched.context),
  };
  const read = sum(Object.values(fetched), (tokens) => tokens);
  const found = add((share) => share.found);
  return {
    name,
    prompts,
    noticesHanded: add((share) => share.noticesHanded),
    contextHanded: add((share) => share.contextHanded),
    answers,
    fetched,
    fetchedAgain: add((share) => share.fetchedAgain),
    agents: {
      spawn: compare(inlined, prompts),
      endToEnd: compare(inlined + found, prompts + read),
    },
    withOrchestrator: {
      spawn: compare(inlined + reports, prompts + answers),
      endToEnd: compare(inlined + found + reports, prompts + read + answers),
    },
  };
};

/** Adds up a run's entries, in the order in which they were made. */
export const settleEntries = (
  run: string,
  entries: readonly LedgerEntry[],
  unreadable: number,
): LedgerReport => {
  const sizes = collectSizes(entries);
  const sizeOf = (report: SizedReport): number => sizes.get(keyOf(report))?.tokens ?? report.tokens;
  const groups = groupBy(entries, ({ agent, feature }) => `${agent}\n${feature}`);
  const shares = [...groups].map(([key, group]) => {
    const [agent = '', feature = ''] = key.split('\n');
    return shareOf(agent, feature, group, sizeOf);
  });
  const by = (name: 'agent' | 'feature'): LedgerTotal[] =>
    [...groupBy(shares, (share) => share[name])].map(([key, group]) => totalOf(key, group));
  return {
    run,
    counter: [...new Set(entries.map(({ counter }) => counter))].join(', '),
    entries: entries.length,
    unreadable,
    sizesFromNotices: [...sizes.values()].filter(({ counted }) => !counted).length,
    total: totalOf('', shares),
    byAgent: by('agent'),
    byFeature: by('feature'),
  };
};
