import { posix } from 'node:path';
import type { Format, Fragment, Hint, Home, Leaf } from '../../model/fragment.js';
import { emptyFragment } from '../format.js';
import { baseNameOf, nameOfFolder, parentOf } from '../home.js';
import { lastName, leafAt, step } from '../leaf.js';
import { settingsOf } from '../plain-values.js';
import { productNamed, releaseIn } from '../product-names.js';
import { hint, hostNameAt, offsetAt } from '../structured.js';
import { yamlLeaves } from '../syntax/yaml.js';

/** Hiera data of the Puppet modules. */
export const hiera: Format = {
  id: 'puppet-hiera',
  title: 'Puppet hiera data: wso2::ports offset, hostname, pack_filename, product_profile',
  files: /\.ya?ml$/,
  recognises: (text) => /^['"]?wso2::/m.test(text),
  survivesToml: true,
  runsAs: 'machine',
  homeOf: dataHome,
  sharing: { isShared, nearest },
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, hiera), fault: read.fault };
    const { leaves } = read;
    return {
      ...emptyFragment(file, hiera),
      hints: hintsOf(file, leaves),
      settings: settingsOf(leaves.flatMap(renamed)),
      ...(offsetAt(file, leaves, 'wso2::ports/offset') ?? offsetAt(file, leaves, 'wso2::port_offset')),
      ...hostNameAt(file, leaves, ['wso2::hostname']),
    };
  },
};

/** Variables that the templates of the modules write into api-manager.xml, under the names they get there. */
const RENAMED: Readonly<Record<string, string>> = {
  'wso2::key_validator_client_type': 'KeyValidatorClientType',
  'wso2::enable_thrift_server': 'EnableThriftServer',
  'wso2::thrift_server_host': 'ThriftServerHost',
};

function renamed(leaf: Leaf): Leaf[] {
  const name = lastName(leaf);
  const meant = leaf.steps.length === 1 && Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
  return meant === undefined ? [] : [{ ...leaf, steps: [step(meant)], meantFor: 'repository/conf/api-manager.xml' }];
}

function hintsOf(file: string, leaves: readonly Leaf[]): Hint[] {
  const hints: Hint[] = [];
  const pack = leafAt(leaves, 'wso2::pack_filename');
  const match = pack && /^([a-z0-9_-]+?)-(\d.*?)(\.zip)?$/i.exec(pack.value);
  if (pack && match?.[1] && match[2]) {
    const product = productNamed(match[1]);
    const version = releaseIn(match[2]);
    if (product) hints.push(hint(file, pack, 'product', 'file', product, `pack ${pack.value}`));
    if (version) hints.push(hint(file, pack, 'version', 'file', version, `pack ${pack.value}`));
  }
  const service = leafAt(leaves, 'wso2::service_name');
  const named = service && productNamed(service.value);
  if (service && named) hints.push(hint(file, service, 'product', 'path', named, `service_name ${service.value}`));
  const profile = leafAt(leaves, 'wso2::product_profile');
  if (profile) hints.push(hint(file, profile, 'profile', 'file', profile.value, 'product_profile'));
  return hints;
}

/** A `default.yaml` is named by its folder, or by the one above `pattern-1`. */
function dataHome(file: string): Home {
  const name = baseNameOf(file);
  return {
    key: file,
    name: name === 'default' ? nameOfFolder(parentOf(file).replace(/\/pattern-[^/]*$/, '')) : name,
  };
}

/** `common.yaml`, and a `default.yaml` with data of nodes below it. */
function isShared(file: string, files: readonly string[]): boolean {
  if (/(^|\/)common\.yaml$/.test(file)) return true;
  const folder = `${posix.dirname(file)}/`;
  return (
    /(^|\/)default\.yaml$/.test(file) &&
    files.some((other) => other !== file && other.startsWith(folder) && !/(common|default)\.yaml$/.test(other))
  );
}

function nearest(home: Home, shared: readonly string[]): readonly string[] {
  return shared.filter((file) => home.key.startsWith(`${posix.dirname(file)}/`)).sort((a, b) => b.length - a.length);
}
