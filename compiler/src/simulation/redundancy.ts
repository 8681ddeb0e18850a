import type { Redundancy } from '../ir/index.js';

/**
 * Machines installed where `needed` carry the full load, by redundancy class: N none to spare, N+1 one, 2N as many again,
 * 3N/2 and 4N/3 half and a third (distributed redundant: two of three and three of four paths carry all). All of them run
 * and share the load.
 */
export function installedMachines(needed: number, redundancy: Redundancy): number {
  switch (redundancy) {
    case 'N':
      return needed;
    case 'N+1':
      return needed + 1;
    case '2N':
      return 2 * needed;
    case '3N/2':
      return Math.ceil(1.5 * needed);
    case '4N/3':
      return Math.ceil((4 * needed) / 3);
  }
}
