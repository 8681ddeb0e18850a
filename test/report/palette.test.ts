import { describe, expect, it } from 'vitest';
import { darkRules, ROLE, SERIES } from '../../compiler/src/report/palette.js';

type Rgb = readonly [number, number, number];

function linear(hex: string): Rgb {
  const channel = (at: number): number => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2.1, relative luminance and contrast. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r, g, blue] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** Machado, Oliveira and Fernandes (2009), full deficiency, on linear RGB. */
const DEFICIENCIES: Readonly<Record<string, readonly Rgb[]>> = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(hex: string, matrix: readonly Rgb[]): Rgb {
  const [r, g, b] = linear(hex);
  const at = (row: number): number => {
    const [x, y, z] = matrix[row] ?? [0, 0, 0];
    return Math.cbrt(Math.max(0, x * r + y * g + z * b));
  };
  return [at(0), at(1), at(2)];
}

const dark = new Map(
  [...darkRules('svg').matchAll(/\[fill="(#\w+)"\]\{fill:(#\w+)\}/g)].map(([, light = '', other = '']) => [
    light,
    other,
  ]),
);

describe('the colours of figures', () => {
  it('have a counterpart on a dark page', () => {
    for (const colour of [...SERIES, ...Object.values(ROLE)]) expect(dark.has(colour), colour).toBe(true);
  });

  it('of text are readable on both pages', () => {
    const darkOf = (colour: string): string => dark.get(colour) ?? '';
    for (const text of [ROLE.ink, ROLE.muted]) {
      expect(contrast(text, ROLE.page)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(darkOf(text), darkOf(ROLE.page))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(Object.entries(DEFICIENCIES))('of neighbouring series are told apart with %s', (_, matrix) => {
    for (const colours of [SERIES, SERIES.map((colour) => dark.get(colour) ?? '')]) {
      for (let i = 1; i < colours.length; i++) {
        const [a, b] = [seen(colours[i - 1] ?? '', matrix), seen(colours[i] ?? '', matrix)];
        const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        expect(distance, `${colours[i - 1] ?? ''} ${colours[i] ?? ''}`).toBeGreaterThan(0.12);
      }
    }
  });
});
