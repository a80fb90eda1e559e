import type { Report, ReportHead } from '@agog/deliverables-core';

/** A report without its content. */
export const headOf = ({ content: _content, bytes: _bytes, ...head }: Report): ReportHead => head;
