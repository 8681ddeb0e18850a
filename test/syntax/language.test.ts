/** Every row of the language's table: what it says, and how it is understood. */
import { describe, it } from 'vitest';
import { reads } from './check.js';

/** A value on its own, as that of a property `x`. */
function value(source: string, understood: string): void {
  reads(`x: ${source}`, `x: ${understood}`);
}

describe('blocks and members', () => {
  it('have a kind, a name, a base and a body', () => {
    reads('hall A {}', 'hall A {}');
    reads('hall Edge: A {\n  network: LeafSpine\n}', 'hall Edge : A {\n  network: LeafSpine\n}');
    reads('contract G: tariffs.ERCOT {}', 'contract G : tariffs.ERCOT {}');
  });
  it('have no name where their kind allows one', () => {
    reads(
      'workload W: Chat {\n  slo { ttft: 450 ms, tpot: 40 ms }\n}',
      'workload W : Chat {\n  slo {\n    ttft: 450<ms>\n    tpot: 40<ms>\n  }\n}',
    );
  });
  it('stand one to a line, or between commas', () => {
    reads('a: 1, b: 2\nc: 3,\nd: 4', 'a: 1\nb: 2\nc: 3\nd: 4');
    reads('hall A { x: 1 }, hall B { x: 2 }', 'hall A {\n  x: 1\n}\nhall B {\n  x: 2\n}');
  });
  it('may be indented in any way while braces balance', () => {
    reads('campus P {\nhall A {\nx: 1\n}\n      y: 2\n}', 'campus P {\n  hall A {\n    x: 1\n  }\n  y: 2\n}');
  });
  it('come in arrays', () => {
    reads('hall A[1..4] {}\nhall A[2] {}\nhall B: A[2..3] {}', 'hall A[1..4] {}\nhall A[2] {}\nhall B : A[2..3] {}');
  });
  it('go on over lines that begin or end with an operator, and inside brackets', () => {
    reads(
      'require a <= 1\n  and b <= 2\n  in 2027..2032\n  "why"',
      'require ((a <= 1) and (b <= 2)) in (2027 .. 2032) "why"',
    );
    reads('x: 1 +\n  2\ny: [\n  A,\n  B,\n]\nz: (1\n  + 2)', 'x: (1 + 2)\ny: [A, B]\nz: (1 + 2)');
    reads('c: {\n  2027: 1 MW\n  2030: 2 MW,\n  2031: 3 MW\n}', 'c: {2027: 1<MW>, 2030: 2<MW>, 2031: 3<MW>}');
  });
});

describe('quantities', () => {
  it('take the word after the number as unit', () => {
    value('132 kW/rack', '132<kW/rack>');
    value('9.5 USD/kW/month', '9.5<USD/kW/month>');
    value('32 °C', '32<°C>');
    value('70 %', '70<%>');
    value('35%/year', '35<%/year>');
    value('12_000 req/s', '12_000<req/s>');
    value('3 m3', '3<m3>');
    value('2.5 USD/Mtok', '2.5<USD/Mtok>');
    value('42 $/MWh', '42<$/MWh>');
    value('5 furlongs', '5<furlongs>');
    value('2.5e15 FLOP/s', '2.5e15<FLOP/s>');
  });
  it('take no connecting word, and nothing from the next line', () => {
    value('400 of X', '(400 of X)');
    value('1 growing 2 from 2027 until 2035', '(1 growing 2 from 2027 until 2035)');
    reads('x: 400\ny: 1', 'x: 400\ny: 1');
    reads('s { a: 1 }', 's {\n  a: 1\n}');
  });
  it('divide with spaces', () => {
    value('100 MW / 4', '(100<MW> / 4)');
    value('100 MW / halls', '(100<MW> / halls)');
    value('12 / 4', '(12 / 4)');
  });
  it('have redundancies and ratios as single tokens', () => {
    value('N', '#N');
    value('N+1', '#N+1');
    value('2N', '#2N');
    value('3N/2', '#3N/2');
    value('4N/3', '#4N/3');
    value('3:1', '3:1');
    value('100:1', '100:1');
    reads('hall N {\n  N: N.x\n}', 'hall N {\n  N: N.x\n}');
  });
  it('do not swallow the keys of maps', () => {
    value('{ 2027: 5, 100: 6 }', '{2027: 5, 100: 6}');
    value('{ 2027:30, 2028: 31 }', '{2027: 30, 2028: 31}');
    value('{ 25 degC: 300 h, -5 degC: 10 h, 50 %: 1 }', '{25<degC>: 300<h>, (- 5<degC>): 10<h>, 50<%>: 1}');
  });
});

describe('dates', () => {
  it('are years, months and days', () => {
    value('2027-03', '2027-3');
    value('2027-03-15', '2027-3-15');
    value('2027-13', '2027-13');
    value('2027..2032', '(2027 .. 2032)');
    value('2027 - 3', '(2027 - 3)');
  });
});

describe('values over time and uncertainty', () => {
  it('are maps, steps and growth', () => {
    value('{ 2027: 10 MW, 2030-07: 20 MW }', '{2027: 10<MW>, 2030-7: 20<MW>}');
    value('step { 2027: 10 MW }', 'step {2027: 10<MW>}');
    value('12 req/s growing g from 2027 until 2035', '(12<req/s> growing g from 2027 until 2035)');
    value('12 req/s growing 35 %/year', '(12<req/s> growing 35<%/year>)');
  });
  it('are deviations, ranges and distributions', () => {
    value('1_155 ± 20 %', '(1_155 ± 20<%>)');
    value('5 kW +/- 2 kW', '(5<kW> ± 2<kW>)');
    value('1 kW .. 5 kW', '(1<kW> .. 5<kW>)');
    value('triangular(1, 2, 3)', 'triangular(1, 2, 3)');
  });
});

describe('expressions', () => {
  it('bind in the order of the page, loosest first', () => {
    value('A | B | C', '(A | B | C)');
    value('a growing b or c', '(a growing (b or c))');
    value('a or b and not c < d', '(a or (b and (not (c < d))))');
    value('a <= 2 of b', '(a <= (2 of b))');
    value('a of b ± c', '(a of (b ± c))');
    value('a ± b .. c', '(a ± (b .. c))');
    value('a .. b + c', '(a .. (b + c))');
    value('a + b * c - d', '((a + (b * c)) - d)');
    value('-a * b / c', '(((- a) * b) / c)');
    value('a - b - c', '((a - b) - c)');
    value('(a + b) * c', '((a + b) * c)');
    value('a == b and c != d', '((a == b) and (c != d))');
  });
  it('choose', () => {
    value('if a < 1 then 2 else if b then 3 else 4 + 5', '(if (a < 1) then 2 else (if b then 3 else (4 + 5)))');
    value('if a then { 2027: 1 } else { 2027: 2 }', '(if a then {2027: 1} else {2027: 2})');
  });
  it('have lists, comprehensions and calls', () => {
    value('[400 of X, 20 of Y]', '[(400 of X), (20 of Y)]');
    value('[h.power for h in halls]', '[h.power for h in halls]');
    value('sum(h.power for h in halls) + min(a, b)', '(sum([h.power for h in halls]) + min(a, b))');
    value('[]', '[]');
  });
  it('have paths and maps with path keys', () => {
    value('A[2].power', 'A[2].power');
    value('{ A: 60 %, Edge.x: 40 % }', '{A: 60<%>, Edge.x: 40<%>}');
  });
  it('refine entries', () => {
    value('DirectToChip { supply: 32 degC, redundancy: N+1 }', 'DirectToChip {supply: 32<degC>; redundancy: #N+1}');
    value('electrical {}', 'electrical {}');
    value('A {\n  a: 1\n  slo { b: 2 }\n} | B', '(A {a: 1; slo {\n  b: 2\n}} | B)');
  });
});

describe('declarations', () => {
  it('import', () => {
    reads('import std/cooling { A, B as C }', 'import <std/cooling> {A, B as C}');
    reads('import std/racks', 'import <std/racks>');
    reads('import std/racks as racks', 'import <std/racks> as racks');
    reads('import "./halls.dcplan"', 'import <./halls.dcplan>');
    reads('import "@acme/catalogue/racks.dcplan" {\n  A\n  B\n}', 'import <@acme/catalogue/racks.dcplan> {A, B}');
  });
  it('name values', () => {
    reads('let growth = 35 %/year', 'let growth = 35<%/year>');
    reads('campus P {\n  let d: Date = 2027\n}', 'campus P {\n  let d: Date = 2027\n}');
  });
  it('override in scenarios', () => {
    reads(
      '@probability(30 %)\nscenario B: A { P.W.demand: 3 * P.W.demand, P.A[2].racks: 1 }',
      '@probability(30<%>) scenario B : A {\n  P.W.demand: (3 * P.W.demand)\n  P.A[2].racks: 1\n}',
    );
  });
  it('require and prefer', () => {
    reads(
      'require G.peak <= 0.95 * G.capacity in 2027..2032 "clause 7"',
      'require (G.peak <= (0.95 * G.capacity)) in (2027 .. 2032) "clause 7"',
    );
    reads('prefer fit >= 90 % "threshold"', 'prefer (fit >= 90<%>) "threshold"');
    reads('require pue <= 1.25', 'require (pue <= 1.25)');
  });
  it('test', () => {
    reads(
      'test "t" {\n  with A, B\n  with { P.x: 1, P.y: 2 }\n  with P.x: 1\n  with A { P.x: 1 }\n  expect error on P.G\n  expect warning "slug" on P\n  expect info\n  expect no findings\n  expect no findings on P\n  expect pue < 1.2\n}',
      'test "t" {\n  with A, B\n  with {P.x: 1; P.y: 2}\n  with {P.x: 1}\n  with A {P.x: 1}\n  expect error on P.G\n  expect warning "slug" on P\n  expect info\n  expect no findings\n  expect no findings on P\n  expect (pue < 1.2)\n}',
    );
    reads('test "t" { with A, expect no findings }', 'test "t" {\n  with A\n  expect no findings\n}');
  });
  it('annotate', () => {
    reads(
      '@source("t", 2026, "w", standing: vendor) @allow("s", "r", until: 2028-06)\nhall A {}',
      '@source("t", 2026, "w", standing: vendor) @allow("s", "r", until: 2028-6) hall A {}',
    );
    reads(
      'hall A {\n  @source("t", 2026)\n  x: 1\n  @source("u") y: 2\n}',
      'hall A {\n  @source("t", 2026) x: 1\n  @source("u") y: 2\n}',
    );
  });
  it('document', () => {
    reads(
      '/// One.\n/// Two.\nhall A {\n  /// Three.\n  x: 1 // no\n  y: 2 /// no\n  // no\n  z: 3\n}',
      '///"One.\\nTwo." hall A {\n  ///"Three." x: 1\n  y: 2\n  z: 3\n}',
    );
    reads('/// of the file\n\nx: 1', 'x: 1');
  });
  it('leave reserved words free where they are names', () => {
    reads(
      'hall A {\n  on: [B]\n  from: 2027\n  test: 1\n  kind: 2\n  let: 3\n  if { x: 1 }\n  test { x: 1 }\n}',
      'hall A {\n  on: [B]\n  from: 2027\n  test: 1\n  kind: 2\n  let: 3\n  if {\n    x: 1\n  }\n  test {\n    x: 1\n  }\n}',
    );
    reads('x: A.on.test', 'x: A.on.test');
  });
});

describe('kinds and metrics', () => {
  it('declare properties', () => {
    reads(
      [
        '/// Racks.',
        'kind hall {',
        '  racks: [count of rack]',
        '  /// Heat.',
        '  density?: varying uncertain Power/rack = max(racks.type.peak) in 1 kW/rack .. 1_000 kW/rack as kW/rack',
        '  cooling: cooling',
        '  power: [contract]',
        '  prices?: [[Money/Energy]]',
        '  idle: spread | consolidate | sleep | off = spread',
        '  retrofit: retrofit*',
        '  slo: slo?',
        '  [region]: Share',
        '  until?: Date',
        '  below?: { Temperature: Time }',
        '  share: Share as %',
        '  trigger: condition',
        '  electrical: electrical = electrical {}',
        '}',
      ].join('\n'),
      [
        '///"Racks." kind hall {',
        '  racks: [count of rack]',
        '  ///"Heat." density?: varying uncertain Power/rack = max(racks.type.peak) in (1<kW/rack> .. 1_000<kW/rack>) as kW/rack',
        '  cooling: cooling',
        '  power: [contract]',
        '  prices?: [[Money/Energy]]',
        '  idle: spread|consolidate|sleep|off = spread',
        '  retrofit: child retrofit*',
        '  slo: child slo?',
        '  [region]: Share',
        '  until?: Date',
        '  below?: {Temperature: Time}',
        '  share: Share as %',
        '  trigger: condition',
        '  electrical: electrical = electrical {}',
        '}',
      ].join('\n'),
    );
  });
  it('fit on a line and extend', () => {
    reads(
      'kind c: d { supply: Temperature, redundancy: Redundancy = N+1, partLoad: curve(1) }',
      'kind c : d {\n  supply: Temperature\n  redundancy: Redundancy = #N+1\n  partLoad: curve(1)\n}',
    );
  });
  it('declare metrics', () => {
    reads('metric peak on contract: Power', 'metric peak on contract: Power');
    reads(
      'metric cost on campus: Money/Power/Time as USD/kW/year',
      'metric cost on campus: Money/Power/Time as USD/kW/year',
    );
  });
});
