import { deepEqual, match, ok } from 'node:assert/strict';
import { createClient, defaultRoster } from '@agog/deliverables-core';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { createReader } from '@agog/deliverables-reading';
import { createTools, onboardingText } from '@agog/deliverables-reading/tools';
import { runInLangChain } from './langchain.ts';
import { runInOpenAiAgentsSdk } from './openai-agents-sdk.ts';
import { runInVercelAiSdk } from './vercel-ai-sdk.ts';

// Cynthia has researched; Roy builds on it, in one framework after the other, each over a store of its own.
const paragraph = `${'The index answers within forty milliseconds on the largest tenant. '.repeat(60)}\n`;
const research = [
  '# Customer search',
  ...['Index', 'Ranking', 'Permissions', 'Cost'].map((title) => `## ${title}\n\n${paragraph}`),
].join('\n\n');

const frameworks = {
  'Vercel AI SDK': runInVercelAiSdk,
  'OpenAI Agents SDK': runInOpenAiAgentsSdk,
  'LangChain.js': runInLangChain,
};

for (const [name, run] of Object.entries(frameworks)) {
  const client = createClient({ transport: createMemoryTransport(), roster: defaultRoster });
  await client.initialize();
  await client.deliver(
    {
      agent: 'cynthia',
      taskType: 'research',
      featureName: 'customer-search',
      reportContent: research,
    },
    { summary: 'Trigram ranking is fast enough.' },
  );
  const tools = createTools(createReader(client), { agent: 'roy' });
  const prompt = onboardingText({
    roster: client.roster,
    agent: 'roy',
    featureName: 'customer-search',
    form: 'tools',
  });

  const [list = '', outline = '', part = '', forged = '', notice = ''] = await run(tools, prompt);
  match(list, /"title":"Customer search"/);
  match(outline, /this is its outline\. Read on with sections/);
  match(part, /^\[\d+: written by the agent cynthia.*\n[\s\S]*## Ranking/);
  ok(part.length < research.length / 2, 'A part is less than the whole.');
  match(forged, /"code":"permission_denied"/);

  const channel = 'agog.deliverables.roy.backend.customer-search';
  deepEqual(JSON.parse(notice), await client.fetchNotice({ channel }));
  const report = await client.fetchReportOrThrow({ channel });
  match(report.content, /^# Search endpoint/);
  await client.verifyNotice(JSON.parse(notice));
  await client.close();
  console.log(
    `${name}: read ${part.length} of ${research.length} characters, published #${report.sequence}`,
  );
}
