import { filtersOverlap } from '@agog/deliverables-core/transport';

/** Whether every subject that one filter takes is taken by another. */
export const isWithin = (filter: string, wider: string): boolean => {
  const tokens = filter.split('.');
  const others = wider.split('.');
  for (const [index, other] of others.entries()) {
    const token = tokens[index];
    if (token === undefined) return false;
    if (other === '>') return true;
    if (token === '>' || (other !== '*' && other !== token)) return false;
  }
  return tokens.length === others.length;
};

/** What a server says that a user may publish, or subscribe to; a list that is absent or empty allows everything. */
export interface AllowDeny {
  readonly allow?: readonly string[] | null | undefined;
  readonly deny?: readonly string[] | null | undefined;
}

/** Whether a filter is allowed as a whole. Allowances that cover it only together are not seen as such. */
export const isAllowed = (filter: string, { allow, deny }: AllowDeny = {}): boolean => {
  const isListed = !allow || allow.length === 0 || allow.some((wider) => isWithin(filter, wider));
  return isListed && !(deny ?? []).some((denied) => filtersOverlap(filter, denied));
};
