/** Tables that show a product; with `beside`, only in a file that has one of those as well. */
export interface TomlTables {
  readonly rank: number;
  readonly tables: readonly string[];
  readonly beside?: readonly string[];
}

/** Signs in files, images and names that a node runs a product. */
export interface RecognisedBy {
  /** Names of images, packs and folders besides the id, in lower case. */
  readonly names?: readonly string[];
  /** Names of images that also show the profile. */
  readonly images?: readonly { readonly name: string; readonly profile: string }[];
  /** `ServerKey` of carbon.xml; with `name`, only where the server's name contains that text. */
  readonly serverKeys?: readonly (string | { readonly key: string; readonly name: string })[];
  /** Folder of the runtime in its pack: `broker` for `broker/conf/carbon.xml`. */
  readonly runtimeHome?: string;
  /** Versions that carbon.xml of the runtime has, those of the server it is made from; any when absent. */
  readonly serverVersions?: readonly string[];
  /** Folder of the runtime's configuration: `worker` for `conf/worker/deployment.yaml`. */
  readonly runtimeConf?: string;
  /** The word in a node's name that distinguishes it from the other runtimes of its family; the end of its id when absent. */
  readonly runtimeNames?: readonly string[];
  /** Type, id or name of a server in deployment.yaml; at its end `*` is any text and `#` any number. */
  readonly carbonNames?: readonly string[];
  /** Tables of deployment.toml; they are looked for in the order of their ranks, 1 first. */
  readonly tomlTables?: readonly TomlTables[];
  /** The folder that has deployment.toml, where it is not repository/conf. */
  readonly tomlFolder?: string;
  /** Ids of configuration formats that only this product has. */
  readonly formats?: readonly string[];
  /** The product whose pack it is installed over: its own marks count more than those of the pack. */
  readonly laidOver?: string;
  /** The product that a node would be without files of one configuration format, which only this one adds. */
  readonly addedTo?: { readonly product: string; readonly format: string };
  /** The product that the names and tables mean at releases that this one does not have. */
  readonly orElse?: string;
}
