import type { Rule } from './rule.ts';
import { brandedErrorsRule } from './rules/branded-errors.ts';
import { declaredImportsRule } from './rules/declared-imports.ts';
import { explicitExportsRule } from './rules/explicit-exports.ts';
import { exportsMatchRule } from './rules/exports-match.ts';
import { fileLengthRule } from './rules/file-length.ts';
import { firstChangesetRule } from './rules/first-changeset.ts';
import { neutralPlatformRule } from './rules/neutral-platform.ts';
import { noCyclesRule } from './rules/no-cycles.ts';
import { noDrawersRule } from './rules/no-drawers.ts';
import { noMachineNamesRule } from './rules/no-machine-names.ts';
import { packageOrderRule } from './rules/package-order.ts';
import { roomOrderRule } from './rules/room-order.ts';
import { steadyTestsRule } from './rules/steady-tests.ts';
import { transportsConformRule } from './rules/transports-conform.ts';

/** Every rule of this repository. */
export const rules: readonly Rule[] = [
  packageOrderRule,
  roomOrderRule,
  noCyclesRule,
  declaredImportsRule,
  explicitExportsRule,
  exportsMatchRule,
  transportsConformRule,
  brandedErrorsRule,
  neutralPlatformRule,
  fileLengthRule,
  noDrawersRule,
  noMachineNamesRule,
  steadyTestsRule,
  firstChangesetRule,
];
