import type { CountTokens } from '@agog/deliverables-core';
import { countLinear } from '@agog/deliverables-core/transport';
import { type JsonValue, membersOf } from './json-value.ts';
import type { DocumentOutline, OutlineOptions } from './outline.ts';
import type { SectionEntry } from './section-entry.ts';

/** A value of a JSON report as lists show it. */
export const entryOfValue = (
  text: string,
  { pointer, keys, start, end }: JsonValue,
  countTokens: CountTokens,
): SectionEntry => ({
  reference: pointer,
  path: pointer,
  title: keys.at(-1) ?? '',
  level: keys.length,
  headings: keys,
  tokens: countLinear(countTokens, text.slice(start, end)),
});

/** The values of a JSON report down to a depth, with what each costs; `deeper` counts those right below them. */
export const outlineOfJson = (
  text: string,
  root: JsonValue,
  { levels, countTokens }: OutlineOptions,
): DocumentOutline => {
  const shown: JsonValue[] = [];
  let deeper = 0;
  const visit = (value: JsonValue): void => {
    const members = membersOf(text, value);
    if (value.keys.length >= levels) deeper += members.length;
    else {
      for (const member of members) {
        shown.push(member);
        visit(member);
      }
    }
  };
  visit(root);
  return { sections: shown.map((value) => entryOfValue(text, value, countTokens)), deeper };
};

/** An outline of values for a model: a line for each, with its JSON Pointer and its tokens. */
export const renderJsonOutline = ({ sections, deeper }: DocumentOutline): string =>
  [
    ...sections.map(({ reference, tokens }) => `${reference} ${tokens}`),
    ...(deeper > 0 ? [`+${deeper} deeper`] : []),
  ].join('\n');
