import { describe, expect, it } from 'vitest';
import { check, inCampus, planOf } from './fixture.js';

describe('a test', () => {
  it('may name scenarios, overrides, blocks and metrics of the plan', () => {
    const text = `${inCampus('')}
test "all" {
  with Later, Hot { Prairie.Grid.capacity: 280 MW }
  with Prairie.A.idle: off
  expect Prairie.Grid.peak <= 0.95 * Prairie.Grid.capacity
  expect pue <= 1.3 on Prairie
  expect error on Prairie.Grid
  expect warning "thermal-part-load" on Prairie.A.cooling
  expect no findings
}
scenario Later { Prairie.opens: 2028 }
scenario Hot { Prairie.A.cooling.supply: 36 degC }`;
    expect(planOf(text).scenarios.map(({ name }) => name)).toEqual(['Hot', 'Later']);
  });

  it('says what it names that does not exist', () => {
    check(`${inCampus('')}
scenario Hot { Prairie.A.idle: off }
test "x" {
  with Nope, Hot
  //   ^^^^ unknown-scenario: There is no scenario \`Nope\`.
  with Hott
  //   ^^^^ unknown-scenario: did you mean \`Hot\`?
  with Hot { Prairie.A.idel: off }
  //                   ^^^^ unknown-name: did you mean \`idle\`?
  with Prairie.A: 3
  //   ^^^^^^^^^ bad-override: \`Prairie.A\` is a block
  expect Prairie.Grid.peek <= 40 MW
  //                  ^^^^ unknown-name: did you mean \`peak\`?
  expect Prairie.Grid.peak <= 40 USD
  //                          ^^^^^^ wrong-dimension
  expect Prairie.pue
  //     ^^^^^^^^^^^ not-a-condition
  expect error on Prairie.Gird
  //                      ^^^^ unknown-name: did you mean \`Grid\`?
  expect error on Prairie.pue
  //              ^^^^^^^^^^^ wrong-type: this is the metric \`pue\`
  expect error on Prairie.Grid.capacity
  //              ^^^^^^^^^^^^^^^^^^^^^ wrong-type: this is a number
}`);
  });
});
