// Creates the streams of the default roster on a NATS server, and prints what it did:
//
//   npm run init:nats-streams                   creates what is missing, changes what can be changed without a loss
//   npm run init:nats-streams -- --allow-drop   also lowers limits where that removes messages
//
// Reads NATS_URL, NATS_USER, NATS_PASSWORD, NATS_INBOX_PREFIX, NATS_API_PREFIX and NATS_REPLICAS (how many copies of a
// new stream a cluster keeps, 1 by default), also from `.env` where there is one. Ends with 1 when a stream is not as the roster has it, with 2 when the
// server cannot be asked.
import { createStreamManager, describePlan, describeResult } from '@agog/deliverables-admin';
import { DeliverablesError, defaultRoster } from '@agog/deliverables-core';
import { withoutCredentials } from '@agog/deliverables-jetstream';
import { connectNats, readEnvironment } from '@agog/deliverables-nats';
import { adviseEnvironmentFile, loadEnvironmentFile } from './load-environment-file.ts';
import { readSwitches } from './read-switches.ts';

try {
  const switches = readSwitches(process.argv.slice(2), ['allow-drop']);
  loadEnvironmentFile();
  const options = readEnvironment();
  const { NATS_REPLICAS } = process.env;
  const replicas = NATS_REPLICAS ? Number(NATS_REPLICAS) : 1;
  await using transport = await connectNats({ ...options, replicas });
  console.log(`Connected to ${withoutCredentials(String(options.servers))}.`);
  const streams = createStreamManager(transport, defaultRoster);
  const plan = await streams.plan();
  console.log(describePlan(plan));
  const result = await streams.apply(plan, { allowDrop: switches.has('allow-drop') });
  console.log(`\n${describeResult(result)}`);
  const count = result.outcomes.length;
  console.log(
    result.complete
      ? `\nAll ${count} streams are as the roster has them.`
      : '\nSome streams were left as they are: see above, and npm run doctor.',
  );
  process.exitCode = result.complete ? 0 : 1;
} catch (thrown) {
  const { code, message, hint } = DeliverablesError.from(thrown);
  console.error(`${message}\n${hint}`);
  adviseEnvironmentFile(code === 'authentication_failed');
  process.exitCode = 2;
}
