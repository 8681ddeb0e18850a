import type { Subsystem } from '../simulation/results.js';

/** What the parts of a cost are called, in the order in which figures stack them. */
export const SUBSYSTEMS: Readonly<Record<Subsystem, string>> = {
  rack: 'racks',
  sizing: 'shell, land, staff, rent',
  electrical: 'electrical path',
  cooling: 'cooling',
  network: 'networks',
  contract: 'contract terms',
  operation: 'energy of IT',
};
