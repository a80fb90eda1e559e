/** What a run of lines is, by CommonMark's block structure and tables. */
export type BlockKind =
  | 'heading'
  | 'paragraph'
  | 'list'
  | 'code'
  | 'table'
  | 'quote'
  | 'html'
  | 'definition'
  | 'break';

/** One block of a report. Blocks and the blank lines after them, in order, are the whole text. */
export interface ReportBlock {
  readonly kind: BlockKind;
  /** Offset in the text where it begins. */
  readonly start: number;
  /** Offset after its last character, blank lines that follow included. */
  readonly end: number;
  /** The section it belongs to; `null` before the first heading. */
  readonly section: ReportSection | null;
}

/** A heading of a report, and what stands under it. */
export interface ReportSection {
  /** Its place among its siblings, such as `2.1`: stable as long as the report's bytes are. */
  readonly reference: string;
  /** The slugs of the headings down to it, such as `implementation/api`; a second one of the same name ends in `-2`. */
  readonly path: string;
  /** As written: 1 to 6. */
  readonly level: number;
  readonly title: string;
  /** The titles from the outermost section down to this one. */
  readonly headings: readonly string[];
  /** Offset of its heading. */
  readonly start: number;
  /** Offset where its own text ends and its first sub-section begins; `end` where it has none. */
  readonly ownEnd: number;
  /** Offset after its last character, sub-sections included. */
  readonly end: number;
  readonly parent: ReportSection | null;
  readonly sections: readonly ReportSection[];
}

/** A report's text, taken apart. Offsets are of UTF-16 units, as `text.slice` takes them. */
export interface ReportDocument {
  readonly text: string;
  /** The outermost sections, in order. */
  readonly sections: readonly ReportSection[];
  /** Every section, in the order of the text. */
  readonly everySection: readonly ReportSection[];
  readonly blocks: readonly ReportBlock[];
}
