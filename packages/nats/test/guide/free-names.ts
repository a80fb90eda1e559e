import type { CompleteNotice, Report } from '@agog/deliverables-core';

// What the guide uses and does not define.

/** A long document. */
export const fullResearchReport = `# Research\n\n${'Customers search by name first. '.repeat(400)}`;

/** The other name for it. */
export const fullReport = fullResearchReport;

/** Judges a text. */
export const performCritique = (research: string): string =>
  `# Critique\n\nOf ${research.length} characters, all hold.`;

/** Builds on two reports. */
export const implementBackend = (research: Report, critique: Report): string =>
  `# Backend\n\nAfter ${research.channel} and ${critique.channel}.`;

/** Does something with a text. */
export const processReport = (content: string): number => content.length;

/** What an orchestrator tells an agent besides its name and feature. */
export interface Spawned {
  readonly previousAgent?: string;
  readonly previousChannel?: string;
  readonly previousAgents?: readonly string[];
}

/** How an agent is started. */
export type Spawn = (
  agent: string,
  featureName: string,
  context?: Spawned,
) => Promise<CompleteNotice>;
