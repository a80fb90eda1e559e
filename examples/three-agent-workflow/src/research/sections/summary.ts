import type { SurveyedFile } from '../../source-tree/survey.ts';
import { comparePaths, isNameablePath } from '../../source-tree/tree-rules.ts';
import { type Block, type Cite, sentence } from '../block.ts';
import type { Findings } from '../findings.ts';

/** What a reader in a hurry must know; every figure cites the row that carries it. */
export function summaryBlock(findings: Findings): Block {
  return {
    heading: '## Executive summary',
    table: null,
    lead: (cite) => {
      const tree = (measure: string, unit: string): string | null =>
        cite('Tree', measure, measure, unit);
      return bullets([
        sentence`The tree holds ${tree('Files', 'file|files')} with ${tree('Lines', 'line|lines')}. Code: ${tree('Code files', 'file|files')}, of which tests: ${tree('Test files', 'file|files')}.`,
        findings.survey.manifests.length > 0
          ? sentence`It is made of ${tree('Packages', 'package|packages')}; its files import ${tree('Dependencies', 'package|packages')} from outside and each other in ${tree('Imports', 'pair|pairs')}.`
          : null,
        ...extremes(findings, cite),
        findings.untested.length > 0
          ? sentence`Without a test: ${tree('Untested files', 'code file|code files')}. They are where a change is least safe.`
          : sentence`No code file that needs a test lacks one: ${tree('Untested files', 'untested file|untested files')}.`,
      ]);
    },
  };
}

function extremes(findings: Findings, cite: Cite): (string | null)[] {
  const largest = greatest(findings.sources, (file) => file.lines);
  const hub = greatest(findings.sources, (file) => findings.importedBy(file.path));
  const [longest] = findings.functions.filter((found) => isNameablePath(found.file.path));
  return [
    largest &&
      sentence`The largest code file is \`${largest.path}\`: ${cite('File', largest.path, 'Lines', 'line|lines')}, rank ${cite('File', largest.path, 'Rank by lines', 'by lines')}.`,
    hub &&
      findings.importedBy(hub.path) > 0 &&
      sentence`Most imported of the code files is \`${hub.path}\`, by ${cite('File', hub.path, 'Imported by', 'file|files')}, rank ${cite('File', hub.path, 'Rank by imported by', 'among all files')}.`,
    longest &&
      sentence`The longest function begins at \`${longest.file.path}:${String(longest.line)}\`: ${cite('Function', `${longest.file.path}:${longest.line}`, 'Lines', 'line|lines')}, rank ${cite('Function', `${longest.file.path}:${longest.line}`, 'Rank by lines', 'by lines')}.`,
  ].map((line) => line || null);
}

/** What should be done, as far as figures can say; the plan is another's to write. */
export function recommendationsBlock(findings: Findings): Block {
  return {
    heading: '## Recommendations',
    table: null,
    lead: (cite) => {
      const lines = recommendations(findings, cite).filter((line) => line !== null);
      if (lines.length === 0) return ['No recommendation follows from the figures.'];
      return [lines.map((line, index) => `${index + 1}. ${line}`).join('\n')];
    },
  };
}

function recommendations(findings: Findings, cite: Cite): (string | null)[] {
  const { survey } = findings;
  const untested = [...findings.untested]
    .filter((file) => isNameablePath(file.path))
    .sort((left, right) => findings.importedBy(right.path) - findings.importedBy(left.path));
  const large = greatest(findings.sources, (file) => file.lines);
  const long = findings.functions.find((found) => isNameablePath(found.file.path));
  const undeclared = [...survey.externals.keys()].filter(
    (name) =>
      !survey.manifests.some((manifest) =>
        [...manifest.dependencies, ...manifest.developmentDependencies].includes(name),
      ),
  );
  return [
    ...untested
      .slice(0, 3)
      .map(
        (file) =>
          sentence`Write a test for \`${file.path}\` before it changes: it is imported by ${cite('File', file.path, 'Imported by', 'file|files')}.`,
      ),
    large && large.lines > 250
      ? sentence`Divide \`${large.path}\`: ${cite('File', large.path, 'Lines', 'line|lines')} in one file.`
      : null,
    long && long.lines > 60
      ? sentence`Divide the function at \`${long.file.path}:${String(long.line)}\`: ${cite('Function', `${long.file.path}:${long.line}`, 'Lines', 'line|lines')}.`
      : null,
    ...undeclared
      .sort(comparePaths)
      .map(
        (name) =>
          sentence`Declare \`${name}\`: imported by ${cite('Dependency', name, 'Importing files', 'file|files')}, listed by ${cite('Dependency', name, 'Declaring packages', 'package|packages')}.`,
      )
      .slice(0, 5),
    survey.files.some((file) => file.openMarks > 0)
      ? sentence`Settle what is marked: ${cite('Tree', 'Open marks', 'Open marks', 'open mark|open marks')} in the tree.`
      : null,
  ];
}

function greatest(
  files: readonly SurveyedFile[],
  figure: (file: SurveyedFile) => number,
): SurveyedFile | undefined {
  return files
    .filter((file) => isNameablePath(file.path))
    .sort((left, right) => figure(right) - figure(left) || comparePaths(left.path, right.path))[0];
}

function bullets(lines: readonly (string | null)[]): string[] {
  const kept = lines.filter((line) => line !== null).map((line) => `- ${line}`);
  return kept.length === 0 ? ['The tree holds no file that can be read.'] : [kept.join('\n')];
}
