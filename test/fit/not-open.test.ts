import { describe, expect, it } from 'vitest';
import { chat, hall } from './cases.js';
import { campus, find } from './fixture.js';

/** A hall of the second year, for work that is there from the first. */
function later(demand: string): string {
  return campus({
    hall: hall('20 of HGX_H200_Air', 'AirEconomizer', 'opens: 2028-01'),
    workload: chat(`demand: ${demand}`),
  });
}

describe('work whose halls are not open yet', () => {
  it('waits for them, and no more racks are proposed', () => {
    const { message, fixes, notes = [] } = find(later('60 req/s')).one('DCP4402');
    expect(message).toBe("from 2027 up to 100 % of W's demand goes unserved: none of its halls is open before 2028-01");
    expect(fixes ?? []).toEqual([]);
    expect(notes.join(' ')).not.toContain('SLO');
  });

  it('is told apart from what they cannot carry once they are', () => {
    const { message, notes = [] } = find(later('600 req/s')).one('DCP4402');
    expect(message).toContain('from 2028 up to');
    expect(message).toContain('its halls hold too few replicas for the peak');
    expect(notes[0]).toBe('None of its halls is open before 2028-01.');
  });
});
