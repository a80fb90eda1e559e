import type { ArchiveProgress, OnProgress } from '@agog/deliverables-admin';
import type { Output } from '../output/output.ts';

/** Shows how far a backup, a restore or a migration has come, a line for each stream. */
export const showArchiveProgress = (
  output: Pick<Output, 'progress'>,
): { readonly onProgress: OnProgress; end(): void } => {
  let bar: ReturnType<Output['progress']> | null = null;
  let label = '';
  const onProgress = ({ stream, step, sequence, lastSequence }: ArchiveProgress): void => {
    const next = `${stream} ${step}`;
    if (next !== label) {
      bar?.end();
      bar = output.progress(next, lastSequence);
      label = next;
    }
    bar?.update(sequence);
  };
  return { onProgress, end: () => bar?.end() };
};
