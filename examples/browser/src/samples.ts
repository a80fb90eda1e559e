/** What somebody types into the page. */
export interface Sample {
  readonly agent: string;
  readonly feature: string;
  readonly summary: string;
  readonly title: string;
  readonly content: string;
}

const feature = 'customer-search';

export const findings: Sample = {
  ...{ agent: 'cynthia', feature, title: 'How customers search' },
  summary: 'Read 1,200 searches; a third of them find nothing.',
  content: `# How customers search

1,200 searches of one week, read by hand.

## What goes wrong

- 412 of 1,200 searches find nothing.
- 188 of those misspell a name: Zürich, 東京, Łódź.
- Nobody opens the second page.

## What would help

Forgive one letter, fold accents, and show the nearest match.`,
};

export const critique: Sample = {
  ...{ agent: 'sylvia', feature, title: 'Critique: how customers search' },
  summary: 'The figures hold; one week is short.',
  content: `# Critique: how customers search

Counted again: 412 of 1,200 is right, and so is 188.

## Conditions

1. One week in August is not a year. Count a week in November.
2. Folding accents must not fold Łódź into Lodz for people who type it well.

## Verdict

Approved with conditions.`,
};

export const plan: Sample = {
  ...{ agent: 'roy', feature, title: 'Plan: a search that forgives' },
  summary: 'Three pieces of work, the index first.',
  content: `# Plan: a search that forgives

1. An index of folded names beside the exact one.
2. One letter of tolerance from five letters on.
3. The nearest match where there is none.`,
};
