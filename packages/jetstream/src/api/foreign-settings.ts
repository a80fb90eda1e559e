import type { StreamInfo } from '@agog/deliverables-core';

/** What a stream made here has, of the settings that the seam does not tell. */
const own: Readonly<Record<string, unknown>> = { storage: 'file', allow_direct: true };

/** Settings that change what a stream does with messages, and that no stream made here has turned on. */
const foreign = [
  'storage',
  'allow_direct',
  'mirror',
  'sources',
  'sealed',
  'no_ack',
  'deny_delete',
  'deny_purge',
  'allow_rollup_hdrs',
  'discard_new_per_subject',
  'subject_transform',
  'republish',
  'max_msgs_per_subject',
] as const;

const isOff = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  (typeof value === 'number' && value <= 0);

/** The settings of a server's stream that no stream made here has; nothing where there are none. */
export const foreignSettingsOf = (config: object): Pick<StreamInfo, 'foreignSettings'> => {
  const settings: Readonly<Record<string, unknown>> = { ...config };
  const found = foreign.filter((name) =>
    name in own ? settings[name] !== own[name] : !isOff(settings[name]),
  );
  const entries = found.map((name): [string, unknown] => [name, settings[name] ?? false]);
  if (settings.retention === 'interest') entries.push(['retention', 'interest']);
  return entries.length === 0 ? {} : { foreignSettings: Object.fromEntries(entries) };
};
