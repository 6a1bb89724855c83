import type { Leaf, Step } from '../model/fragment.js';

/** One level of a place: a name, and what its attributes have to be. `undefined` as a value: the attribute must be absent. */
interface PlaceStep {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string | undefined])[];
}

/** A setting as the catalogue writes it, made comparable with the leaves of a file. */
export interface LeafPlace {
  /** Names of the files it may stand in; empty for every file of the model. */
  readonly files: readonly string[];
  /** Steps from the top of the file, or the last ones only. */
  readonly steps: readonly PlaceStep[];
  readonly fromTop: boolean;
  /** A value next to it that has to be there: `type="thrift"`. */
  readonly beside?: readonly [string, string];
}

/** `[apim.ws] port`, `[[apim.gateway.environment]] ws_endpoint`, with remarks behind; several where an alias is named. */
export function tomlPlaces(text: string): LeafPlace[] {
  return [...text.matchAll(/\[\[?([\w.]+)\]?\]\s+(?:(\w+)="(\w+)" \+ )?'?([\w.]+)/g)].map(
    ([, table = '', key, value, name = '']) => ({
      files: [],
      fromTop: true,
      steps: [...table.split('.'), ...(text.includes(`'${name}'`) ? [name] : name.split('.'))].map((part) => ({
        name: part,
        attributes: [],
      })),
      ...(key !== undefined && value !== undefined ? { beside: [key, value] as const } : {}),
    }),
  );
}

/** `repository/conf/carbon.xml: Server/Ports/Offset`: file, then elements, attributes and conditions as in XPath. */
export function xmlPlaces(text: string): LeafPlace[] {
  const colon = text.indexOf(': ');
  if (colon < 0) return [];
  const files = [...text.slice(0, colon).matchAll(/([\w.-]+\.(?:xml|properties|conf))/g)].map(([, name = '']) => name);
  const steps = xmlSteps(text.slice(colon + 2));
  return files.length === 0 || steps.length === 0 ? [] : [{ files, steps, fromTop: false }];
}

function xmlSteps(text: string): PlaceStep[] {
  const receiver = /^dataReceiver (\w+) (\w+)$/.exec(text);
  if (receiver) return [named('dataReceiver', receiver[1]), named('config', receiver[2])];
  const parameter = /^parameter ([\w.]+)$/.exec(text);
  if (parameter) return [named('parameter', parameter[1])];
  // Remarks follow the path behind a blank: `ServerURL and AuthServerURL`, `brokerlist`.
  const plain = text.replace(' (the one without SSLEnabled)', '[not(@SSLEnabled)]');
  const path = plain.replace(/\[[^\]]*\]/g, (condition) => condition.replaceAll(' ', '')).replace(/[ ,;].*$/s, '');
  const parts = [...path.matchAll(/([@\w.-]+)((?:\[[^\]]*\])*)/g)];
  return parts.map(([, name = '', conditions = '']) => ({ name, attributes: conditionsOf(conditions) }));
}

function named(name: string, value: string | undefined): PlaceStep {
  return { name, attributes: [['name', value]] };
}

function conditionsOf(text: string): (readonly [string, string | undefined])[] {
  return [...text.matchAll(/\[(?:@(\w+)=['"]([^'"]*)['"]|not\(@(\w+)\))\]/g)].map(([, key, value, absent = '']) =>
    key === undefined ? ([absent, undefined] as const) : ([key, value] as const),
  );
}

/** `wso2.transport.http / listenerConfigurations[id=default] / port`, in the catalogue's several spellings, as one key. */
export function carbon5Key(text: string): string | undefined {
  const place = text.replaceAll('wso2.transport.http', 'transport');
  if (/advertised/.test(place)) return undefined;
  if (/eventSyncServer.*port$/.test(place)) return 'event-sync';
  const receiver = /\b(Thrift|Binary)\b.*\b(tcpPort|sslPort)$/.exec(place);
  if (receiver) return `receiver ${receiver[1]} ${receiver[2]}`;
  if (!/port$/.test(place) || /Source|Sink|httpsInterface|resourceManagers/.test(place)) return undefined;
  const id = /\b(default-https|msf4j-https|default|https|http)\b(?=\]|\.|\W*$|\s*\/)/.exec(place)?.[1];
  if (id === undefined) return undefined;
  return `${/stores?[ .]/.test(place) ? 'store' : 'transport'} ${id}`;
}

/** A leaf of a deployment.yaml in the catalogue's spelling, for {@link carbon5Key}. */
export function carbon5Text({ steps }: Leaf): string {
  return steps
    .map(
      ({ name, attributes }) =>
        `${name}${attributes.id === undefined ? '' : `[id=${attributes.id}]`}${attributes.type === undefined ? '' : ` / ${attributes.type}`}`,
    )
    .join(' / ');
}

export function isAt(leaf: Leaf, { steps, fromTop }: LeafPlace): boolean {
  if (fromTop ? leaf.steps.length !== steps.length : leaf.steps.length < steps.length) return false;
  const skipped = leaf.steps.length - steps.length;
  return steps.every((step, index) => fits(leaf.steps[skipped + index], step));
}

function fits(actual: Step | undefined, wanted: PlaceStep): boolean {
  if (actual?.name !== wanted.name) return false;
  return wanted.attributes.every(([name, value]) =>
    value === undefined ? !Object.hasOwn(actual.attributes, name) : actual.attributes[name] === value,
  );
}
