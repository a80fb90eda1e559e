// How long it takes to find the headings of texts that parsers find hard, and of real ones: --corpus DIR.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseDocument } from '@agog/deliverables-reading';

const { values } = parseArgs({ options: { corpus: { type: 'string' } } });

const reports = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n\n');

const texts: Record<string, string> = {
  '40 KB of *a_': '*a_ '.repeat(10_000),
  'a list of 60,000 lines': '- item one two\n  - nested a b\n'.repeat(30_000),
  '10,000 setext headings': 'Title\n=====\n\ntext here\n\n'.repeat(10_000),
  '30,000 quotes with a lazy line': '> a\nlazy b\n\n'.repeat(30_000),
  '10,000 quotes in each other': `${'>'.repeat(10_000)} a\n`,
  '10,000 lists in each other': `${'- '.repeat(10_000)}a\n`,
  '200,000 definitions': '[a]: b\n'.repeat(200_000),
  'a table of 200,000 rows': `|a|b|\n|-|-|\n${'|c|d|\n'.repeat(200_000)}`,
  'a line of 5 MB': 'word '.repeat(1_000_000),
};
if (values.corpus !== undefined) {
  const text = reports(values.corpus);
  texts['1 MB of reports'] = text.slice(0, 1e6);
  texts['10 MB of reports'] = text.repeat(Math.ceil(1e7 / text.length)).slice(0, 1e7);
}

for (const [name, text] of Object.entries(texts)) {
  const start = performance.now();
  const { everySection } = parseDocument(text);
  const took = Math.round(performance.now() - start);
  console.log(`${name.padEnd(32)}${String(took).padStart(6)} ms, ${everySection.length} sections`);
}
