import type { ChainStage } from '@agog/deliverables-core';
import { describeAge } from '../output/describe-age.ts';
import type { Column } from '../output/table.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

/** `agog chain`: how far a feature has come. */
export const configureChain: ConfigureCommand = (command, { open, call, output }) => {
  const paintStatus = (text: string): string => {
    const { style } = output;
    if (text === 'complete') return style.green(text);
    return text === 'blocked' ? style.yellow(text) : text === 'failed' ? style.red(text) : text;
  };
  const columns: readonly Column<ChainStage>[] = [
    { title: 'AGENT', of: ({ agent }) => agent },
    { title: 'TYPE', of: ({ taskType }) => taskType },
    {
      title: 'STATUS',
      of: ({ status, present }) => status ?? (present ? 'no notice' : null),
      paint: paintStatus,
    },
    { title: 'VERDICT', of: ({ verdict }) => verdict },
    { title: 'REVISION', of: ({ sequence }) => sequence, align: 'right' },
    { title: 'TOKENS', of: ({ tokens }) => tokens?.count ?? null, align: 'right' },
    { title: 'AGE', of: ({ age }) => (age === null ? null : describeAge(age)), align: 'right' },
    { title: 'TITLE', of: ({ title }) => title, shrinks: true },
  ];
  command.argument('<feature>', 'which feature').action(async (feature) => {
    const client = await open({ orEmpty: true });
    const stages = await client.chain(feature, call());
    await output.answer('chain', stages, () =>
      output.table(stages, columns, 'The roster is empty.'),
    );
  });
};
