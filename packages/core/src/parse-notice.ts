export { parseNotice } from './notice/parse-notice.ts';
