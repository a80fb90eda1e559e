// Measures whether what a task names is in the context of its agent: npm run bench reading:context -- --corpus DIR
import { parseArgs } from 'node:util';
import { estimateTokens } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { createReader } from '@agog/deliverables-reading';
import { type Chain, readChains } from '../token-economy/chains.ts';
import { createRandom } from '../tokens/random.ts';
import { type Fact, makeFact, plantFact } from './facts.ts';
import { publishChains } from './published-chains.ts';
import { normalize } from './sentences.ts';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    budget: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '20261122' },
    misses: { type: 'boolean', default: false },
  },
});
if (values.corpus === undefined) throw new Error('Say which reports: --corpus DIR');

const random = createRandom(Number(values.seed));
const maxTokens = Number(values.budget);
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** A stage's task with what else it says: one to five facts, each in some earlier report. */
interface Stage {
  readonly agent: Chain['reports'][number]['name']['agent'];
  readonly feature: string;
  readonly facts: readonly Fact[];
}

const stages: Stage[] = [];
const planted = readChains(values.corpus).map(({ feature, reports }): Chain => {
  const contents = reports.map(({ content }) => content);
  for (const [stage, { name }] of reports.entries()) {
    if (stage === 0) continue;
    const facts = Array.from({ length: 1 + Math.floor(random() * 5) }, () => makeFact(random));
    for (const fact of facts) {
      const earlier = Math.floor(random() * stage);
      contents[earlier] = plantFact(contents[earlier] ?? '', fact, random);
    }
    stages.push({ agent: name.agent, feature, facts });
  }
  return {
    feature,
    reports: reports.map(({ name }, stage) => ({ name, content: contents[stage] ?? '' })),
  };
});

const client = await publishChains(planted, countO200k);
const tasked = stages.reduce((sum, { facts }) => sum + facts.length, 0);
print(`${tasked} facts, named by the tasks of ${stages.length} stages, ${maxTokens} tokens each`);
for (const countTokens of [countO200k, estimateTokens]) {
  const reader = createReader(client, { countTokens });
  let inside = 0;
  let over = 0;
  let tokens = 0;
  const start = performance.now();
  for (const { agent, feature, facts } of stages) {
    const mentions = facts.map(({ mention }) => mention).join(' ');
    const task = `Write your report on ${feature}, and build on what was found before. ${mentions} Say what is left open.`;
    const { text } = await reader.contextFor({ agent, feature, task, maxTokens });
    const count = countO200k(text);
    tokens += count;
    if (count > maxTokens) over++;
    for (const { sentence, mention } of facts) {
      if (normalize(text).includes(normalize(sentence))) inside++;
      else if (values.misses) print(`  ${mention}\n    ${sentence}`);
    }
  }
  const time = (performance.now() - start) / stages.length;
  print(
    `${countTokens.counter.padEnd(9)} ${inside} of ${tasked} facts inside (${((100 * inside) / tasked).toFixed(1)} %); ` +
      `${(tokens / stages.length).toFixed(0)} tokens on average, ${over} over the budget; ${time.toFixed(0)} ms each`,
  );
}
await client.close();
