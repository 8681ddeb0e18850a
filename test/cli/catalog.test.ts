import { expect, it } from 'vitest';
import { dcplan, longLines, mistakes } from './harness.js';

interface Catalog {
  readonly entries: {
    readonly [key: string]: {
      readonly kind: string;
      readonly sources?: { readonly [property: string]: { readonly title: string } };
    };
  };
}

it('lists what the library holds by module', async () => {
  const { code, stdout } = await dcplan('catalog');
  expect(code).toBe(0);
  const modules = stdout.split('\n').filter((line) => line.startsWith('std/'));
  expect(modules).toEqual([...modules].sort());
  expect(modules).toEqual(
    expect.arrayContaining([
      'std/accelerators',
      'std/climates',
      'std/cooling',
      'std/models',
      'std/racks',
      'std/tariffs',
      'std/workloads',
    ]),
  );
  expect(stdout).toContain('\n  GB200_NVL72 ');
  expect(longLines(stdout)).toEqual([]);
});

it('finds by a part of a name, by kind and by words', async () => {
  expect((await dcplan('catalog', 'h100_')).stdout).toMatchInlineSnapshot(`
    "std/accelerators
      H100_PCIe             accelerator  NVIDIA H100 80 GB as a PCIe card.
      H100_SXM5             accelerator  NVIDIA H100 80 GB on an SXM5 board (Hopper, 2022).

    std/cloud
      H100_OnDemand         cloud        H100 on demand: the median of 37 providers within the market's range.
      H100_Reserved_1Year   cloud        H100 reserved for a year: from the trough of October 2025 to March 2026.
      H100_Reserved_3Years  cloud        H100 rented for three years.

    std/racks
      HGX_H100_Air          rack         Two DGX H100 in an air-cooled rack, 20 kW.
    "
  `);
  expect(
    (await dcplan('catalog', 'climate')).stdout.split('\n').filter((line) => line.startsWith('  ')).length,
  ).toBeGreaterThanOrEqual(40);
  expect((await dcplan('catalog', 'coincident')).stdout).toContain('ERCOT_Industrial');
});

it('gives one entry in full, each figure with its standing and source', async () => {
  const { stdout } = await dcplan('catalog', 'gb200_nvl72');
  expect(stdout).toMatchSnapshot();
  expect(longLines(stdout)).toEqual([]);
});

it('gives the figures of child blocks by their path', async () => {
  expect((await dcplan('catalog', 'Chat')).stdout).toMatch(/^ {2}slo\.ttft +450 ms +published \[\d+\]$/m);
});

it('says when there is nothing', async () => {
  expect(await dcplan('catalog', 'nonesuch')).toEqual({
    code: 0,
    stdout: '',
    stderr: 'the library holds nothing called `nonesuch`; `dcplan catalog` lists all of it\n',
  });
});

it('gives the entries as JSON', async () => {
  const { stdout } = await dcplan('catalog', '--json');
  const value = JSON.parse(stdout) as Catalog;
  expect(mistakes('catalog', value)).toEqual([]);
  expect(Object.keys(value.entries).length).toBeGreaterThan(200);
  const one = JSON.parse((await dcplan('catalog', 'GB200_NVL72', '--json')).stdout) as Catalog;
  expect(Object.keys(one.entries)).toEqual(['std/racks#GB200_NVL72']);
  expect(one.entries['std/racks#GB200_NVL72']).toEqual(value.entries['std/racks#GB200_NVL72']);
  expect(Object.keys((JSON.parse((await dcplan('catalog', 'nonesuch', '--json')).stdout) as Catalog).entries)).toEqual(
    [],
  );
});

it('every entry is shown without a hole', async () => {
  const { entries } = JSON.parse((await dcplan('catalog', '--json')).stdout) as Catalog;
  const names = Object.keys(entries).map((key) => key.slice(key.indexOf('#') + 1));
  for (const name of names) {
    const { stdout } = await dcplan('catalog', name);
    expect(stdout.startsWith(`${name}  `), name).toBe(true);
    expect(stdout, name).not.toMatch(/undefined|NaN|Infinity|\[object/);
    expect(longLines(stdout), name).toEqual([]);
  }
});
