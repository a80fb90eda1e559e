// Says what is wrong with a NATS server and its streams, and the way out:
//
//   npm run doctor
//
// Reads NATS_URL, NATS_USER, NATS_PASSWORD, NATS_INBOX_PREFIX, NATS_API_PREFIX and NATS_MONITOR_URL, also from `.env`
// where there is one. Ends with 0 when nothing is wrong, with 1 for warnings, with 2 for errors.
import { describeDiagnosis, doctor } from '@agog/deliverables-admin';
import { DeliverablesError, defaultRoster } from '@agog/deliverables-core';
import { openTcpConnection, readEnvironment } from '@agog/deliverables-nats';
import { adviseEnvironmentFile, loadEnvironmentFile } from './load-environment-file.ts';

try {
  loadEnvironmentFile();
  const options = readEnvironment();
  const { inboxPrefix, apiPrefix } = options;
  const diagnosis = await doctor({
    roster: defaultRoster,
    connect: () => openTcpConnection(options),
    inboxPrefix,
    apiPrefix,
    monitorUrl: process.env.NATS_MONITOR_URL || undefined,
  });
  console.log(describeDiagnosis(diagnosis));
  adviseEnvironmentFile(diagnosis.findings.some(({ id }) => id === 'credentials_refused'));
  process.exitCode = diagnosis.exitCode;
} catch (thrown) {
  const { message, hint } = DeliverablesError.from(thrown);
  console.error(`${message}\n${hint}`);
  process.exitCode = 2;
}
