import { PRODUCTS, RELEASES } from './expansion.mjs';

/** A random plan as data; names are made by `name`, so that the same plan can be had under other names. */
export function randomPlan(random) {
  const hosts = random.between(1, 5);
  const products = random.chance(0.5) ? [random.pick(RELEASES)] : RELEASES;
  const nodes = Array.from({ length: random.between(1, 9) }, () => {
    const { product, version, profiles } = random.pick(products);
    return {
      host: random.below(hosts),
      product,
      version,
      profile: random.chance(0.7) ? random.pick(profiles) : undefined,
      offset: random.chance(0.6) ? random.pick([0, 0, 1, 2, 3, 10, 100]) : undefined,
    };
  });
  for (const node of nodes) node.links = random.chance(0.4) ? linksOf(node, nodes, hosts, random) : {};
  return { hosts: Array.from({ length: hosts }, (_, index) => index), nodes };
}

function linksOf({ product }, nodes, hosts, random) {
  const { links = [] } = PRODUCTS.find(({ id }) => id === product);
  return Object.fromEntries(
    random
      .shuffled(links)
      .slice(0, random.between(0, 2))
      .map(({ id }) => [
        id,
        random.chance(0.4)
          ? { to: random.below(nodes.length) }
          : { host: random.below(hosts), port: random.pick([9443, 9444, 9445, 9611, 9711, 5672, 8243, 443]) },
      ]),
  );
}

/** The text of a plan; `order` rearranges lists, `name` makes names of the letters h or n and a number. */
export function textOf(plans, { order = (list) => list, group } = {}) {
  const hosts = plans.flatMap(({ plan, name }) => plan.hosts.map((host) => `  ${name('h', host)}: {}\n`));
  const nodes = plans.flatMap(({ plan, name, site = group }) =>
    plan.nodes.map((node, index) => `  ${name('n', index)}: { ${fieldsOf(node, name, site).join(', ')} }\n`),
  );
  return `version: 1\nhosts:\n${order(hosts).join('')}nodes:\n${order(nodes).join('')}`;
}

function fieldsOf({ host, product, version, profile, offset, links }, name, site) {
  const ends = Object.entries(links).map(([id, { to, host: at, port }]) =>
    to === undefined ? `${id}: { url: "https://${name('h', at)}:${port}/" }` : `${id}: ${name('n', to)}`,
  );
  return [
    `host: ${name('h', host)}`,
    `product: ${product}`,
    `version: "${version}"`,
    ...(profile === undefined ? [] : [`profile: ${profile}`]),
    ...(offset === undefined ? [] : [`offset: ${offset}`]),
    ...(site === undefined ? [] : [`group: ${site}`]),
    ...(ends.length === 0 ? [] : [`links: { ${ends.join(', ')} }`]),
  ];
}
