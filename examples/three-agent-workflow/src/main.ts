import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeliverablesError } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { inThisProcess } from './agents/set-to-work.ts';
import { type CommandLine, readCommandLine, UsageError, usage } from './command-line.ts';
import { documentFormat, jsonDocument } from './presentation/json-document.ts';
import { createProgress } from './presentation/progress.ts';
import {
  tellChecks,
  tellEnd,
  tellFindings,
  tellLedger,
  tellOpening,
  tellStageBegin,
  tellStageEnd,
} from './presentation/story.ts';
import { createStyle } from './presentation/style.ts';
import { asOwnProcess } from './processes/as-own-process.ts';
import { featureFor, nameSource } from './source-name.ts';
import { chooseStore } from './store.ts';
import { runWorkflow, type WorkflowResult } from './workflow.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => interruption.abort());
}
// Whoever reads the output may stop before its end.
process.stdout.on('error', () => interruption.abort());

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const command = readCommandLine(args, {
      repository: join(import.meta.dirname, '../../..'),
      // npm and pnpm start scripts in the package's folder, and say here where the user was.
      folder: process.env.INIT_CWD ?? process.cwd(),
    });
    if (command.help) {
      process.stdout.write(usage);
      return 0;
    }
    return (await run(command)) ? 0 : 1;
  } catch (error) {
    return report(error, args.includes('--json'));
  }
}

/** Runs the workflow and tells it; answers whether the outcome is as it must be. */
async function run(command: CommandLine): Promise<boolean> {
  const began = performance.now();
  const name = await nameSource(command.source);
  const feature = command.feature ?? featureFor(name);
  const style = createStyle(process.stdout, command.color);
  const progress = createProgress(process.stderr, !command.json);
  const tell = (text: string): void => {
    progress.clear();
    if (!command.json) process.stdout.write(text);
  };
  const { server, store: path, keep } = command;
  const store = await chooseStore({ server, path, keep });
  try {
    const source = { name, folder: command.source };
    tell(
      tellOpening(
        { source: `${name}, ${command.source}`, store: store.description, feature },
        style,
      ),
    );
    let position = 0;
    const result = await runWorkflow(
      {
        ...{ store, feature, source, countTokens: countO200k, signal: interruption.signal },
        run: `run-${randomUUID()}`,
        onProgress: progress.say,
      },
      {
        plantErrors: command.plantErrors,
        setToWork: server === undefined ? inThisProcess : asOwnProcess,
        observer: {
          stageBegins: (agent, tokens, notices) => {
            position += 1;
            const handed = `${tokens} tokens: the task${['', ' and a notice'][notices] ?? ` and ${notices} notices`}`;
            tell(tellStageBegin(position, agent, handed, style));
          },
          stageEnds: (stage) => tell(tellStageEnd(stage, style)),
        },
      },
    );
    if (command.reports !== undefined) await writeReports(command.reports, result);
    const seconds = (performance.now() - began) / 1000;
    tell(tellFindings(result, style));
    tell(tellChecks(result, style));
    tell(tellLedger(result, style));
    tell(tellEnd(result, seconds, style));
    if (command.json) {
      const { transport } = store.address;
      const facts = { source, store: { transport, path: store.keptAt }, feature };
      const document = jsonDocument(result, { ...facts, seconds: Number(seconds.toFixed(3)) });
      process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    }
    return result.ok;
  } finally {
    progress.clear();
    await store.release();
  }
}

async function writeReports(folder: string, { stages }: WorkflowResult): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { agent, result } of stages) {
    if (result.published === null) continue;
    await writeFile(join(folder, `${agent}.md`), result.published.content);
  }
}

/** Says what went wrong, and answers the exit code. */
function report(error: unknown, json: boolean): number {
  const interrupted = interruption.signal.aborted;
  const known = DeliverablesError.from(error);
  const message = interrupted ? 'Interrupted.' : known.message;
  const hint = interrupted ? '' : known.hint;
  if (json) {
    const described = { code: interrupted ? 'aborted' : known.code, message, hint };
    process.stdout.write(
      `${JSON.stringify({ format: documentFormat, ok: false, error: described }, null, 2)}\n`,
    );
  } else {
    process.stderr.write(`${message}${hint ? `\n${hint}` : ''}\n`);
  }
  if (error instanceof UsageError) {
    if (!json) process.stderr.write('See --help.\n');
    return 2;
  }
  return interrupted ? 130 : 1;
}
