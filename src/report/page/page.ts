/** The content of the lists of `ports` and `catalog`, without their layout. */
export interface Page {
  readonly sections: readonly Section[];
}

/** A heading with lines of text and a grid below it; each of them may be missing. */
export interface Section {
  readonly title?: string;
  readonly text?: readonly string[];
  readonly grid?: Grid;
  /** Texts with sources, too long for a grid. */
  readonly notes?: readonly Note[];
}

export interface Grid {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  readonly title: string;
  /** Its values are numbers, aligned to the right. */
  readonly right?: boolean;
  /** Its cells are broken only if nothing else is possible. */
  readonly solid?: boolean;
}

export interface Row {
  /** One text per column, as it comes from files: nothing is escaped yet. */
  readonly cells: readonly string[];
  /** Something is wrong with what the row says. */
  readonly alarm?: boolean;
}

/** A remark, and where it was read. */
export interface Note {
  readonly about: string;
  readonly lines: readonly string[];
  readonly sources: readonly string[];
}

/** Turns a page into text; a template without decisions about what is on it. */
export type PageReporter = (page: Page, style: PageStyle) => string;

export interface PageStyle {
  readonly color: boolean;
  /** Columns of the terminal; 0 where nothing may be wrapped. */
  readonly width: number;
}
