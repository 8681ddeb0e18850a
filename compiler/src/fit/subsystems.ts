import type { Subsystem } from '../simulation/results.js';

/** The seven subsystems of MODELS A4, in the order in which parts of a mismatch are reported. */
export const SUBSYSTEMS: readonly Subsystem[] = [
  'cooling',
  'network',
  'rack',
  'electrical',
  'contract',
  'sizing',
  'operation',
];

/** What a part of a mismatch is called: what would be mended. */
export const PART_NAMES: Readonly<Record<Subsystem, string>> = {
  cooling: 'cooling',
  network: 'network',
  rack: 'racks and density',
  electrical: 'electrical path',
  contract: 'contract',
  sizing: 'sizing and phasing',
  operation: 'operation',
};

/** What a subsystem's cost lines are called: what is paid for, in the order in which figures stack them. */
export const COST_NAMES: Readonly<Record<Subsystem, string>> = {
  rack: 'racks',
  sizing: 'shell, land, staff, rent',
  electrical: 'electrical path',
  cooling: 'cooling',
  network: 'networks',
  contract: 'contract terms',
  operation: 'energy of IT',
};
