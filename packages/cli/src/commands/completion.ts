import { script } from '@bomb.sh/tab';
import type { ConfigureCommand } from '../program/command-entry.ts';

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

const closing = `
bash        echo 'source <(agog completion bash)' >> ~/.bashrc
zsh         echo 'source <(agog completion zsh)' >> ~/.zshrc
fish        agog completion fish > ~/.config/fish/completions/agog.fish
powershell  agog completion powershell >> $PROFILE`;

/** `agog completion`: a script that completes commands, options, agents, task types and features. */
export const configureCompletion: ConfigureCommand = (command) => {
  const shell = command.createArgument('<shell>', 'whose script').choices(shells);
  command
    .addArgument(shell)
    .addHelpText('after', closing)
    .action((name) => script(name, 'agog', 'agog'));
};
