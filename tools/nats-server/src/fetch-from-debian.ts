import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lineSources, type ServerLine } from './server-lines.ts';

const run = promisify(execFile);
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const debianSuite = /^(?:oldstable|stable|testing|unstable|sid|bullseye|bookworm|trixie|forky)$/;

/** How long one call of apt may take, in milliseconds. */
const timeout = 120_000;

/**
 * Takes nats-server out of Debian's package, from the archive that this machine uses already, and resolves to its path
 * in the folder. The suite may be another than the machine's: the server needs nothing of it but glibc 2.34. apt gets
 * folders of its own, so that it needs no rights, and neither the machine's packages nor its lists change.
 */
export async function fetchFromDebian(line: ServerLine, folder: string): Promise<string> {
  if (!existsSync(keyring)) throw new Error('this is not Debian');
  const address = await archiveAddress();
  await Promise.all(
    ['lists/partial', 'archives/partial', 'etc', 'empty'].map((path) =>
      mkdir(join(folder, path), { recursive: true }),
    ),
  );
  await writeFile(join(folder, 'status'), '');
  const sources = join(folder, 'etc', 'sources.list');
  const { suite } = lineSources[line];
  await writeFile(sources, `deb [signed-by=${keyring}] ${address} ${suite} main\n`);

  const options = Object.entries({
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': folder,
    'Dir::Etc': join(folder, 'etc'),
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': join(folder, 'empty'),
    'Dir::Etc::preferencesparts': join(folder, 'empty'),
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
  }).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  await run('apt-get', [...options, '--error-on=any', 'update'], { timeout });
  await run('apt-get', [...options, 'download', 'nats-server'], { cwd: folder, timeout });

  const archive = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (archive === undefined) throw new Error('apt-get download left no package behind');
  const unpacked = join(folder, 'unpacked');
  await run('dpkg-deb', ['--extract', join(folder, archive), unpacked], { timeout });
  return join(unpacked, 'usr', 'sbin', 'nats-server');
}

/** The address of the Debian archive in the machine's own sources. */
async function archiveAddress(): Promise<string> {
  const { stdout } = await run(
    'apt-get',
    ['indextargets', '--no-release-info', '--format', '$(RELEASE) $(COMPONENT) $(REPO_URI)'],
    { timeout },
  );
  return parseArchiveAddress(stdout);
}

/** Finds the archive among lines of `release component address`: a plain suite of Debian, not its updates. */
export function parseArchiveAddress(targets: string): string {
  for (const line of targets.split('\n')) {
    const [release = '', component, address] = line.split(' ');
    if (address && component === 'main' && debianSuite.test(release)) return address;
  }
  throw new Error('the sources of apt name no Debian archive');
}
