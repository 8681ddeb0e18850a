import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refine } from '../../compiler/src/ir/refine.js';
import { checkModule } from '../../compiler/src/semantics/check.js';
import { compile, library } from '../../compiler/src/semantics/index.js';
import { libraryOf } from '../../compiler/src/semantics/library.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { inCampus, memoryHost, planOf } from './fixture.js';
import type { AnyNetwork } from '../../compiler/src/ir/index.js';

describe('the library', () => {
  it('has nothing wrong with it', () => {
    const found = libraryOf(stdlibFiles);
    for (const name of found.moduleNames) {
      const module = found.whole(name);
      if (module !== undefined) checkModule(found.world, module);
    }
    for (const entity of found.entries().values()) found.lowered(entity);
    expect(found.diagnostics.map(({ location, message }) => `${location.file}: ${message}`)).toEqual([]);
  });

  it('is an entity for each entry', () => {
    const entries = library(memoryHost({}));
    expect(entries.get('std/parts#Rack')).toMatchObject({
      kind: 'rack',
      name: 'Rack',
      accelerators: 32,
      peak: 40_000,
      server: { ref: 'std/parts#Box' },
    });
    expect(entries.get('std/workloads#Pretraining')).not.toHaveProperty('accelerators');
  });

  it('lets the reference’s sample compile', () => {
    const sample = readFileSync(new URL('../fixtures/language-sample.dcplan', import.meta.url), 'utf8');
    const { diagnostics, plan } = compile('sample.dcplan', memoryHost({ 'sample.dcplan': sample }, stdlibFiles));
    expect(diagnostics).toEqual([]);
    expect(plan).toBeDefined();
  });
});

describe('refining an entry in the IR', () => {
  it('gives what its refinement in a plan gives', () => {
    const plan = planOf(inCampus('hall B: A { network: Fabric { oversubscription: 4:1 } }'));
    const written = plan.campus[0]!.hall[1]!.network;
    const entry = library(memoryHost({})).get('std/parts#Fabric') as AnyNetwork;
    expect(refine(entry, { oversubscription: 4 }, 'std/parts#Fabric')).toEqual(written);
  });

  it('of a block of the plan has that block as its base', () => {
    const plan = planOf(
      inCampus('network Net: Fabric { planes: 2 }\nhall B: A { network: Net { oversubscription: 4:1 } }'),
    );
    const [block] = plan.campus[0]!.network;
    expect(refine(block!, { oversubscription: 4 })).toEqual(plan.campus[0]!.hall[1]!.network);
  });
});
