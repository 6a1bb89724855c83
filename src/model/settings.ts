/**
 * Where a value is configured, by kind of file. Several places of one kind all carry the value. Without a place in a file it is
 * an environment variable, a system property, or one of the reasons below.
 */
export interface Settings {
  readonly toml?: OneOrMore<TomlSetting>;
  /** Of an XML or properties file. */
  readonly xml?: OneOrMore<FileSetting>;
  readonly yaml?: OneOrMore<FileSetting>;
  /** System property on the start script, without `-D`. */
  readonly jvm?: string;
  /** Environment variable of the process; several where releases call it differently. */
  readonly env?: OneOrMore<string>;
  /** Id of the link whose setting the product takes the value from. */
  readonly derivedFrom?: string;
  /** Why no file carries the value: it is set in a portal, by an artifact, by a container, or not at all. A place beside it is read and not written. */
  readonly unwritable?: string;
}

export type OneOrMore<T> = T | readonly T[];

/** A key in a TOML file. */
export interface TomlPlace {
  /** The top of the file when absent. */
  readonly table?: string;
  /** `[[table]]`: one entry for each thing described. */
  readonly list?: true;
  /** Key below the table; a dot begins another level, unless the key is quoted. */
  readonly key: string;
}

/** A key of the product's TOML file, with all that is needed to read and to write it. */
export interface TomlSetting extends TomlPlace {
  /** The value is a list of endpoints. */
  readonly array?: true;
  /** The key beside it for the secure endpoints that belong to those of `key`. */
  readonly authKey?: string;
  /** Values of the table that distinguish the entry from others: `type = "thrift"`. */
  readonly where?: Readonly<Record<string, string>>;
  /** Values of the table that mean another setting. */
  readonly unless?: Readonly<Record<string, string>>;
  /** Further values that a new entry of the table needs. */
  readonly beside?: Readonly<Record<string, string | number>>;
  /** Other spellings of the same setting; read, and not written. */
  readonly aliases?: readonly TomlPlace[];
  /** Of a switch: the value that means on, `*` for any; `true` when absent. */
  readonly on?: string;
}

/** An element, attribute or key of a file. */
export interface FileSetting {
  /** `conf/deployment.yaml` when absent. */
  readonly file?: string;
  /** Names of the levels, with conditions: `Server/Service/Connector[@SSLEnabled='true']/@port`. In XML the first levels may be left out. */
  readonly path: string;
  /** The path of the secure endpoints that belong to those of `path`. */
  readonly authPath?: string;
  /** The key beside it that has the host, where `path` has the port alone. */
  readonly host?: string;
  /** Of a switch: the value that means on; `true` when absent. */
  readonly on?: string;
}
