import type { Claim } from '../claims/claim.ts';

/** One claim that was made false on purpose. */
export interface PlantedError {
  readonly id: string;
  readonly measure: string;
  readonly subject: string;
  readonly planted: string;
  readonly truth: string;
}

/**
 * Makes some claims false, spread over the report: figures grow by two fifths, `yes` and `no` change places. For
 * demonstrations and tests of the critic, who is not told.
 */
export function plantFalseClaims(
  claims: readonly Claim[],
  count: number,
): { readonly claims: Claim[]; readonly planted: PlantedError[] } {
  const open = claims.filter((claim) =>
    claim.values.some((value) => falsify(value.value) !== null),
  );
  const chosen = new Set<string>();
  for (let index = 0; index < Math.min(count, open.length); index += 1) {
    const claim = open[Math.floor(((index + 0.5) * open.length) / Math.min(count, open.length))];
    if (claim !== undefined) chosen.add(claim.id);
  }
  const planted: PlantedError[] = [];
  const changed = claims.map((claim): Claim => {
    if (!chosen.has(claim.id)) return claim;
    const target = claim.values.find((value) => falsify(value.value) !== null);
    const values = claim.values.map(({ measure, value }) => {
      const falsified = falsify(value);
      if (measure !== target?.measure || falsified === null) return { measure, value };
      planted.push({
        ...{ id: claim.id, measure, subject: claim.subject },
        ...{ planted: falsified, truth: value },
      });
      return { measure, value: falsified };
    });
    return { ...claim, values };
  });
  return { claims: changed, planted };
}

function falsify(value: string): string | null {
  if (value === 'yes') return 'no';
  if (value === 'no') return 'yes';
  if (!/^\d{1,3}(,\d{3})*$/.test(value)) return null;
  const figure = Number(value.replaceAll(',', ''));
  return (figure + Math.max(1, Math.round(figure * 0.4))).toLocaleString('en-US');
}
