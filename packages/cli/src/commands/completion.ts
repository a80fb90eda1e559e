import { shellScript, shells } from '../completion/shell-scripts.ts';
import type { ConfigureCommand } from '../program/command-entry.ts';

const closing = `
bash  echo 'source <(agog completion bash)' >> ~/.bashrc
zsh   echo 'source <(agog completion zsh)' >> ~/.zshrc
fish  agog completion fish > ~/.config/fish/completions/agog.fish`;

/** `agog completion`: a script that completes commands, options, agents, task types and features. */
export const configureCompletion: ConfigureCommand = (command, { output }) => {
  command
    .addArgument(command.createArgument('<shell>', 'whose script').choices(shells))
    .addHelpText('after', closing)
    .action((shell) => {
      const script = shellScript(shell);
      return output.answer('completion', { shell, script }, () => script.trimEnd());
    });
};
