import type { Deadline, StreamAdmin, StreamConfig, StreamInfo } from '@agog/deliverables-core';
import { filtersOverlap } from '@agog/deliverables-core/transport';
import { tellMessages } from './figures-as-text.ts';
import type { StreamConflict } from './stream-plan.ts';

/** Settings under which a stream cannot hold reports that last. */
const untenable = ['storage', 'mirror', 'sources', 'sealed', 'no_ack', 'subject_transform'];

const overlapsAny = (filter: string, others: readonly string[]): boolean =>
  others.some((other) => filtersOverlap(filter, other));

/** Why a stream cannot be changed into what is wanted without a person's decision. */
export const findConflicts = async (
  admin: StreamAdmin,
  actual: StreamInfo,
  wanted: StreamConfig,
  deadline: Deadline,
): Promise<StreamConflict[]> => {
  const { config, foreignSettings = {} } = actual;
  const { name } = config;
  if (!config.subjects.some((subject) => overlapsAny(subject, wanted.subjects))) {
    return [
      {
        kind: 'name_taken',
        what: `A stream ${name} exists and takes ${listed(config.subjects)}, not ${listed(wanted.subjects)}.`,
        fix: 'Rename one of the two: another program uses the name, or the stream is left from another roster. An empty one can be deleted.',
      },
    ];
  }
  const conflicts: StreamConflict[] = [];
  const retention = foreignSettings.retention ?? config.retention;
  if (retention !== wanted.retention) {
    conflicts.push({
      kind: 'retention',
      what: `The stream ${name} keeps messages by ${String(retention)}, not by ${wanted.retention}, and that cannot be changed.`,
      fix: 'Back it up, delete it, and apply again; then restore.',
    });
  }
  const odd = untenable.filter((setting) => setting in foreignSettings);
  if (odd.length > 0) {
    const told = odd.map((setting) => `${setting} ${JSON.stringify(foreignSettings[setting])}`);
    conflicts.push({
      kind: 'storage',
      what: `The stream ${name} has ${told.join(', ')}: reports in it would not last.`,
      fix: 'Back it up, delete it, and apply again; then restore.',
    });
  }
  const given = config.subjects.filter((subject) => !wanted.subjects.includes(subject));
  for (const subject of given) {
    // What is covered by a wider filter from now on stays within reach.
    const counts = await admin.subjects(name, subject, deadline.next());
    let held = 0;
    for (const [channel, count] of counts) {
      if (!overlapsAny(channel, wanted.subjects)) held += count;
    }
    if (held === 0) continue;
    conflicts.push({
      kind: 'subjects_in_use',
      what: `The stream ${name} is to give up ${subject}, and holds ${tellMessages(held)} of it, which nobody would find there any more.`,
      fix: 'Copy them to where they belong, or purge them, then apply again.',
    });
  }
  return conflicts;
};

/** That another stream takes some of the subjects, as a conflict. */
export const takenBy = (
  stream: string,
  wanted: StreamConfig,
  other: StreamConfig,
): StreamConflict => {
  const both = other.subjects.filter((subject) => overlapsAny(subject, wanted.subjects));
  return {
    kind: 'subjects_taken',
    what: `The stream ${other.name} takes ${listed(both)}, which the stream ${stream} needs.`,
    fix: `Take these subjects from the stream ${other.name}, or delete it, then apply again.`,
    otherStream: other.name,
  };
};

const listed = (subjects: readonly string[]): string =>
  subjects.length === 0 ? 'no subject' : subjects.join(', ');
