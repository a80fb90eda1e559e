import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A package as it would be published. */
export interface PackedPackage {
  readonly name: string;
  readonly tarball: Uint8Array;
  /** Paths of everything in it. */
  readonly files: readonly string[];
  /** Its package.json, with the versions of the workspace filled in. */
  readonly manifest: {
    readonly exports: Readonly<Record<string, unknown>>;
    readonly dependencies?: Readonly<Record<string, string>>;
  };
}

/** Packs a built package into a folder and reads the result back. */
export function packPackage(folder: string, destination: string): PackedPackage {
  const words = ['pack', '--json', '--pack-destination', destination];
  const { name, filename, files } = JSON.parse(
    execFileSync('pnpm', words, { cwd: folder, encoding: 'utf8' }),
  );
  const manifest = execFileSync('tar', ['-xzOf', filename, 'package/package.json'], {
    encoding: 'utf8',
  });
  return {
    name,
    tarball: readFileSync(filename),
    files: files.map(({ path }: { path: string }) => path),
    manifest: JSON.parse(manifest),
  };
}
