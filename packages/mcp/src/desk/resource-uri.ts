/** A report as a resource names it. */
export interface ResourceName {
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
}

/** Names every report, for a client that fills it in. */
export const resourceTemplate = 'agog://{agent}/{type}/{feature}';

/** The address of a channel's latest report: `agog://cynthia/research/REQ-1`. */
export const buildResourceUri = ({ agent, taskType, featureName }: ResourceName): string =>
  `agog://${agent}/${taskType}/${featureName}`;

/** What an address names, or `null` when it is none of ours. */
export const parseResourceUri = (uri: string): ResourceName | null => {
  const [, agent, taskType, featureName] =
    /^agog:\/\/([\w-]+)\/([\w-]+)\/([\w-]+)$/.exec(uri) ?? [];
  return agent && taskType && featureName ? { agent, taskType, featureName } : null;
};
