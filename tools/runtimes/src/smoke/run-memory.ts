import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { deliverOnce } from './deliver-once.ts';

await deliverOnce(createMemoryTransport());
