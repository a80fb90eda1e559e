export {
  openSqliteTransport,
  type SqliteTransportOptions,
} from './sqlite/open-sqlite-transport.ts';
