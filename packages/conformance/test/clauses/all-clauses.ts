import { adminClauses } from './admin-clauses.ts';
import type { Clauses } from './clauses.ts';
import { messageClauses } from './message-clauses.ts';
import { subscriptionClauses } from './subscription-clauses.ts';
import { transportClauses } from './transport-clauses.ts';

/** Every sentence of the seam, by the type or member it stands at, and what proves it. */
export const allClauses: Clauses = {
  ...transportClauses,
  ...messageClauses,
  ...subscriptionClauses,
  ...adminClauses,
};
