/** What a report's text says of itself. Names in lower case, with spaces: `task type`. */
export type ReportFields = ReadonlyMap<string, readonly string[]>;

/** So much of a text is looked at, from its beginning: a report says who it is from before it says anything else. */
const headLines = 60;
/** And so much of its end, where some sign. */
const tailLines = 20;

// **Agent:** Roy · **Agent**: Roy · - __Agent:__ Roy · > **Agent:** `roy`
const bold = /^[\s>*+-]*(?:\*\*|__)([^*_:][^*:]{0,40}?)(?::(?:\*\*|__)|(?:\*\*|__)\s*:)\s*(\S.*)$/;
// agent: roy
const plain = /^([A-Za-z][\w -]{0,40}?)\s*:\s*(\S.*)$/;
// Agent: Roy · | Agent | Roy |, without a star: only what is asked for, since any sentence may have a colon.
const known = 'agent|feature(?:[ _]?name)?|task[ _]?type|req(?:uirement)?(?: (?:number|id))?';
const bare = new RegExp(`^(?:[-*+] )?(${known})\\s*:\\s*(\\S.*)$`, 'i');
const cell = new RegExp(
  `^\\|\\s*(?:\\*\\*)?(${known}):?(?:\\*\\*)?\\s*\\|\\s*([^|]+?)\\s*\\|`,
  'i',
);

const clean = (value: string): string =>
  value
    .replace(/(\*\*|__|`)/g, '')
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();

const nameOf = (key: string): string =>
  key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\s-]+/g, ' ')
    .trim()
    .toLowerCase();

/** Reads bold fields (`**Agent:** Roy`) and front matter (`agent: roy`), none of them from fenced code. */
export const readReportFields = (text: string): ReportFields => {
  const fields = new Map<string, string[]>();
  const add = ([, key = '', value = '']: RegExpExecArray): void => {
    const name = nameOf(key);
    fields.set(name, [...(fields.get(name) ?? []), clean(value)]);
  };
  const lines = text.split(/\r\n|\n|\r/);
  let index = 0;
  if (lines[0]?.trim() === '---') {
    const end = lines.findIndex((line, at) => at > 0 && /^(---|\.\.\.)\s*$/.test(line));
    for (index = 1; index < Math.min(end, headLines); index += 1) {
      const field = plain.exec(lines[index] ?? '');
      if (field) add(field);
    }
  }
  let fence = '';
  for (; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const mark = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1]?.slice(0, 3) ?? '';
    if (mark && (fence === '' || fence === mark)) fence = fence ? '' : mark;
    else if (!fence && (index < headLines || index >= lines.length - tailLines)) {
      const field = bold.exec(line) ?? bare.exec(line) ?? cell.exec(line);
      if (field) add(field);
    }
  }
  return fields;
};
