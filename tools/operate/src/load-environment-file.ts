import { existsSync } from 'node:fs';

/** Reads `.env` of the current folder into the environment, where there is one. What is set already stays. */
export const loadEnvironmentFile = (): void => {
  if (existsSync('.env')) process.loadEnvFile('.env');
};
