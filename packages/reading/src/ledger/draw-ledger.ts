import type { LedgerReport, Saving } from './ledger-report.ts';

/** In user units, which are pixels where nobody scales the chart. */
const [width, left, right, barHeight, gap, top] = [720, 180, 150, 18, 14, 56];

const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const bar = (y: number, share: number, color: string, label: string): string => {
  const length = Math.max(0, share * (width - left - right));
  return (
    `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" fill="${color}"/>` +
    `<text x="${(left + length + 6).toFixed(1)}" y="${y + 13}">${label}</text>`
  );
};

/** A ledger's report as a small SVG bar chart: of each figure what every report inlined would cost, and what was spent. */
export const drawLedger = ({ run, counter, total }: LedgerReport): string => {
  const figures: readonly (readonly [string, Saving])[] = [
    ['Spawning', total.withOrchestrator.spawn],
    ['End to end', total.withOrchestrator.endToEnd],
    ['Spawning, agents alone', total.agents.spawn],
    ['End to end, agents alone', total.agents.endToEnd],
  ];
  const longest = Math.max(1, ...figures.flatMap(([, { baseline, spent }]) => [baseline, spent]));
  const count = (tokens: number): string => tokens.toLocaleString('en-US');
  const rows = figures.map(([name, { baseline, spent, savedPercent }], index) => {
    const y = top + index * (2 * barHeight + gap);
    const saved = savedPercent === null ? '' : `, saved ${savedPercent.toFixed(1)} %`;
    return (
      `<text x="${left - 8}" y="${y + barHeight + 4}" text-anchor="end">${escapeXml(name)}</text>` +
      bar(y, baseline / longest, '#b8bec8', count(baseline)) +
      bar(y + barHeight, spent / longest, '#1f7a4d', `${count(spent)}${saved}`)
    );
  });
  const height = top + figures.length * (2 * barHeight + gap);
  const title = `Tokens of the run ${run}, counted with ${counter}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="#24292f">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="12" y="22" font-size="14" font-weight="600">${escapeXml(title)}</text>`,
    `<text x="12" y="42">Grey: every report inlined. Green: what was spent.</text>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
};
