import { fail } from '@agog/deliverables-core/transport';
import type { Configuration } from './configuration.ts';

type Kind = 'text' | 'boolean' | 'object' | 'list';

const fields: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  '': {
    $schema: 'text',
    url: 'text',
    prefix: 'text',
    roster: 'object',
    credentials: 'object',
    tls: 'object',
  },
  credentials: {
    user: 'text',
    passwordFile: 'text',
    tokenFile: 'text',
    nkeySeedFile: 'text',
    credsFile: 'text',
    allowInsecurePassword: 'boolean',
    inboxPrefix: 'text',
    apiPrefix: 'text',
  },
  // What they may hold, defineRoster knows; which there are, it does not check.
  agent: { stream: 'text', taskTypes: 'list', purpose: 'text', limits: 'object' },
  tls: { caFile: 'text', certFile: 'text', keyFile: 'text', handshakeFirst: 'boolean' },
};

const secretNames = /^(password|token|seed|nkeySeed|creds|secret)$/i;

const kindOf = (value: unknown): Kind | null => {
  if (typeof value === 'string' && value.trim() !== '') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' && value !== null ? 'object' : null;
};

const words: Readonly<Record<Kind, string>> = {
  text: 'a text',
  boolean: 'true or false',
  object: 'an object',
  list: 'a list',
};

/**
 * A parsed `agog.config.json`, checked by the same rules as its schema; the roster's own rules are those of
 * `defineRoster`. A secret in it is refused, and not repeated.
 *
 * @throws DeliverablesError `invalid_argument`
 */
export const checkConfiguration = (value: unknown, path: string): Configuration => {
  checkFields(value, '', path);
  // Every field was just checked to be of its kind; what a roster holds, defineRoster checks.
  const configuration = value as Configuration;
  checkFields(configuration.credentials ?? {}, 'credentials', path);
  checkFields(configuration.tls ?? {}, 'tls', path);
  for (const [name, agent] of Object.entries(configuration.roster ?? {})) {
    checkFields(agent, 'agent', path, `"roster.${name}"`);
    const missing = ['stream', 'taskTypes', 'purpose'].find(
      (field) => !Object.hasOwn(agent, field),
    );
    if (missing !== undefined) {
      fail('invalid_argument', `"roster.${name}" in ${path} has no "${missing}".`, schemaHint);
    }
  }
  if (/\/\/.*@/.test(configuration.url ?? '')) {
    fail(
      'invalid_argument',
      `The url in ${path} holds credentials.`,
      'Take them out: set AGOG_URL, AGOG_PASSWORD, AGOG_TOKEN or AGOG_CREDS, or name a file under "credentials".',
    );
  }
  return configuration;
};

const checkFields = (value: unknown, part: string, path: string, place = `"${part}"`): void => {
  const known = fields[part] ?? {};
  const here = part === '' ? path : `${place} in ${path}`;
  if (kindOf(value) !== 'object')
    fail('invalid_argument', `${here} must be an object.`, schemaHint);
  for (const [name, held] of Object.entries(Object(value))) {
    if (secretNames.test(name)) {
      fail(
        'invalid_argument',
        `${here} holds "${name}": a secret does not belong in a configuration.`,
        'Name a file that holds it ("passwordFile", "tokenFile", "nkeySeedFile", "credsFile"), or use the environment.',
      );
    }
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!kind) {
      const names = Object.keys(known).join(', ');
      fail('invalid_argument', `${here} holds "${name}", which it cannot.`, `It takes ${names}.`);
    } else if (kindOf(held) !== kind) {
      fail('invalid_argument', `"${name}" in ${here} must be ${words[kind]}.`, schemaHint);
    }
  }
};

const schemaHint =
  'agog.config.schema.json of this package describes the file; agog init writes one.';
