import type { Requirement } from '../requirement.ts';
import { adminConsumerRequirements } from './admin-consumers.ts';
import { adminMessageRequirements } from './admin-messages.ts';
import { adminStreamRequirements } from './admin-streams.ts';
import { adminUpdateRequirements } from './admin-update.ts';
import { callRequirements } from './calls.ts';
import { consumeRequirements } from './consume.ts';
import { consumeEndRequirements } from './consume-end.ts';
import { cursorRequirements } from './cursor.ts';
import { getRequirements } from './get.ts';
import { headerRequirements } from './headers.ts';
import { lifecycleRequirements } from './lifecycle.ts';
import { limitRequirements } from './limits.ts';
import { messageIdRequirements } from './message-ids.ts';
import { persistenceRequirements } from './persistence.ts';
import { placeRequirements } from './place.ts';
import { publishRequirements } from './publish.ts';
import { readRequirements } from './read.ts';
import { readHeadRequirements } from './read-heads.ts';
import { refusalRequirements } from './refusals.ts';
import { sequenceRequirements } from './sequences.ts';
import { settleRequirements } from './settle.ts';
import { settleLateRequirements } from './settle-late.ts';
import { sharingRequirements } from './sharing.ts';
import { subscribeDeliveryRequirements } from './subscribe-delivery.ts';
import { subscribeEndRequirements } from './subscribe-end.ts';
import { subscribeStartRequirements } from './subscribe-start.ts';
import { workQueueRequirements } from './work-queue.ts';
import { workQueueNameRequirements } from './work-queue-names.ts';

/** Everything a transport must do. */
export const requirements: readonly Requirement[] = [
  ...lifecycleRequirements,
  ...callRequirements,
  ...publishRequirements,
  ...headerRequirements,
  ...refusalRequirements,
  ...messageIdRequirements,
  ...sequenceRequirements,
  ...limitRequirements,
  ...getRequirements,
  ...readRequirements,
  ...readHeadRequirements,
  ...subscribeStartRequirements,
  ...subscribeDeliveryRequirements,
  ...cursorRequirements,
  ...subscribeEndRequirements,
  ...consumeRequirements,
  ...settleRequirements,
  ...settleLateRequirements,
  ...consumeEndRequirements,
  ...workQueueRequirements,
  ...workQueueNameRequirements,
  ...adminStreamRequirements,
  ...adminUpdateRequirements,
  ...adminMessageRequirements,
  ...adminConsumerRequirements,
  ...placeRequirements,
  ...persistenceRequirements,
  ...sharingRequirements,
];
