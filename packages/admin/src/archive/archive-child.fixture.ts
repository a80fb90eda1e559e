// A process to be killed: does one thing over a file and a server, and says how far it has come.
import { writeSync } from 'node:fs';
import { openSqliteTransport } from '@agog/deliverables-embedded/sqlite';
import { createJetStreamTransport } from '@agog/deliverables-jetstream';
import { connect } from '@nats-io/transport-node';
import { backupToFile, restoreFromFile } from './backup-file.ts';
import { migrate } from './migrate.ts';
import type { ArchiveProgress } from './progress.ts';

/** What the process is told, as JSON in its argument. */
export interface ChildTask {
  readonly task: 'backup' | 'restore-to-file' | 'restore-to-server' | 'migrate';
  readonly url: string;
  readonly store: string;
  readonly backup: string;
}

// The cast: the test beside it passes this.
const { task, url, store, backup } = JSON.parse(process.argv[2] ?? '') as ChildTask;
const file = await openSqliteTransport({ path: store });
const connection = await connect({ servers: url });
const server = createJetStreamTransport({ connection, ownsConnection: true });
const onProgress = ({ step, messages }: ArchiveProgress): void => {
  writeSync(1, `${step} ${messages}\n`);
};
const streams = ['plans'];
if (task === 'backup') await backupToFile(file, backup, { streams, onProgress });
else if (task === 'restore-to-file') await restoreFromFile(file, backup, { onProgress });
else if (task === 'restore-to-server') await restoreFromFile(server, backup, { onProgress });
else await migrate({ from: file, to: server, streams, onProgress });
writeSync(1, 'done\n');
await server.close();
await file.close();
