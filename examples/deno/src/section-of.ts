/** What stands under a heading of a Markdown text, up to the next heading. Throws where there is none. */
export function sectionOf(markdown: string, heading: string): string {
  const sections = markdown.split(/^#+ /m);
  const found = sections.find((section) => section.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`there is no section "${heading}"`);
  return found.slice(heading.length).trim();
}
