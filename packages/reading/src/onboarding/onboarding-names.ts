/** What the steps of both forms name. */
export interface OnboardingNames {
  readonly agent: string;
  readonly taskType: string;
  readonly featureName: string;
  /** An agent that works before this one, whose report the examples read, and one of its task types. */
  readonly earlier: { readonly agent: string; readonly taskType: string };
}
