/** Power of a node from its devices, W (Frontier, as in RAPS; MODELS B2b). */
export interface Device {
  readonly count: number;
  readonly idle: number;
  readonly peak: number;
}

/** `Σ devices [idle + (peak − idle)·u] + fixed`, W; `use` holds one utilisation, 0..1, per kind of device. */
export function nodePower(devices: readonly Device[], use: readonly number[], fixed: number): number {
  return devices.reduce(
    (sum, { count, idle, peak }, i) => sum + count * (idle + (peak - idle) * Math.min(1, Math.max(0, use[i] ?? 0))),
    fixed,
  );
}

/** What a whole machine draws over its supplies: racks behind two conversions, and what is supplied beside them. */
export interface Machine {
  readonly racks: number;
  /** Nodes of one rack, and other loads that sit behind the rectifier only, W. */
  readonly nodes: number;
  readonly rackLoad: number;
  /** Added to each node before the last conversion, W. */
  readonly nodeLoad: number;
  /** Efficiency of the node's converter and of the rack's rectifier. */
  readonly converter: number;
  readonly rectifier: number;
  /** Everything beside the racks, W. */
  readonly beside: number;
}

/** Draw of the machine with every node at `node` W: `racks·[(nodes·(node + load)/converter + rackLoad)/rectifier] + beside`. */
export function machinePower(machine: Machine, node: number): number {
  const rack = ((machine.nodes * (node + machine.nodeLoad)) / machine.converter + machine.rackLoad) / machine.rectifier;
  return machine.racks * rack + machine.beside;
}
