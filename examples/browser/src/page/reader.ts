import {
  type DeliverablesClient,
  DeliverablesError,
  type ReportHead,
} from '@agog/deliverables-core';
import { elementOf } from './element.ts';

/** Shows the report that was chosen, with the notice that stands for it. */
export function createReader(client: DeliverablesClient): (head: ReportHead) => Promise<void> {
  const reader = elementOf('reader', HTMLElement);
  const nothing = elementOf('nothing-open', HTMLElement);
  const proof = elementOf('proof', HTMLElement);
  const notice = elementOf('notice', HTMLPreElement);
  const content = elementOf('content', HTMLElement);
  let wanted: ReportHead | undefined;

  /** `fetchReportOrThrow` has checked the digest of what it answers. */
  async function show(head: ReportHead): Promise<void> {
    const [report, latest] = await Promise.all([
      client.fetchReportOrThrow(head),
      client.fetchNotice(head),
    ]);
    if (wanted !== head) return; // another one was chosen meanwhile
    const size = `${report.size.toLocaleString('en')} bytes`;
    proof.textContent = `✓ ${report.channel} #${report.sequence}, ${size}, digest checked`;
    notice.hidden = latest?.sequence !== head.sequence;
    notice.textContent = JSON.stringify(latest);
    content.textContent = report.content;
  }

  return async (head) => {
    wanted = head;
    try {
      await show(head);
    } catch (error) {
      const { message, hint } = DeliverablesError.from(error);
      proof.textContent = `✗ ${message} ${hint}`;
      notice.hidden = true;
      content.textContent = '';
    }
    nothing.hidden = true;
    reader.hidden = false;
  };
}
