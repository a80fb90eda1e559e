import type { CountTokens } from '@agog/deliverables-core';
import { type Claim, claimId, wholeTree } from '../claims/claim.ts';
import type { TreeSurvey } from '../source-tree/survey.ts';
import { divideIntoAreas } from './areas.ts';
import type { Block, Cite } from './block.ts';
import { deriveFindings } from './findings.ts';
import { fitRows } from './fit-rows.ts';
import { type PlantedError, plantFalseClaims } from './plant-false-claims.ts';
import { dependencyBlocks } from './sections/dependencies.ts';
import { hotSpotBlocks } from './sections/hot-spots.ts';
import { contentsBlock, type Detail, inventoryBlock } from './sections/inventory.ts';
import { limitsBlock, methodBlock } from './sections/method.ts';
import { sizeBlocks } from './sections/size.ts';
import { recommendationsBlock, summaryBlock } from './sections/summary.ts';
import { surfaceAndTestBlocks } from './sections/surface-and-tests.ts';

/** How long a research report should be, in tokens: the guide's 5,000 to 15,000, with room on both sides. */
export const researchLength = {
  least: 5_000,
  enough: 7_000,
  target: 11_000,
  most: 15_000,
} as const;

/** A research report, and what it claims. */
export interface ResearchReport {
  readonly markdown: string;
  readonly tokens: number;
  readonly claims: readonly Claim[];
  readonly planted: readonly PlantedError[];
}

/** What to write, and how. */
export interface ResearchOptions {
  /** The tree's name, for the title. */
  readonly name: string;
  readonly countTokens: CountTokens;
  /** How many claims to make false on purpose. */
  readonly plantErrors: number;
}

/** Writes the research report of a surveyed tree: deep for a small tree, the most telling rows for a large one. */
export function writeResearch(survey: TreeSurvey, options: ResearchOptions): ResearchReport {
  const short = compose(survey, options, 'short');
  if (short.tokens >= researchLength.enough) return short;
  const full = compose(survey, options, 'full');
  return full.tokens >= researchLength.least ? full : compose(survey, options, 'complete');
}

function compose(survey: TreeSurvey, options: ResearchOptions, detail: Detail): ResearchReport {
  const findings = deriveFindings(survey);
  const areas = divideIntoAreas(survey);
  const inventory = inventoryBlock(findings, detail);
  const inventories = detail === 'complete' ? [inventory, contentsBlock(findings)] : [inventory];
  const claimed = [
    ...sizeBlocks(findings, areas),
    ...dependencyBlocks(findings, areas),
    ...surfaceAndTestBlocks(findings),
    ...hotSpotBlocks(findings),
  ];
  const blocksFor = (fullyListed: boolean): Block[] => [
    summaryBlock(findings),
    methodBlock(survey, [...claimed, ...inventories]),
    ...claimed,
    recommendationsBlock(findings),
    ...inventories,
    limitsBlock(survey, fullyListed),
  ];
  // The prose cites rows, so its length is known only once the rows are chosen: shrink until all of it fits.
  let budget: number = researchLength.target;
  for (;;) {
    const chosen = fitRows(blocksFor(false), budget, options.countTokens);
    const fullyListed = chosen.get(inventory)?.length === survey.files.length;
    const report = render(blocksFor(fullyListed), chosen, options);
    if (report.tokens <= researchLength.target || budget < 1_000) return report;
    budget -= report.tokens - researchLength.target + 100;
  }
}

function render(
  blocks: readonly Block[],
  chosen: ReturnType<typeof fitRows>,
  options: ResearchOptions,
): ResearchReport {
  let position = 0;
  const truth = blocks.flatMap((block): Claim[] => {
    const table = block.table;
    if (table === null) return [];
    return (chosen.get(block) ?? []).map((row) => {
      position += 1;
      const tree = table.kind === 'Tree';
      return {
        ...{ id: claimId(position), kind: table.kind, section: block.heading },
        subject: tree ? wholeTree : row.subject,
        values: row.values.map((value, index) => ({
          measure: tree ? row.subject : (table.measures[index] ?? ''),
          value,
        })),
      };
    });
  });
  const { claims, planted } = plantFalseClaims(truth, options.plantErrors);
  const cite = citations(claims);
  const parts = blocks.map((block) => {
    const rows = claims.filter((claim) => claim.section === block.heading);
    const lead = block.lead(cite).filter((line) => line !== null);
    return [block.heading, ...lead, ...(block.table === null ? [] : [table(block.table, rows)])];
  });
  const markdown = `${[`# Research: ${options.name}`, ...parts.flat()].join('\n\n')}\n`;
  return { markdown, tokens: options.countTokens(markdown), claims, planted };
}

function citations(claims: readonly Claim[]): Cite {
  const found = new Map<string, { readonly value: string; readonly label: string }>();
  for (const claim of claims) {
    for (const { measure, value } of claim.values) {
      const key = `${claim.kind}\n${claim.kind === 'Tree' ? measure : claim.subject}\n${measure}`;
      const label = claim.values.length === 1 ? claim.id : `${claim.id} ${measure}`;
      if (!found.has(key)) found.set(key, { value, label });
    }
  }
  return (kind, subject, measure, unit) => {
    const claimed = found.get(`${kind}\n${subject}\n${measure}`);
    if (claimed === undefined) return null;
    const [one = '', many = one] = unit.split('|');
    return `**${claimed.value}** ${claimed.value === '1' ? one : many} [${claimed.label}]`;
  };
}

function table(shape: NonNullable<Block['table']>, claims: readonly Claim[]): string {
  if (claims.length === 0) return shape.empty;
  const header = ['Claim', shape.kind, ...shape.measures];
  const rows = claims.map((claim) => {
    const subject = claim.kind === 'Tree' ? claim.values[0]?.measure : `\`${claim.subject}\``;
    return [claim.id, subject, ...claim.values.map(({ value }) => value)];
  });
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
