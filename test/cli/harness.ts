import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterAll, vi } from 'vitest';
import { run } from '../../compiler/src/cli/run.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, from the repository's root: `dcplan('check', file)`. */
export async function dcplan(...args: readonly string[]): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    }),
  );
  try {
    return { code: await run(args), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** A folder that goes when the test file ends. Its files are given by name. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'dcplan-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
const validators = new Map<string, ValidateFunction>();

/** The mistakes that a published schema finds in a value. */
export function mistakes(schema: 'check' | 'simulate' | 'catalog' | 'ir', value: unknown): readonly string[] {
  let validate = validators.get(schema);
  if (validate === undefined) {
    const published: unknown = JSON.parse(readFileSync(join(root, `docs/schema/${schema}.schema.json`), 'utf8'));
    validate = ajv.compile(published as AnySchema);
    validators.set(schema, validate);
  }
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** Lines longer than the command line promises. */
export function longLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.length > 110);
}

/** A plan that is soon simulated: one hall, one workload, two years. */
export const SMALL = `import std/racks { HGX_H200_Air }
import std/cooling { AirEconomizer }
import std/networks { LeafSpine }
import std/tariffs { ERCOT_Industrial }
import std/climates { Dallas }
import std/workloads { Chat }
import std/models { Llama_70B }

/// A plan for tests.
campus First {
  climate: Dallas
  opens: 2027-01
  horizon: 2 years
  contract Grid: ERCOT_Industrial {
    capacity: 8 MW
  }
  hall A {
    racks: 240 of HGX_H200_Air
    cooling: AirEconomizer
    network: LeafSpine { oversubscription: 3:1 }
    power: Grid
  }
  workload Assistant: Chat {
    on: [A]
    model: Llama_70B
    demand: 1_100 req/s
  }
  require Grid.peak <= Grid.capacity "never above the contract"
}

scenario Half {
  First.Assistant.demand: 550 req/s
}
`;
