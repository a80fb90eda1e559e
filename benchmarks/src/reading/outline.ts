// What an outline costs: the share of the tokens of a report that its outline has, for every Markdown file of a folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { outlineOf, parseDocument, renderOutline } from '@agog/deliverables-reading';

const { values } = parseArgs({ options: { corpus: { type: 'string' } } });
if (values.corpus === undefined) {
  console.error('Usage: npm run bench reading:outline -- --corpus DIR, a folder of Markdown files');
  process.exit(2);
}
const folder = values.corpus;

const shares = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.md'))
  .map((file) => {
    const report = readFileSync(join(folder, file), 'utf8');
    const document = parseDocument(report);
    const outline = outlineOf(document, { levels: 2, countTokens: countO200k });
    const text = renderOutline(outline);
    // Every heading of the levels shown has a line, or the outline is worth nothing.
    const shown = document.everySection.filter(({ level }) => level <= 2);
    if (!shown.every(({ reference }) => text.includes(`${reference} `))) throw new Error(file);
    return countO200k(text) / countO200k(report);
  })
  .toSorted((one, other) => one - other);

const percent = (share: number) => {
  const value = shares[Math.floor(share * (shares.length - 1))] ?? Number.NaN;
  return `${(100 * value).toFixed(2)} %`;
};
console.log(`${shares.length} reports, levels 1 and 2, counted by o200k`);
console.log(
  `outline, share of the report's tokens: median ${percent(0.5)}, 90th percentile ${percent(0.9)}, most ${percent(1)}`,
);
