/** The JSON Schema of an argument. Of lists, all items are texts. */
interface ArgumentSchema {
  readonly type: 'string' | 'boolean' | 'array';
  readonly description: string;
  readonly items?: { readonly type: 'string'; readonly minLength: 1 };
  readonly minItems?: 1;
}

/** The JSON Schema of all arguments of a tool. */
interface InputSchema {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, ArgumentSchema>>;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
}

/** The arguments of a call, as the schema of its tool allows them. */
export interface Arguments {
  readonly paths?: readonly string[];
  readonly text?: string;
  readonly name?: string;
  readonly version?: string;
  readonly product?: string;
  readonly profile?: string;
  readonly together?: boolean;
}

/** One tool: what it is for, and the command line that answers it. Nothing of them writes a file. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: InputSchema;
  /** The command line; `-` in it means `text`. */
  readonly command: (given: Arguments) => readonly string[];
  /** The key of the answer under which plain text is returned, where the command does not print JSON. */
  readonly textKey?: string;
}

const PATHS: ArgumentSchema = {
  type: 'array',
  items: { type: 'string', minLength: 1 },
  minItems: 1,
  description: 'Topologies, configuration files or folders of them, relative to where the server was started.',
};

const PLAN: InputSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    paths: PATHS,
    text: { type: 'string', description: 'A topology as text, in place of paths.' },
    together: { type: 'boolean', description: 'All files are one deployment.' },
  },
};

/** Every tool, in the order in which a client lists them. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'check',
    description:
      'Check planned or real WSO2 deployments before they are started: port collisions, Gateway/Key Manager Thrift mismatches, links that dial a port nobody listens on. Returns findings with file, line, owners and fixes that were tried.',
    input: PLAN,
    command: (given) => ['check', '--format', 'json', ...plan(given)],
  },
  {
    name: 'fix',
    description: 'The smallest correction of a whole deployment, as edits. Nothing is written.',
    input: PLAN,
    command: (given) => ['fix', '--format', 'json', ...plan(given)],
  },
  {
    name: 'flows',
    description: 'Who connects to whom on which port: the rows for a firewall, with what each is for.',
    input: PLAN,
    command: (given) => ['flows', '--format', 'json', ...plan(given)],
  },
  {
    name: 'import',
    description: 'Build a topology (YAML) from the configuration files of WSO2 products that exist.',
    input: {
      type: 'object',
      additionalProperties: false,
      required: ['paths'],
      properties: {
        paths: PATHS,
        product: { type: 'string', description: 'The product of all nodes, where the files do not say it.' },
        version: { type: 'string', description: 'Its release, such as 4.2.0.' },
        profile: { type: 'string', description: 'The profile of all nodes.' },
      },
    },
    command: ({ paths = [], product, version, profile }) => [
      'import',
      ...(product === undefined ? [] : [`--product=${product}`]),
      ...(version === undefined ? [] : [`--version=${version}`]),
      ...(profile === undefined ? [] : [`--profile=${profile}`]),
      '--',
      ...paths,
    ],
    textKey: 'topology',
  },
  {
    name: 'catalog',
    description:
      'The port catalogue: without arguments all products, with a product its releases, with a release what it opens and dials, with sources.',
    input: {
      type: 'object',
      additionalProperties: false,
      properties: {
        product: { type: 'string', description: 'A product id such as wso2am.' },
        version: { type: 'string', description: 'A release such as 4.2.0.' },
      },
      dependentRequired: { version: ['product'] },
    },
    command: ({ product, version }) => [
      'catalog',
      '--format',
      'json',
      '--',
      ...[product, version].filter((part) => part !== undefined),
    ],
  },
  {
    name: 'explain',
    description: 'What a rule finds, why it matters, a wrong and a right example, and where that is documented.',
    input: {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: { name: { type: 'string', description: 'The rule of a finding, such as port-collision.' } },
    },
    command: ({ name = '' }) => ['explain', '--format', 'json', '--', name],
  },
];

/** A path never counts as an option, and a text is read in place of standard input. */
function plan({ paths = [], text, together }: Arguments): readonly string[] {
  const files = text === undefined ? paths : [...paths, '-'];
  return [...(together ? ['--together'] : []), '--', ...files];
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';

const FITS: Readonly<
  Record<ArgumentSchema['type'], { readonly is: (value: unknown) => boolean; readonly called: string }>
> = {
  string: { is: (value) => typeof value === 'string', called: 'a text' },
  boolean: { is: (value) => typeof value === 'boolean', called: 'true or false' },
  array: { is: (value) => Array.isArray(value) && value.length > 0 && value.every(isText), called: 'a list of texts' },
};

/** The most characters that an argument may have, apart from the text of a topology. */
const LONGEST = 4096;

/** Returns a name that a client made up, if it can be repeated, and else other words for it. */
export function named(name: string, otherwise: string): string {
  return /^[\w.-]{1,64}$/.test(name) ? name : otherwise;
}

/** Returns what is wrong with the arguments of a call; a client need not obey the schema that it got. */
export function mistakeIn(given: Readonly<Record<string, unknown>>, { name, input }: Tool): string | undefined {
  const { properties, required = [], dependentRequired = {} } = input;
  for (const [key, value] of Object.entries(given)) {
    const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!schema)
      return `${name} takes no ${named(key, 'argument of that name')}; it takes ${Object.keys(properties).join(', ')}`;
    const { is, called } = FITS[schema.type];
    if (!is(value)) return `${key} of ${name} must be ${called}`;
    if (key !== 'text' && [value].flat().some((each) => String(each).length > LONGEST))
      return `${key} of ${name} is longer than ${LONGEST} characters`;
  }
  const needed = [...required, ...Object.keys(given).flatMap((key) => dependentRequired[key] ?? [])];
  const missing = needed.find((key) => !Object.hasOwn(given, key));
  return missing === undefined ? undefined : `${name} needs ${missing}`;
}
