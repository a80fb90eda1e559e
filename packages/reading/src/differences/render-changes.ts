import { type Budget, isWithin } from '../budget/budget.ts';
import { largest } from '../budget/largest.ts';
import type { SectionChange } from './revision-diff.ts';

const marks = { added: '+', removed: '-', changed: '~', moved: '>' } as const;

const headOf = ({
  change,
  reference,
  title,
  pathBefore,
  tokensBefore,
  tokensAfter,
}: SectionChange): string => {
  const name = `${reference} ${title}`.trim() || 'before the first heading';
  const from = pathBefore === null ? '' : `, was ${pathBefore}`;
  return `${marks[change]} ${name} (${change}${from}, ${tokensBefore} → ${tokensAfter} tokens)\n`;
};

/** What changed in a section, by lines, or that it is not shown. */
const linesOf = ({ change, patch }: SectionChange, isShown: boolean): string => {
  if (change !== 'changed') return '';
  if (patch === null) return '(too much changed to compare by lines)\n';
  return isShown ? patch : '(lines left out)\n';
};

/**
 * The changes for a model or a person: a line for each section, then its changed lines. In a budget that is too small for
 * all, the changed lines of the last sections are left out first, then the last sections.
 */
export const renderChanges = (changes: readonly SectionChange[], budget: Budget): string => {
  const render = (count: number, withLines: number): string => {
    const shown = changes.slice(0, count);
    const missing = changes.length - count;
    return [
      ...shown.map((change, index) => headOf(change) + linesOf(change, index < withLines)),
      ...(missing > 0 ? [`+${missing} more changes\n`] : []),
    ].join('');
  };
  const all = changes.length;
  const whole = render(all, all);
  if (isWithin(budget, whole)) return whole;
  if (isWithin(budget, render(all, 0))) {
    return render(
      all,
      largest(all, (count) => isWithin(budget, render(all, count))),
    );
  }
  const heads = render(
    largest(all, (count) => isWithin(budget, render(count, 0))),
    0,
  );
  return isWithin(budget, heads) ? heads : '';
};
