/** Leave for published code to touch what not every runtime has. */
export interface PlatformAllowance {
  /** A file, or a folder with a slash at its end. */
  readonly path: string;
  /** Globals and modules it may name; `node:` stands for every module of Node. */
  readonly names: readonly string[];
  readonly because: string;
}

/** Everything published that is not neutral. What is not listed here runs anywhere. */
export const platformAllowances: readonly PlatformAllowance[] = [
  {
    path: 'packages/core/src/bytes/sha256.ts',
    names: ['process'],
    because:
      "Node's own digest is four times as fast and synchronous; found at run time, by no import",
  },
  {
    path: 'packages/embedded/src/sqlite/',
    names: ['node:', 'process', 'setImmediate'],
    because: 'the file store is made of node:sqlite and files, and knows processes by their id',
  },
  {
    path: 'packages/admin/src/archive/backup-file.ts',
    names: ['node:'],
    because: 'a backup in a file is written where there are files',
  },
  {
    path: 'packages/conformance/src/bindings/describe-with-node-test.ts',
    names: ['node:'],
    because: 'it binds the suite to node:test',
  },
  {
    path: 'packages/nats/src/authenticator.ts',
    names: ['node:'],
    because: 'a creds file is read where there are files',
  },
  {
    path: 'packages/nats/src/read-environment.ts',
    names: ['process'],
    because: 'the one place that reads the environment, for the classes of the guide',
  },
  {
    path: 'packages/mcp/src/http/',
    names: ['node:', 'Buffer'],
    because: 'it listens, and compares a secret in constant time',
  },
  {
    path: 'packages/mcp/src/stdio/',
    names: ['node:'],
    because: 'standard input and output are streams of Node',
  },
  {
    path: 'packages/cli/src/',
    names: ['node:', 'process', 'Buffer'],
    because:
      'it is a command, made of files, streams and signals; it writes to those, not to the console',
  },
];
