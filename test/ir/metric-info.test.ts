import { describe, expect, it } from 'vitest';
import { metricInfo } from '../../compiler/src/ir/metric-info.js';

describe('what a metric is', () => {
  it('is declared on its kind, or on what the kind extends', () => {
    expect(metricInfo('hall', 'pue')).toEqual({ dimension: 'Number', unit: '', doc: 'Design PUE of the hall.' });
    expect(metricInfo('colocation', 'peak')).toBe(metricInfo('contract', 'peak'));
    expect(metricInfo('railOptimized', 'bisection')?.unit).toBe('Gb/s');
  });

  it('is undefined for what has none', () => {
    expect(metricInfo('climate', 'pue')).toBeUndefined();
    expect(metricInfo('hall', 'toString')).toBeUndefined();
    expect(metricInfo('constructor', 'pue')).toBeUndefined();
  });
});
