export { type ConnectOptions, connect } from './connect/connect.ts';
export type {
  Configuration,
  ConfiguredCredentials,
  ConfiguredTls,
} from './settings/configuration.ts';
