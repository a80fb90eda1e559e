export { type Authority, type Certificate, createAuthority, writePemFiles } from './authority.ts';
export { createOperator, type Operator } from './operator.ts';
export { type ProvideOptions, provideServer } from './provide-server.ts';
export { type ServerLine, serverLines } from './server-lines.ts';
export { type ClusterNode, startCluster } from './start-cluster.ts';
export { type NatsServer, type StartServerOptions, startServer } from './start-server.ts';
