/** What a listener prints, as it comes. */
export interface Transcript {
  readonly text: string;
  add(text: string): void;
  /** Nothing will be added any more. */
  end(): void;
  /** Resolves once so many lines are there, or none will come any more: whoever compares them sees what is missing. */
  lines(count: number): Promise<void>;
}

export function createTranscript(): Transcript {
  let text = '';
  let ended = false;
  const waiting = new Set<() => void>();
  const look = () => {
    for (const check of waiting) check();
  };
  return {
    get text() {
      return text;
    },
    add(more) {
      text += more;
      look();
    },
    end() {
      ended = true;
      look();
    },
    lines: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (!ended && text.split('\n').length <= count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
