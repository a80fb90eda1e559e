export {
  createMemoryTransport,
  type MemoryTransportOptions,
} from './memory/create-memory-transport.ts';
