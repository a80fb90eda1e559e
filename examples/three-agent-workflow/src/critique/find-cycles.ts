/**
 * The groups of nodes of a graph that reach each other, by Tarjan's algorithm, with a stack of its own: chains may be
 * longer than the call stack is deep. Nodes on no circle are in no group.
 */
export function findCycles(
  nodes: Iterable<string>,
  targetsOf: (node: string) => Iterable<string>,
): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const groups: string[][] = [];
  for (const start of nodes) {
    if (order.has(start)) continue;
    const frames: { readonly path: string; readonly targets: Iterator<string> }[] = [];
    const enter = (path: string): void => {
      order.set(path, order.size);
      low.set(path, order.get(path) ?? 0);
      open.push(path);
      isOpen.add(path);
      frames.push({ path, targets: targetsOf(path)[Symbol.iterator]() });
    };
    const lower = (path: string, value: number | undefined): void => {
      low.set(path, Math.min(low.get(path) ?? 0, value ?? 0));
    };
    enter(start);
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { path, targets } = frame;
      const next = targets.next();
      if (next.done !== true) {
        if (!order.has(next.value)) enter(next.value);
        else if (isOpen.has(next.value)) lower(path, order.get(next.value));
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      if (parent !== undefined) lower(parent.path, low.get(path));
      if (low.get(path) !== order.get(path)) continue;
      const group = open.splice(open.lastIndexOf(path));
      for (const member of group) isOpen.delete(member);
      if (group.length > 1) groups.push(group);
    }
  }
  return groups;
}
