import { existsSync } from 'node:fs';
import { type Diagnosis, doctor, type Role } from '@agog/deliverables-admin';
import { fail } from '@agog/deliverables-core/transport';
import { connect } from '../connect/connect.ts';
import { parseStoreUrl } from '../connect/store-url.ts';
import type { CommandContext } from '../program/command-context.ts';

/** What was found, and whether the store could be used at all. */
export interface Examination {
  readonly diagnosis: Diagnosis;
  readonly isReachable: boolean;
}

const unreachable =
  /^(address_invalid|server_unreachable|host_unknown|server_silent|certificate_untrusted|tls_mismatch|credentials_refused|store_unusable)$/;

const readRole = (text: string): Role =>
  text === 'admin' || text === 'orchestrator' || text === 'reader'
    ? { kind: text }
    : { kind: 'agent', agent: text };

/** Has the doctor look at the store that the settings name. */
export const examine = async (
  { settings, call }: Pick<CommandContext, 'settings' | 'call'>,
  options: { readonly role: string; readonly monitorUrl: string | undefined },
): Promise<Examination> => {
  const { url, home, roster, credentials } = await settings();
  const { kind, path } = parseStoreUrl(url, home);
  const { openTcpConnection } = await import('@agog/deliverables-nats');
  const nats = { ...credentials, name: 'agog' };
  const open = async () => {
    if (path !== null && !existsSync(path)) {
      fail(
        'store_unavailable',
        `There is no store at ${path} yet.`,
        'agog init makes it, and so does the first agog publish.',
      );
    }
    return (await connect(url, { ...call(), roster, nats })).transport;
  };
  const diagnosis =
    kind === 'nats'
      ? await doctor({
          ...call(),
          roster,
          connect: () => openTcpConnection({ ...nats, servers: url }, call()),
          monitorUrl: options.monitorUrl || undefined,
          role: readRole(options.role),
          inboxPrefix: credentials.inboxPrefix,
          apiPrefix: credentials.apiPrefix,
        })
      : await doctor({ ...call(), roster, open });
  return { diagnosis, isReachable: !diagnosis.findings.some(({ id }) => unreachable.test(id)) };
};
