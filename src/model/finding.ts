/** The place of a value in a document: object keys and 0-based array indices, as in JSON. */
export type Path = readonly (string | number)[];

/** A value of a file, by its path; ranges are resolved from it once, when a report is made. */
export interface Place {
  readonly file: string;
  /** For a value of a configuration file: its place in the topology if it were written there. */
  readonly path: Path;
  /** A range that is known already: in a configuration file, or in a text that could not be parsed. */
  readonly range?: Range;
}

/** A position in a text, both numbers 1-based; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A span in a text; the end is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export type Severity = 'error' | 'warning' | 'info';

/** A place with the words that a report shows under it. */
export interface Label extends Place {
  readonly label: string;
  /** The place is the key, not its value. */
  readonly part?: 'key';
}

/** A change of one value of a topology. `from` is absent where the key does not exist yet. */
export interface Edit {
  readonly file: string;
  readonly path: Path;
  readonly from?: unknown;
  readonly to: unknown;
}

/** The change of the product's own configuration that has the same effect. */
export interface Configuration {
  readonly node: string;
  readonly file: string;
  readonly setting: string;
  /** The present value and its place in the file. Absent if writing the new value there would also change other nodes. */
  readonly from?: string;
  readonly range?: Range;
  readonly to: string | number | boolean;
}

/** Edits that clear a finding, together. */
export interface Fix {
  readonly title: string;
  /** The changes one by one, where the title sums up several. */
  readonly lines?: readonly string[];
  readonly edits: readonly Edit[];
  readonly configuration: readonly Configuration[];
}

/** The things that a finding is about; `ignore` entries match them, and the fingerprint is made of them. */
export interface Subject {
  readonly host?: string;
  readonly nodes: readonly string[];
  /** Listeners, links or self-references. */
  readonly listeners: readonly string[];
  /** Distinguishes findings that share all of the above. */
  readonly detail?: string;
}

/** A problem that a rule reports: plain data, with paths instead of positions. */
export interface Problem {
  /** One of the rule's message ids. */
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Label;
  readonly related: readonly Label[];
  readonly subject: Subject;
  /** How grave this one is, where it is not what its rule has as a default. */
  readonly severity?: Severity;
  /** Lines that explain, below the source frame. */
  readonly notes?: readonly string[];
}

/** The data of each message of a rule, by message id. */
export type Messages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A problem whose message id decides the type of its data. */
export type ProblemOf<M extends Messages> = {
  readonly [Id in keyof M & string]: Omit<Problem, 'message' | 'data'> & {
    readonly message: Id;
    readonly data: M[Id];
  };
}[keyof M & string];

/** A problem of a rule, with its severity; positions are still paths. */
export interface Diagnosis extends Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly text: string;
  readonly fingerprint: string;
  readonly fixes: readonly Fix[];
  /** `fix` clears it. */
  readonly correctable?: boolean;
  /** Further nodes that have the value from the same place and for which it is wrong. */
  readonly sharedBy?: readonly string[];
  /** The same of each node, where several have the value. */
  readonly parts?: readonly { readonly of: string; readonly diagnosis: Diagnosis }[];
}
