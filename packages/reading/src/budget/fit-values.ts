import { entryOfValue } from '../document/json-outline.ts';
import { type JsonValue, membersOf } from '../document/json-value.ts';
import type { OmittedEntry } from '../parts/report-part.ts';
import { type Budget, isWithin, mostCharacters } from './budget.ts';
import { closingLine } from './closing-line.ts';
import { cutBlock } from './cut-block.ts';
import { largest } from './largest.ts';

/** A value, or the beginning of one. */
interface FittingValue extends JsonValue {
  readonly isCut?: boolean;
}

/** Values as text: one as it stands, several each with its pointer. */
export const renderValues = (text: string, values: readonly FittingValue[]): string => {
  const [only] = values;
  if (only && values.length === 1 && !only.isCut) return text.slice(only.start, only.end);
  return values
    .map(
      ({ pointer, start, end, isCut }) =>
        `${pointer}: ${text.slice(start, end)}${isCut ? '…' : ''}\n`,
    )
    .join('');
};

/** How many values that do not fit are passed over for smaller ones, or for what they hold. */
const passedOver = 24;

/** What of some values fits into a budget. */
export interface FittedValues {
  /** Never costs more than the budget. */
  readonly text: string;
  readonly values: readonly JsonValue[];
  readonly omitted: readonly OmittedEntry[];
}

/**
 * As many of these values as a budget holds, in this order. Of an object or a list that alone is more, its members; of such
 * a string its beginning. What is left out is told in a line at the end.
 */
export const fitValues = (
  text: string,
  values: readonly JsonValue[],
  budget: Budget,
): FittedValues => {
  const sizes = new Map<number, OmittedEntry>();
  const entry = (value: JsonValue): OmittedEntry => {
    const known = sizes.get(value.start) ?? entryOfValue(text, value, budget.countTokens);
    sizes.set(value.start, known);
    return known;
  };
  const render = (chosen: readonly FittingValue[], missing: readonly JsonValue[]) =>
    renderValues(text, chosen) + closingLine(missing.map(entry), budget);
  const fits = (chosen: readonly FittingValue[], missing: readonly JsonValue[]) =>
    chosen.reduce((sum, { start, end }) => sum + end - start, 0) <= mostCharacters(budget) &&
    isWithin(budget, render(chosen, missing));
  let chosen: readonly FittingValue[] = [];
  let left: readonly JsonValue[] = values;
  let omitted: readonly JsonValue[] = [];
  for (let misses = 0; misses < passedOver && left.length > 0; misses++) {
    const before = chosen;
    const count = largest(left.length, (most) =>
      fits([...before, ...left.slice(0, most)], [...omitted, ...left.slice(most)]),
    );
    chosen = [...before, ...left.slice(0, count)];
    const [next, ...others] = left.slice(count);
    left = others;
    if (!next) break;
    const whole = text.slice(next.start, next.end);
    const members = isWithin(budget, whole) ? null : membersOf(text, next);
    if (members && members.length > 0) {
      left = [...members, ...others];
      continue;
    }
    omitted = [...omitted, next];
    if (!members) continue;
    const cutAt = (end: number) => [...chosen, { ...next, end: next.start + end, isCut: true }];
    const cut = cutBlock('paragraph', whole.slice(0, mostCharacters(budget)), ({ end }) =>
      fits(cutAt(end), [...omitted, ...left]),
    );
    if (cut) chosen = cutAt(cut.end);
  }
  omitted = [...omitted, ...left];
  let rendered = render(chosen, omitted);
  // What was left out later is told too, and may have taken the place of what fitted before.
  for (let last = chosen.at(-1); last && !isWithin(budget, rendered); last = chosen.at(-1)) {
    chosen = chosen.slice(0, -1);
    if (!last.isCut) omitted = [last, ...omitted];
    rendered = render(chosen, omitted);
  }
  return {
    text: isWithin(budget, rendered) ? rendered : '',
    values: chosen,
    omitted: omitted.map(entry),
  };
};
