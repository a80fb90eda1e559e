export { type ParseNoticeOptions, parseNotice } from './notice/parse-notice.ts';
