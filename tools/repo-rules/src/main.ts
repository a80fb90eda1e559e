// Checks the rules of this repository: prints `file:line rule message` for each violation and ends with 1 if there is any.
import { fileURLToPath } from 'node:url';
import { readRepository } from './read-repository.ts';
import { rules } from './rules.ts';

const repository = readRepository(fileURLToPath(new URL('../../../', import.meta.url)));
let kept = 0;
for (const { name, check } of rules) {
  const violations = check(repository);
  for (const { file, line, message } of violations)
    console.error(`${file}:${line} ${name} ${message}`);
  if (violations.length === 0) kept += 1;
}
console.log(`${kept} passed, ${rules.length - kept} failed`);
process.exitCode = kept === rules.length ? 0 : 1;
