export { createTokenCounter, type TokenCounterOptions } from './tokens/create-token-counter.ts';
