import type { Format, Fragment, Leaf, NamedAddress } from '../../model/fragment.js';
import { isLoopback } from '../../values/addresses.js';
import { emptyFragment } from '../format.js';
import { containerOf, nameAt } from '../leaf.js';
import { yamlLeaves } from '../syntax/yaml.js';

/** The outputs of Terraform, `terraform output -json`, or its state, which has them as well: names and addresses of machines. */
export const terraformOutput: Format = {
  id: 'terraform-output',
  title: 'terraform output -json and Terraform state: names and addresses of machines among the outputs',
  files: /(^|\/)([\w.-]*(terraform|tofu|outputs?)[\w.-]*\.json|[\w.-]+\.tfstate)$/i,
  recognises: (text) => /"value"\s*:/.test(text) && /"(type|sensitive|terraform_version)"\s*:/.test(text),
  survivesToml: true,
  part: 'supporting',
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, terraformOutput), fault: read.fault };
    return { ...emptyFragment(file, terraformOutput), names: namesIn(file, outputsOf(read.leaves)) };
  },
};

/** A value of an output. */
interface Output {
  readonly leaf: Leaf;
  /** The name of the output. */
  readonly name: string;
  /** Its keys inside of the output, from the outermost one. */
  readonly keys: readonly string[];
  /** Its position in lists. */
  readonly position: string;
}

/** In a state they are below `outputs`; what is marked as sensitive is left out. */
function outputsOf(leaves: readonly Leaf[]): Output[] {
  const plain = leaves.map((leaf) => (nameAt(leaf, 0) === 'outputs' ? { ...leaf, steps: leaf.steps.slice(1) } : leaf));
  const hidden = new Set(
    plain.flatMap((leaf) => (nameAt(leaf, 1) === 'sensitive' && leaf.value === 'true' ? [nameAt(leaf, 0)] : [])),
  );
  return plain.flatMap((leaf) => {
    const name = nameAt(leaf, 0);
    if (nameAt(leaf, 1) !== 'value' || hidden.has(name)) return [];
    const keys = leaf.steps.slice(2).map((step) => step.name);
    return [{ leaf, name, keys, position: leaf.steps.map(({ index }) => index).join('.') }];
  });
}

/** What an address is called: `gw_private_ip`, `public_ips`. */
const ADDRESS =
  /(?:^|[_-])(?:(?:private|public|internal|external|elastic)[_-])?(?:ipv[46]|ips?|ip[_-]?addr(?:ess(?:es)?)?|addr(?:ess(?:es)?)?|eip)$/i;
const NAME =
  /(?:^|[_-])(?:(?:private|public|internal|external)[_-])?(?:dns(?:[_-]names?)?|host(?:[_-]?names?)?|fqdns?|domain|names?)$/i;
const PUBLIC = /public|external|elastic|eip/i;

/** Every name with its address; of several addresses, those that the machines themselves have. */
function namesIn(file: string, outputs: readonly Output[]): NamedAddress[] {
  const found = outputs
    .filter(({ leaf }) => isAddress(leaf.value))
    .flatMap((output) => namesOf(output, outputs).map((name) => ({ name, output })));
  return found.flatMap(({ name, output }) => {
    const isOutside = (each: Output) => PUBLIC.test(`${each.name} ${each.keys.join(' ')}`);
    const inside = found.some((other) => other.name === name && !isOutside(other.output));
    if (isOutside(output) && inside) return [];
    return [{ name, address: output.leaf.value, file, range: output.leaf.range }];
  });
}

/** The names of a machine: the values beside its address, the key of its map, the start of the output's own name. */
function namesOf(output: Output, outputs: readonly Output[]): readonly string[] {
  const { leaf, name, keys, position } = output;
  const isBeside = (other: Output) =>
    keys.length > 0
      ? containerOf(other.leaf.steps.slice(0, -1)) === containerOf(leaf.steps.slice(0, -1))
      : other.position === position && stemOf(other.name, NAME) === stemOf(name, ADDRESS);
  const beside = outputs.filter(
    (other) => isName(other.leaf.value) && NAME.test(other.keys.at(-1) ?? other.name) && isBeside(other),
  );
  const values = beside.map((other) => other.leaf.value);
  // What a list is called is the name of none of its items.
  if (leaf.steps.some(({ index, attributes }) => index > 0 || Object.keys(attributes).length > 0)) return values;
  const called = [...keys.slice(0, -1), stemOf(keys.at(-1) ?? name, ADDRESS)].findLast((part) => part !== '') ?? '';
  return [...new Set([...values, ...(isName(called) ? [called, called.replaceAll('_', '-')] : [])])];
}

/** What a key is about: `gw` of `gw_private_ip`. */
function stemOf(key: string, ending: RegExp): string {
  return key.replace(ending, '');
}

function isAddress(text: string): boolean {
  return /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:]+)$/i.test(text) && !isLoopback(text);
}

function isName(text: string): boolean {
  return /^[A-Za-z][\w.-]{0,252}$/.test(text) && !isLoopback(text);
}
