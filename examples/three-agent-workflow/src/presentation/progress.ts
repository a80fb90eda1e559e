/** A line that says what is being done and is wiped when it is done. */
export interface Progress {
  say(text: string): void;
  clear(): void;
}

/** Shows progress on a terminal; anywhere else it is silent. */
export function createProgress(stream: NodeJS.WriteStream, wanted: boolean): Progress {
  if (!wanted || !stream.isTTY) return { say: () => {}, clear: () => {} };
  return {
    say: (text) => stream.write(`\r\u001b[2K  … ${text.slice(0, stream.columns - 6)}`),
    clear: () => stream.write('\r\u001b[2K'),
  };
}
