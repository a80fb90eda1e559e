import type { StreamConfig } from '@agog/deliverables-core';
import type { SettingChange } from './stream-plan.ts';

const settings = [
  'subjects',
  'discard',
  'description',
  'maxMessages',
  'maxBytes',
  'maxAge',
  'maxMessageSize',
  'duplicateWindow',
] as const;

/** The shortest span that a server keeps, in milliseconds; it rounds shorter ones up. */
const shortestSpan = 100;

const comparable = (setting: (typeof settings)[number], config: StreamConfig): string => {
  const value = config[setting];
  if (setting === 'subjects') return [...config.subjects].sort().join(' ');
  const isSpan = setting === 'maxAge' || setting === 'duplicateWindow';
  return String(isSpan && value !== null ? Math.max(Number(value), shortestSpan) : value);
};

/** The settings that can be changed and differ, in the order in which {@link StreamConfig} has them. */
export const compareSettings = (actual: StreamConfig, wanted: StreamConfig): SettingChange[] =>
  settings
    .filter((setting) => comparable(setting, actual) !== comparable(setting, wanted))
    .map((setting) => ({ setting, from: actual[setting], to: wanted[setting] }));
