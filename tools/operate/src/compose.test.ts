import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

interface Service {
  readonly image?: string;
  readonly container_name?: string;
  readonly profiles?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly name: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose: Compose = parse(read('docker-compose.yml'), { merge: true });
const { nats, backend, 'nats-box': natsBox } = compose.services;
const example = parseEnv(read('.env.example'));

/** What Compose makes of `${NAME:-default}` where nothing is set. */
const byDefault = (text = ''): string => text.replace(/\$\{\w+:-([^}]*)\}/g, '$1');

test('the server is where the guide says', () => {
  expect(nats?.container_name).toBe('agogsaas-nats');
  expect(compose.networks['agogsaas-network']?.name).toBe('agogsaas-network');
  expect(nats?.ports).toEqual([
    '127.0.0.1:4222:4222',
    '127.0.0.1:8223:8222',
    '127.0.0.1:9222:9222',
  ]);
  for (const service of Object.values(compose.services)) {
    expect(service.networks).toEqual(['agogsaas-network']);
  }
});

test('every port is published on the loopback only, and once', () => {
  const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  const published = ports.map((port) => port.split(':')[1]);
  expect(new Set(published).size).toBe(published.length);
});

test('the example of .env says what is the case without it', () => {
  expect(backend?.environment).toEqual(natsBox?.environment);
  for (const name of ['NATS_USER', 'NATS_PASSWORD']) {
    expect(byDefault(backend?.environment?.[name])).toBe(example[name]);
    expect(byDefault(nats?.environment?.[name])).toBe(`'${example[name]}'`);
  }
  expect(example.NATS_URL).toBe('nats://localhost:4222');
  expect(example.NATS_MONITOR_URL).toBe('http://localhost:8223');
  expect(example.NATS_PASSWORD).toContain('development-only');
});

test('what the server is given, its configuration names, and the other way round', () => {
  const files = { nats: 'server.conf', 'nats-1': 'cluster-node.conf' };
  const named = new Set(read('docker/nats/server.conf').match(/(?<=: \$)\w+/g));
  for (const [name, file] of Object.entries(files)) {
    const service = compose.services[name];
    expect(service?.command).toEqual(['--config', `/etc/agogsaas/${file}`]);
    expect(service?.volumes).toEqual(['./docker/nats:/etc/agogsaas:ro', `${name}-data:/data`]);
    expect(compose.volumes).toHaveProperty(`${name}-data`);
    expect(new Set(Object.keys(service?.environment ?? {}))).toEqual(named);
    expect(service?.healthcheck?.test.at(-1)).toBe('http://127.0.0.1:8222/healthz');
  }
});

test('the cluster has the nodes that its routes name, and starts only when asked for', () => {
  const routes = read('docker/nats/cluster-node.conf').match(/(?<=nats:\/\/)[\w-]+(?=:6222)/g);
  const nodes = Object.entries(compose.services).filter(([, { profiles }]) => profiles);
  expect(nodes.map(([name]) => name)).toEqual(routes);
  expect(nodes).toHaveLength(3);
  for (const [name, { profiles, environment }] of nodes) {
    expect(profiles).toEqual(['cluster']);
    expect(environment?.NATS_SERVER_NAME).toBe(name);
  }
});

test('the image is of the Node that the repository pins', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  expect(read('docker/backend/Dockerfile')).toContain(`\nFROM node:${dependencies.node}-`);
});
