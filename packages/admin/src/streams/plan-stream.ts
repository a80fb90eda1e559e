import type { Deadline, StreamConfig, StreamInfo, Transport } from '@agog/deliverables-core';
import { compareSettings } from './compare-settings.ts';
import { countDrops } from './count-drops.ts';
import { findConflicts } from './find-conflicts.ts';
import { requireAdmin } from './require-admin.ts';
import type { PlanStep } from './stream-plan.ts';

/** What is to be done to one stream, by itself: other streams are not looked at. */
export const planStream = async (
  transport: Transport,
  actual: StreamInfo | null,
  config: StreamConfig,
  deadline: Deadline,
): Promise<PlanStep> => {
  const { name: stream } = config;
  if (actual === null) return { action: 'create', stream, config };
  const admin = requireAdmin(transport, 'Planning streams');
  const conflicts = await findConflicts(admin, actual, config, deadline);
  if (conflicts.length > 0) return { action: 'conflict', stream, conflicts };
  const changes = compareSettings(actual.config, config);
  if (changes.length === 0) return { action: 'unchanged', stream };
  const drops = await countDrops(transport, actual, config, deadline.next());
  return { action: 'change', stream, config, changes, drops };
};
