/** Makes a failing case smaller as long as it fails in the same way: fewer files, fewer lines, fewer nodes. At most `tries` runs. */
export function minimised(drawn, fails, tries = 200) {
  const failure = classOf(fails(drawn));
  let left = tries;
  let smallest = drawn;
  const attempt = (candidate) => {
    if (left-- <= 0 || classOf(fails(candidate)) !== failure) return false;
    smallest = candidate;
    return true;
  };
  for (const name of Object.keys(drawn.files ?? {})) {
    const { [name]: _, ...files } = smallest.files;
    if (Object.keys(files).length > 0) attempt({ ...smallest, files });
  }
  for (const name of Object.keys(smallest.files ?? {}))
    withoutParts(smallest.files[name].split('\n'), (lines) =>
      attempt({ ...smallest, files: { ...smallest.files, [name]: lines.join('\n') } }),
    );
  if (drawn.plans) withoutParts(drawn.plans, (plans) => plans.length > 0 && attempt({ ...smallest, plans }));
  for (const [index, node] of drawn.plan?.nodes.entries() ?? [])
    if (Object.keys(node.links).length > 0)
      attempt({
        ...smallest,
        plan: { ...smallest.plan, nodes: smallest.plan.nodes.with(index, { ...node, links: {} }) },
      });
  return smallest;
}

/** What is variable in a failure is of no interest. */
function classOf(failure) {
  return failure?.replace(/ of .*| \/ .*|:.*/, '');
}

/** Leaves out parts of a list, large ones first, as long as `attempt` accepts what is left. */
function withoutParts(list, attempt) {
  let kept = list;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let start = 0; start < kept.length; ) {
      const shorter = [...kept.slice(0, start), ...kept.slice(start + size)];
      if (attempt(shorter)) kept = shorter;
      else start += size;
    }
}
