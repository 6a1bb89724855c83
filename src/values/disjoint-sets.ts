/** Names in sets that only ever grow together. */
export class DisjointSets {
  private readonly parents = new Map<string, string>();

  /** Puts two names, and all that are in one set with them, into one set. */
  join(a: string, b: string): void {
    this.parents.set(this.representative(b), this.representative(a));
  }

  /** Returns the name that represents the set of a name: the same for all in it. A name that was never joined represents itself. */
  representative(name: string): string {
    let root = name;
    for (let above = this.parents.get(root); above !== undefined && above !== root; above = this.parents.get(root))
      root = above;
    // Every name on the way points at the end from here on, so that no way is walked twice.
    for (let step = name; step !== root; ) {
      const above = this.parents.get(step) ?? root;
      this.parents.set(step, root);
      step = above;
    }
    return root;
  }
}
