import type { Settings } from '../settings/settings.ts';

/** A word as a shell takes it for one, whatever is in it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/**
 * The text of `agog prompt` for a shell that knows nothing of this one: before the first step it says what was named by hand
 * here. In full in every command it would cost more than 600 tokens; a URL with credentials is never written out.
 */
export const nameStore = (
  text: string,
  {
    source,
    shownUrl,
    url,
    configurationFile,
  }: Pick<Settings, 'source' | 'shownUrl' | 'url' | 'configurationFile'>,
  isConfigurationNamed: boolean,
): string => {
  const steps: string[] = [];
  if (source === 'option' || source === 'environment') {
    steps.push(
      url === shownUrl
        ? `0. In every new shell first: export AGOG_URL=${quoted(url)}`
        : `0. In your shell AGOG_URL is the store, ${shownUrl}. Where it is not set, stop and ask for it.`,
    );
  }
  if (isConfigurationNamed && configurationFile) {
    steps.push(`0. To every agog command add: --config ${quoted(configurationFile)}`);
  }
  const first = text.indexOf('\n1. ') + 1;
  return [text.slice(0, first), ...steps.map((step) => `${step}\n`), text.slice(first)].join('');
};
