import { describe, expect, it } from 'vitest';
import { memoryHost } from './fixture.js';
import { compile } from '../../compiler/src/semantics/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';

/** Findings on a contract of the real kinds, as slugs with what they are about. */
function found(members: string): string[] {
  const text = `contract Grid {\n  capacity: 5 MW\n  ${members}\n}\n`;
  return compile('p.dcplan', memoryHost({ 'p.dcplan': text }, stdlibFiles)).diagnostics.map(
    ({ slug, message }) => `${slug}: ${message}`,
  );
}

describe('quantities without bounds of their own', () => {
  it.each([
    'fixedCharge: -1 USD/month',
    'rampRate: -40 MW/min',
    'demandCharge: { 2027: 9 USD/kW/month, 2030: -1 USD/kW/month }',
  ])('are never negative: %s', (member) => {
    const [name = ''] = member.split(':');
    expect(found(member)).toEqual([`out-of-bounds: \`${name}\` cannot be negative.`]);
  });

  it('but prices of energy may be', () => {
    expect(found('energy: -3 USD/MWh')).toEqual([]);
  });

  it('and nothing is asked of zero', () => {
    expect(found('fixedCharge: 0 USD/month')).toEqual([]);
  });
});
