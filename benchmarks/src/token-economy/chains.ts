import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultRoster, ReportName } from '@agog/deliverables-core';

/** One stage of a feature: who publishes which report. */
export interface ChainedReport {
  readonly name: ReportName<DefaultRoster>;
  readonly content: string;
}

/** What a feature's agents publish, in the order of their stages. */
export interface Chain {
  readonly feature: string;
  readonly reports: readonly ChainedReport[];
}

interface ChainEntry {
  readonly feature: string;
  readonly agent: string;
  readonly taskType: string;
  readonly file: string;
}

/** Reads a folder with a `chains.json`: a list of `{ feature, agent, taskType, file }`, with the agents of the default roster. */
export const readChains = (folder: string): readonly Chain[] => {
  // The cast: the folder's own description of itself; a wrong name is refused when its report is published.
  const entries = JSON.parse(readFileSync(join(folder, 'chains.json'), 'utf8')) as ChainEntry[];
  return [...Map.groupBy(entries, ({ feature }) => feature)].map(([feature, stages]) => ({
    feature,
    reports: stages.map(({ agent, taskType, file }) => ({
      name: { agent, taskType, featureName: feature } as ReportName<DefaultRoster>,
      content: readFileSync(join(folder, file), 'utf8'),
    })),
  }));
};
