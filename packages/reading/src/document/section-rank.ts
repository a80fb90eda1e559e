/** Titles of what sums a report up. */
const summary =
  /^(?:[\d.]+ )?(?:(?:executive|management|short|brief) )?(?:summary|abstract|overview|synopsis|tl;?dr|in short|at a glance|key (?:findings|points|takeaways|results)|zusammenfassung|kurzfassung|résumé|resumen|resumo|riassunto|samenvatting|резюме|摘要|总结|概要|要約|まとめ|요약)(?!\p{L})/iu;

/** Titles of what only repeats the headings. */
const contents =
  /^(?:table of contents|contents|toc|inhalt(?:sverzeichnis)?|sommaire|índice|目录|目次)$/i;

/** Whether a section sums the report up, by its title. */
export const isSummary = (title: string): boolean => summary.test(title);

/** Which sections to read first when not all can be: what sums the report up, then the others, then lists of contents. */
export const rankOf = (title: string): number =>
  isSummary(title) ? 0 : contents.test(title) ? 2 : 1;
