import { filtersOverlap } from '@agog/deliverables-core/transport';

/** Whether subjects or filters have any subject in common with others; none at all stand for every one. */
export const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === 0 ||
  others.length === 0 ||
  some.some((one) => others.some((other) => filtersOverlap(one, other)));
