import type { CountTokens } from '@agog/deliverables-core';
import type { Block, Row } from './block.ts';

/**
 * Chooses the rows that fit into a budget of tokens: first each table's first rows, then, table by table, the rest up
 * to each table's most.
 */
export function fitRows(
  blocks: readonly Block[],
  budget: number,
  countTokens: CountTokens,
): Map<Block, readonly Row[]> {
  const prose = blocks.map((block) => [block.heading, ...block.lead(() => '0')].join('\n\n'));
  let left = budget - countTokens(prose.join('\n\n'));
  const taken = new Map<Block, number>();
  const take = (block: Block, upTo: number): void => {
    const rows = block.table?.rows ?? [];
    for (let index = taken.get(block) ?? 0; index < Math.min(upTo, rows.length); index += 1) {
      const row = rows[index];
      if (row === undefined) return;
      const cost = countTokens(`| C000 | \`${row.subject}\` | ${row.values.join(' | ')} |\n`);
      if (cost > left) return;
      left -= cost;
      taken.set(block, index + 1);
    }
  };
  for (const block of blocks) take(block, block.table?.first ?? 0);
  for (const block of blocks) take(block, block.table?.most ?? 0);
  return new Map(
    blocks.map((block) => [block, block.table?.rows.slice(0, taken.get(block) ?? 0) ?? []]),
  );
}
