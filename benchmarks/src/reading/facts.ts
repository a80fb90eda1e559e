/** A made-up fact as an earlier report says it, and how the next stage's task mentions it without saying it. */
export interface Fact {
  readonly sentence: string;
  readonly mention: string;
}

const beginnings =
  'Zeph Quil Bran Tor Mel Vor Kes Ald Fen Har Jun Lox Nim Ost Pyr Rud Syl Tam Ulv Wex'.split(' ');
const endings = 'yr lon dex ith or mar ane vik esh und'.split(' ');

/** What is said of a name and a number, and what a task says of the name alone. */
const forms: readonly ((name: string, number: number) => readonly [string, string])[] = [
  (name, number) => [
    `The ${name} gateway accepts no more than ${number} requests per second before it sheds load.`,
    `Size the client so that it stays below the limit of the ${name} gateway.`,
  ],
  (name, number) => [
    `Records of the ${name} ledger are kept for ${number} days and then moved to cold storage.`,
    `Apply the retention period that was decided for ${name}.`,
  ],
  (name, number) => [
    `${name} must answer within ${number} milliseconds at the 99th percentile, or the page falls back to the cache.`,
    `Respect the latency that ${name} was given.`,
  ],
  (name, number) => [
    `We agreed with the owners of ${name} that their schema stays at version ${number} until the migration is over.`,
    `Use the schema version agreed on with the ${name} team.`,
  ],
  (name, number) => [
    `Access to the ${name} console needs approval by ${number} reviewers of the security group.`,
    `Build the approval step for the console of ${name}.`,
  ],
  (name, number) => [
    `In the load test ${name} lost ${number} messages when the leader was restarted.`,
    `Cover what the load test found out about ${name}.`,
  ],
  (name, number) => [
    `The fallback of ${name} is disabled by the flag ${name.toLowerCase()}-fallback-${number}.`,
    `Put the fallback behind the flag that the earlier report names for ${name}.`,
  ],
  (name, number) => [
    `Customers of the ${name} tier are billed ${number} cents for each export.`,
    `Show the price of an export in the ${name} tier.`,
  ],
];

/** Where a fact is put beside a paragraph of a report. */
const places: readonly ((paragraph: string, sentence: string) => string)[] = [
  (paragraph, sentence) => `${paragraph}\n\n${sentence}`,
  (paragraph, sentence) => `${paragraph} ${sentence}`,
  (paragraph, sentence) => `${sentence} ${paragraph}`,
  (paragraph, sentence) => `${paragraph}\n\n- ${sentence}\n- Nothing else was decided here.`,
  (paragraph, sentence) => `${paragraph}\n\n| what | who |\n|---|---|\n| ${sentence} | all |`,
];

/** Makes a fact up. */
export const makeFact = (random: () => number): Fact => {
  const pick = <Item>(items: readonly Item[]): Item =>
    // No list is empty.
    items[Math.floor(random() * items.length)] as Item;
  const name = `${pick(beginnings)}${pick(endings)}`;
  const [sentence, mention] = pick(forms)(name, 2 + Math.floor(random() * 900));
  return { sentence, mention };
};

/** A report that says the fact somewhere in its prose. */
export const plantFact = (report: string, { sentence }: Fact, random: () => number): string => {
  const paragraphs = report.split('\n\n');
  const isProse = (paragraph: string): boolean => /^[A-Z][^|`]{80,}[.!?]$/.test(paragraph);
  const prose = paragraphs.flatMap((paragraph, at) => (isProse(paragraph) ? [at] : []));
  const at = prose[Math.floor(random() * prose.length)] ?? paragraphs.length - 1;
  const place = places[Math.floor(random() * places.length)];
  paragraphs[at] = place?.(paragraphs[at] ?? '', sentence) ?? sentence;
  return paragraphs.join('\n\n');
};
