/**
 * What a sentence of the seam is proven by: the ids of requirements, or, where there is nothing to prove, why not.
 * An empty sentence stands for a member that speaks for itself.
 */
export type Clauses = Readonly<
  Record<string, Readonly<Record<string, readonly string[] | string>>>
>;
