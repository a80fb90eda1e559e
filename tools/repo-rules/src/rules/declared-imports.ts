import { entriesOf } from '../entries.ts';
import { isCode, isConfiguration, isProduct, projectOf } from '../kinds-of-file.ts';
import { builtIn } from '../order.ts';
import { packageNameOf } from '../published-names.ts';
import type { Repository } from '../repository.ts';
import type { Rule } from '../rule.ts';
import { importsOf, resolveRelative } from '../syntax.ts';

type Section = 'dependencies' | 'peerDependencies' | 'devDependencies';

/** A project reaches another one, and any library, only by its published name, which its manifest declares. */
export const declaredImportsRule: Rule = {
  name: 'declared-imports',
  check(repository) {
    const entries = new Set(entriesOf(repository).map(({ source }) => source));
    return repository.paths.filter(isCode).flatMap((file) => {
      const project = projectOf(file);
      const declared = declaredFor(repository, file);
      return importsOf(repository.tree(file)).flatMap(({ specifier, line }) => {
        const problem = problemOf(repository, { file, project, specifier, declared, entries });
        return problem === null ? [] : [{ file, line, message: problem }];
      });
    });
  },
};

interface Place {
  readonly file: string;
  readonly project: string;
  readonly specifier: string;
  readonly declared: ReadonlySet<string>;
  readonly entries: ReadonlySet<string>;
}

function problemOf(repository: Repository, place: Place): string | null {
  const { file, project, specifier, declared, entries } = place;
  if (specifier.startsWith('node:')) return null;
  const target = resolveRelative(file, specifier);
  if (target !== null) {
    if (isConfiguration(file)) return null;
    if (isProduct(file) && entries.has(target)) {
      return `${specifier} is an entry; import the file that owns the name`;
    }
    if (projectOf(target) === project) return null;
    return `${specifier} leaves ${project}; import the other project by its published name`;
  }
  const name = packageNameOf(specifier);
  if (name === repository.json(`${project}/package.json`)?.name) {
    if (!isProduct(file)) return null; // a test may come in by the front door
    return `${specifier} is this package itself; import the file that has what you need`;
  }
  return declared.has(name) ? null : `${name} is not among the dependencies of ${project}`;
}

/** What a file may import by name. What is published may not lean on what only development installs. */
function declaredFor(repository: Repository, file: string): Set<string> {
  const sections: Section[] = ['dependencies', 'peerDependencies'];
  if (isProduct(file)) {
    const project = projectOf(file);
    return new Set([...names(repository, project, sections), ...(builtIn[project] ?? [])]);
  }
  sections.push('devDependencies');
  const own = names(repository, projectOf(file), sections);
  return new Set([...own, ...names(repository, '.', sections)]);
}

function names(repository: Repository, project: string, sections: Section[]): Set<string> {
  const manifest = repository.json(project === '.' ? 'package.json' : `${project}/package.json`);
  return new Set(sections.flatMap((section) => Object.keys(manifest?.[section] ?? {})));
}
