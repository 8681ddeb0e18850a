import { describe, expect, it } from 'vitest';
import { loadKinds, readKinds, serialiseKinds } from '../../compiler/src/semantics/kinds/index.js';
import { dimensionsOfTypeText } from '../../compiler/src/semantics/units/index.js';
import { parse } from '../../compiler/src/syntax/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';

function read(text: string): ReturnType<typeof readKinds> {
  return readKinds([parse(text).tree]);
}

describe('reading kinds', () => {
  const model = read(`
/// A plant.
kind plant {
  /// How it runs.
  mode: fast | slow = slow
  heat?: varying uncertain Power/rack = 3 kW/rack in 1 kW/rack .. 5 kW/rack as kW/rack
  parts: [count of part]
  curve: curve(1)
  bins?: { Temperature: Time }
  spare: part*
}
kind part { until?: Date }
kind bigPlant: plant { [part]: Share }
metric use on plant: Share as %
`);

  it('keeps what a property may be', () => {
    const plant = model.kinds.get('plant')!;
    expect(plant.doc).toBe('A plant.');
    expect(plant.properties.get('heat')).toMatchObject({
      type: { type: 'quantity', dimension: 'Power/rack' },
      optional: true,
      varying: true,
      uncertain: true,
      unit: 'kW/rack',
    });
    expect(plant.properties.get('mode')).toMatchObject({
      type: { type: 'enum', members: ['fast', 'slow'] },
      doc: 'How it runs.',
    });
    expect(plant.properties.get('parts')?.type).toEqual({ type: 'countOf', kind: 'part' });
    expect(plant.properties.get('bins')?.type).toEqual({
      type: 'map',
      key: { type: 'quantity', dimension: 'Temperature' },
      value: { type: 'quantity', dimension: 'Time' },
    });
    expect(plant.properties.get('spare')?.type).toEqual({ type: 'child', kind: 'part', many: true });
  });

  it('lets kinds extend kinds, with their properties and metrics', () => {
    const big = model.kinds.get('bigPlant')!;
    expect([...big.properties.keys()]).toEqual(['mode', 'heat', 'parts', 'curve', 'bins', 'spare']);
    expect(big.open).toMatchObject({ key: 'part' });
    expect([...big.metrics.keys()]).toEqual(['use']);
    expect(model.isA('bigPlant', 'plant')).toBe(true);
    expect(model.kinds.get('plant')?.extensions).toEqual(['plant', 'bigPlant']);
  });

  it.each([
    ['kind a: b { }', 'a extends b'],
    ['kind a { x: Powr }', 'the type of x'],
    ['metric m on a: Power', 'is on a'],
    ['kind a { }\nmetric m on a: a', 'its type is no quantity'],
  ])('throws on %s', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('the language’s own kinds', () => {
  const files = Object.entries(stdlibFiles).filter(([name]) => /^std\/(?:kinds|metrics)\//.test(name));

  it('read without an error, and give the table that is loaded', () => {
    const parsed = files.map(([, text]) => parse(text));
    expect(parsed.flatMap((file) => file.errors)).toEqual([]);
    expect(serialiseKinds(readKinds(parsed.map((file) => file.tree)))).toBe(serialiseKinds(loadKinds()));
  });

  it('name dimensions that exist', () => {
    for (const metric of loadKinds().table.metrics)
      expect(dimensionsOfTypeText(metric.dimension), metric.name).toBeDefined();
  });
});
