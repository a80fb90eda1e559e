import { fail } from '@agog/deliverables-core/transport';
import MarkdownIt, { type MarkdownIt as ParserType, type StateBlock } from 'markdown-it';

/** Reads the block that begins at a line, or answers false where it is of another kind. */
type BlockRule = (state: StateBlock, line: number, endLine: number, silent: boolean) => boolean;

/** A parser with one rule only. */
const parserOf = (name: string): ParserType => {
  const parser = new MarkdownIt('commonmark');
  parser.block.ruler.enableOnly([name]);
  // Where a link leads does not change what is a block.
  parser.validateLink = () => true;
  parser.normalizeLink = (url) => url;
  return parser;
};

/** One of the parser's own rules, by its name. */
const ruleOf = (name: string): BlockRule => {
  const [rule] = parserOf(name).block.ruler.getRules('');
  return rule ?? fail('unexpected', `markdown-it has no rule ${name}.`);
};

const readTable = ruleOf('table');
const readDefinition = ruleOf('reference');
/** With it, no other rule ends a definition before its paragraph ends. */
const definitionParser = parserOf('reference');
const readSetextHeading = ruleOf('lheading');
const readParagraph = ruleOf('paragraph');

const lineText = ({ src, bMarks, tShift, eMarks }: StateBlock, line: number): string =>
  src.slice((bMarks[line] ?? 0) + (tShift[line] ?? 0), eMarks[line]);

/** Whether a line makes a heading of the paragraph before it. */
const isUnderline = (state: StateBlock, line: number): boolean => {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  return indent >= 0 && indent < 4 && /^(=+|-+)[ \t]*$/.test(lineText(state, line));
};

/** The line after a paragraph's last one, whatever its first lines say. */
const endOfParagraph = (state: StateBlock, first: number, endLine: number): number => {
  const interrupting = state.md.block.ruler.getRules('paragraph');
  const { parentType } = state;
  state.parentType = 'paragraph';
  let line = first + 1;
  for (; line < endLine && !state.isEmpty(line); line++) {
    if (isUnderline(state, line)) break;
    const indent = state.sCount[line] ?? 0;
    if (indent - state.blkIndent > 3 || indent < 0) continue;
    if (interrupting.some((rule) => rule(state, line, endLine, true))) break;
  }
  state.parentType = parentType;
  return line;
};

/**
 * Link reference definitions, as CommonMark has it: they are taken from the front of a paragraph when that is whole,
 * and so the lines after them go on with the paragraph. (The parser's own rule reads them line by line.)
 */
const readDefinitions: BlockRule = (state, first, endLine, silent) => {
  if (
    silent ||
    state.src.charCodeAt((state.bMarks[first] ?? 0) + (state.tShift[first] ?? 0)) !== 91
  )
    return false;
  const end = endOfParagraph(state, first, endLine);
  const { lineMax, md } = state;
  Object.assign(state, { lineMax: end, md: definitionParser });
  let line = first;
  while (line < end && readDefinition(state, line, end, false)) line = state.line;
  Object.assign(state, { lineMax, md });
  if (line === first) return false;
  if (line === end) return true;
  // A line that goes on with a paragraph may be indented as it likes; one that begins a block may not.
  state.sCount[line] = state.blkIndent;
  return (
    readSetextHeading(state, line, endLine, false) || readParagraph(state, line, endLine, false)
  );
};

/** A parser of block structure only: inline rules take most of the time, and on some inputs more than linear time. */
export const createBlockParser = (maxNesting: number): ParserType => {
  const parser = new MarkdownIt('commonmark', { maxNesting });
  parser.core.ruler.enableOnly(['normalize', 'block']);
  const { ruler } = parser.block;
  // What CommonMark reads as something else is no table: neither `# a |`, nor `a |` over `---`.
  const readTableOnly: BlockRule = (state, line, endLine, silent) =>
    !isUnderline(state, line + 1) && readTable(state, line, endLine, silent);
  ruler.disable(['table', 'reference']);
  ruler.before('lheading', 'table-only', readTableOnly, { alt: ['paragraph', 'reference'] });
  ruler.before('lheading', 'definitions', readDefinitions);
  return parser;
};
