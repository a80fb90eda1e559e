export { fetchRuntimes } from './fetch-runtimes.ts';
export { chromiumSwitches } from './run-in-chromium.ts';
export { chromiumBinary } from './runtimes.ts';
