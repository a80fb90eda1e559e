import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { deliverOnce } from './deliver-once.ts';

/** What the page runs. */
export async function run(): Promise<string> {
  await deliverOnce(createMemoryTransport());
  return '1 passed, 0 failed';
}
