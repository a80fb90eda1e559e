import { existsSync } from 'node:fs';

/** Reads `.env` of the current folder into the environment, where there is one. What is set already stays. */
export const loadEnvironmentFile = (): void => {
  if (existsSync('.env')) process.loadEnvFile('.env');
};

/** Says on standard error, to whom a server refused, that there is no `.env`. */
export const adviseEnvironmentFile = (isRefused: boolean): void => {
  if (!isRefused || existsSync('.env')) return;
  console.error(
    'There is no .env here. The server of docker-compose.yml takes: cp .env.example .env',
  );
};
