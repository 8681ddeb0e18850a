import { describe, expect, it } from 'vitest';
import { indexPlan, type AnyEntity } from '../../compiler/src/ir/index.js';
import { check, inCampus, planOf } from './fixture.js';

function entity(text: string, path: string): AnyEntity {
  return indexPlan(planOf(text)).get(path)!;
}

describe('@source', () => {
  it('on a block and on a property is where they come from', () => {
    const contract = entity(
      inCampus(
        '@source("Agreement", 2026, "clause 1", standing: vendor)\ncontract C {\n @source("Annex")\n capacity: 1 MW\n }',
      ),
      'Prairie.C',
    );
    expect(contract.sources).toMatchObject({
      '': { title: 'Agreement', year: 2026, where: 'clause 1', standing: 'vendor' },
      capacity: { title: 'Annex', standing: 'published' },
    });
  });

  it('of an entry is that of every figure that a refinement keeps', () => {
    const hall = entity(
      inCampus('hall B: A { network: Fabric { oversubscription: 2:1 } }'),
      'Prairie.B',
    ) as unknown as { network: AnyEntity };
    const guide = { title: 'Cabling guide', year: 2024, where: 'table 1', standing: 'published' };
    expect(hall.network.sources).toMatchObject({ opticalShare: guide, switch: guide });
    expect(hall.network.sources).not.toHaveProperty('oversubscription');
    expect(hall.network.defaulted).toContain('planes');
  });

  it('of a kind’s default is named where the default holds', () => {
    const hall = entity(inCampus(''), 'Prairie.A') as unknown as { electrical: AnyEntity };
    expect(hall.electrical.sources?.['ups']).toMatchObject({ standing: 'assumed', year: 2024 });
  });
});

describe('@allow', () => {
  it('keeps its reason and date', () => {
    const hall = entity(inCampus('@allow("thermal-part-load", "pilot", until: 2028-06)\nhall B: A { }'), 'Prairie.B');
    expect(hall.allows).toEqual([{ code: 'thermal-part-load', reason: 'pilot', until: '2028-06-01' }]);
  });
});

it('@allow of a finding that does not exist is told, with the nearest', () => {
  check(
    inCampus(`@allow("thermal-part-lod", "pilot")
  //   ^^^^^^^^^^^^^^^^^^ bad-annotation: There is no finding \`thermal-part-lod\`; did you mean \`thermal-part-load\`?
  hall B: A { }
  @allow("DCP4103", "pilot")
  hall C: A { }`),
  );
});

it('annotations say what is wrong with them', () => {
  check(`
import std/parts { Here }
campus P {
  climate: Here, opens: 2027
  @sorce("a")
  // <- unknown-annotation
  contract A { capacity: 1 MW }
  contract B {
    @source(2026)
    //      ^^^^ bad-annotation: begins with the title
    capacity: 1 MW
    @source("a", 2026, "b", standing: gossip)
    //                                ^^^^^^ bad-annotation: one of
    firm: 90 %
    @allow("x", "y")
    // <- misplaced-annotation
    notice: 1 h
  }
  @allow("")
  //     ^^ bad-annotation: begins with the finding
  contract C { capacity: 1 MW }
  @allow("thermal-part-load", "y", until: 2027-13)
  //                                      ^^^^^^^ no-such-date
  contract D { capacity: 1 MW }
}
@probability(130 %)
//           ^^^^^ bad-annotation: share from 0 to 100 %
scenario S { }
`);
});
