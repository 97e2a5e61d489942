/** One process of a system. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
}

/** A process and everything that it started, directly or through others; what lost its parent is no part of it any more. */
export function listTree(processes: readonly ProcessEntry[], root: number): number[] {
  const children = Map.groupBy(processes, ({ parent }) => parent);
  const tree: number[] = processes.some(({ pid }) => pid === root) ? [root] : [];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []).map((child) => child.pid));
  return tree;
}

/** The parent in a line of `/proc/<pid>/stat`; the name before it may hold blanks and brackets. */
export function readParent(stat: string): number {
  return Number(fieldsOf(stat)[1]);
}

/** Seconds of processor time in a line of `/proc/<pid>/stat` that everything has used which the process started and which has ended. */
export function readChildSeconds(stat: string): number {
  const [user = 0, system = 0] = fieldsOf(stat).slice(13, 15).map(Number);
  return (user + system) / TICKS;
}

/** Of a second; every Linux that Node.js runs on tells its times in them. */
const TICKS = 100;

function fieldsOf(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** Memory in KiB in `/proc/<pid>/smaps_rollup`, in which pages that processes share are divided among them. */
export function readMemory(rollup: string): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}
