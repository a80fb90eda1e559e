import type { Api } from '../api/api.ts';
import { type Page, readPages } from '../api/pages.ts';
import { requireStreamInfo, type WireStreamInfo } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';

/** How many messages each subject of a stream holds, sorted. */
export const countSubjects = async (
  api: Api,
  stream: string,
  filter: string,
  deadline: Deadline,
): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  const ask = async (offset: number): Promise<WireStreamInfo & Page> => {
    const query = { subjects_filter: filter, offset };
    const info = await requireStreamInfo(api, stream, deadline, query);
    return { ...info, total: info.total ?? 0 };
  };
  const namesOf = ({ state }: WireStreamInfo) => Object.entries(state.subjects ?? {});
  for await (const page of readPages(ask, (info) => namesOf(info).length)) {
    for (const [subject, count] of namesOf(page)) counts.set(subject, count);
  }
  return new Map([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
};
