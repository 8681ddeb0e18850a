/** What is wrong costs little: the rest of the plan is read as it stands. */
import { describe, expect, it } from 'vitest';
import { type ParsedFile, parse } from '../../compiler/src/syntax/index.js';
import { fails, mends } from './check.js';
import { printMember } from './print.js';

describe('braces', () => {
  const hall = (number: number): string[] => [
    `  hall H${number}: Base {`,
    '    racks: 400 of GB200_NVL72',
    '    cooling: DirectToChip {',
    '      supply: 32 degC',
    '    }',
    '    capacity: { 2027: 1 MW, 2030: 2 MW }',
    '    slo {',
    '      ttft: 450 ms',
    '    }',
    '    on: [',
    '      A,',
    '      B,',
    '    ]',
    '  }',
  ];
  const plan = Array.from({ length: 64 }, (_, number) => hall(number));
  const write = (halls: string[][]): string => ['campus P {', ...halls.flat(), '}', 'let after = 1', ''].join('\n');
  const hallsOf = ({ tree }: ParsedFile): string[] => {
    const [campus] = tree.members;
    return campus?.type === 'block' ? campus.members.map((member) => printMember(member, '')) : [];
  };
  const whole = new Set(hallsOf(parse(write(plan))));

  /** Breaks one hall after the other: each time there are few errors, and the other halls are read as they stand. */
  function breakEach(most: number, change: (lines: string[]) => string[]): void {
    for (let number = 0; number < 64; number++) {
      const file = parse(write(plan.map((lines, index) => (index === number ? change(lines) : lines))));
      expect(file.errors.length).toBeGreaterThan(0);
      expect(file.errors.length).toBeLessThanOrEqual(most);
      expect(hallsOf(file).filter((text) => whole.has(text)).length).toBeGreaterThanOrEqual(63);
      expect(file.tree.members.map(({ type }) => type)).toEqual(['block', 'let']);
    }
  }

  it('cost nothing where all are there', () => {
    expect(parse(write(plan)).errors).toEqual([]);
    expect(whole.size).toBe(64);
  });

  it.each([
    ['the closing brace', 13],
    ['the brace of a refinement', 4],
    ['the brace of a child block', 8],
    ['a square bracket', 12],
  ])('lose at most one hall of 64 when %s is missing', (_, line) => {
    breakEach(1, (lines) => lines.filter((_line, at) => at !== line));
  });

  it('lose at most one hall of 64 when an opening brace is missing', () => {
    breakEach(1, ([head = '', ...lines]) => [head.replace(' {', ''), ...lines]);
  });

  it('lose at most one hall of 64 when one brace is too many', () => {
    breakEach(1, (lines) => [...lines, '  }']);
    breakEach(1, (lines) => [...lines.slice(0, 9), '    }', ...lines.slice(9)]);
  });

  it('say which block is open, and how to mend it', () => {
    mends(
      'campus P {\n  hall A {\n    x: 1\n  hall B {}\n}\n',
      ['3:8 missing-brace «1»'],
      'campus P {\n  hall A {\n    x: 1\n  }\n  hall B {}\n}\n',
    );
    const [error] = parse('campus P {\n  hall A {\n    x: 1\n  hall B {}\n}\n').errors;
    expect(error?.message).toBe('Expected `}` here: the block `hall A` is not closed.');
    expect(error?.related).toEqual([{ span: { start: 13, end: 19 }, message: 'the block begins here' }]);
  });

  it('are mended at the end of the file and on one line', () => {
    mends('hall A {\n  x: 1', ['2:6 missing-brace «1»'], 'hall A {\n  x: 1\n}');
    mends('hall A { x: 1\nhall B {}', ['1:13 missing-brace «1»'], 'hall A { x: 1 }\nhall B {}');
    mends('hall A: B', ['1:9 missing-opening-brace «B»'], 'hall A: B {}');
    mends('hall A {\n  x: 1\n}\n}\n', ['4:1 extra-bracket «}»'], 'hall A {\n  x: 1\n}\n\n');
    mends('hall A\n  x: 1\n}\n', ['1:6 missing-opening-brace «A»'], 'hall A {\n  x: 1\n}\n');
    mends('hall B: A\n{\n  x: 1\n}', ['2:1 brace-on-next-line «{»'], 'hall B: A {\n  x: 1\n}');
  });

  it('of values are closed before the next member', () => {
    mends('hall A {\n  on: [A, B\n  x: 1\n}', ['2:11 missing-bracket «B»'], 'hall A {\n  on: [A, B]\n  x: 1\n}');
    mends('x: (1 + 2\ny: 1', ['1:9 missing-bracket «2»'], 'x: (1 + 2)\ny: 1');
    mends('x: 1 + 2)\ny: 1', ['1:9 extra-bracket «)»'], 'x: 1 + 2\ny: 1');
    mends('c: { 2027: 1 MW, 2028: 2 MW\nd: 1', ['1:27 missing-bracket «W»'], 'c: { 2027: 1 MW, 2028: 2 MW}\nd: 1');
  });

  it('in comments and texts are none', () => {
    fails('hall A {\n  // }}} {{\n  x: "}{"\n  @source("{", 2026)\n  y: 1\n}', []);
  });
});

describe('members', () => {
  it('take a colon', () => {
    mends('horizon 15 years\nx: 1', ['1:9 missing-colon «15»'], 'horizon: 15 years\nx: 1');
    mends('discount = 8 %', ['1:10 equals-for-colon «=»'], 'discount: 8 %');
    mends('climate Abilene', ['1:9 missing-colon «Abilene»'], 'climate: Abilene');
    fails('racks\nx: 1', ['1:1 missing-colon «racks»'], 'racks: <missing>\nx: 1');
  });
  it('take a value', () => {
    fails('racks:\nx: 1', ['1:6 missing-value «:»'], 'racks: <missing>\nx: 1');
    fails('a: 1 +\nx: 1', ['1:6 missing-value «+»'], 'a: (1 + <missing>)\nx: 1');
    fails('hall A { x: , y: 1 }', ['1:11 missing-value «:»'], 'hall A {\n  x: <missing>\n  y: 1\n}');
    mends(
      'contract C {\n  capacity: 300\n    MW\n}',
      ['3:5 missing-colon «MW»'],
      'contract C {\n  capacity: 300 MW\n}',
    );
    mends('climate:\n  Abilene', ['2:3 value-on-next-line «Abilene»'], 'climate: Abilene');
  });
  it('need a comma on one line', () => {
    mends('s { a: 1 ms b: 2 }', ['1:13 missing-separator «b»'], 's { a: 1 ms, b: 2 }');
    mends('hall A {} x: 1', ['1:11 missing-separator «x»'], 'hall A {}, x: 1');
    mends('hall B: A {} hall C: A {}', ['1:14 missing-separator «hall»'], 'hall B: A {}, hall C: A {}');
    mends(
      'hall B: A {}@allow("x", "y") hall C: A {}',
      ['1:13 missing-separator «@allow»'],
      'hall B: A {}, @allow("x", "y") hall C: A {}',
    );
    mends('opens: 2027-01;\nx: 1', ['1:15 stray-semicolon «;»'], 'opens: 2027-01\nx: 1');
  });
  it('have names without quotes and dashes', () => {
    mends('"racks": 1', ['1:1 quoted-name «"racks"»'], 'racks: 1');
    mends(
      'hall A {\n  idle: off\n  "area": 3 m2\n}',
      ['3:3 quoted-name «"area"»'],
      'hall A {\n  idle: off\n  area: 3 m2\n}',
    );
    mends('hall "north 1" {}', ['1:6 quoted-name «"north 1"»'], 'hall north_1 {}');
    mends('hall north-1 {}', ['1:6 bad-name «north-1»'], 'hall north_1 {}');
    fails('hall 1 {}', ['1:6 bad-name «1»'], 'hall 1 {}');
    fails('let (1)', ['1:5 missing-name «(»']);
    fails('test x {}', ['1:6 missing-name «x»'], 'test "" {}');
  });
  it('need something to annotate', () => {
    fails('hall A {\n  x: 1\n  @source("t", 2026)\n}', ['3:3 annotation-alone «@source("t", 2026)»']);
  });
  it('are lost alone', () => {
    fails(
      'a: 1\n) ] = 5\n+ 3\nb: 2',
      ['2:1 extra-bracket «)»', '2:3 extra-bracket «]»', '2:5 unexpected-token «=»'],
      'a: 1\nb: 2',
    );
    fails('a: 1 2 3\nb: 2', ['1:6 unexpected-token «2»'], 'a: 1\nb: 2');
  });
  it('belong where they are', () => {
    fails('kind k {\n  x\n  y: Power\n  z: =\n}', ['2:3 unexpected-token «x»', '4:6 missing-type «=»']);
    fails('test "t" {\n  x: 1\n  expect no findings\n}', ['2:3 unexpected-token «x»']);
  });
});

describe('values', () => {
  it('have numbers that are written well', () => {
    mends('accelerators: 100,000\nx: 1', ['1:18 number-format «,000»'], 'accelerators: 100_000\nx: 1');
    fails('x: 1__0', ['1:4 number-format «1__0»']);
    mends('x: 24-6', ['1:4 minus-needs-spaces «24-6»'], 'x: 24 - 6');
    fails('x: $42/MWh', ['1:4 currency-before-number «$»']);
  });
  it('have texts that end', () => {
    mends('x: "abc\ny: 1', ['1:4 unterminated-string «"abc»'], 'x: "abc"\ny: 1');
    fails('x: "a\\qb"', ['1:6 bad-escape «\\q»']);
    mends('x: “abc”', ['1:4 quote-style «“abc”»'], 'x: "abc"');
    mends("x: 'abc'", ["1:4 quote-style «'abc'»"], 'x: "abc"');
  });
  it('do not chain comparisons', () => {
    fails('require 1 <= pue <= 2', ['1:18 chained-comparison «<=»']);
  });
  it('have from and until with growing only', () => {
    fails('x: 1 from 2027', ['1:6 misplaced-growing «from»']);
    fails('x: 1 growing 2 until 2027 until 2028', ['1:27 misplaced-growing «until»']);
  });
  it('are resumed after the next comma', () => {
    fails('x: [1, = 2, 3]', ['1:8 missing-value «=»'], 'x: [1, <missing>, 3]');
    fails(
      'c: { 2027: 1 2 3, 2030 4, 2031: 5 }',
      ['1:14 unexpected-token «2»', '1:24 unexpected-token «4»'],
      'c: {2027: 1, 2030: 4, 2031: 5}',
    );
    fails(
      'c: X { a 1, b: , d: 4 }',
      ['1:10 missing-colon «1»', '1:16 missing-value «,»'],
      'c: X {a: 1; b: <missing>; d: 4}',
    );
    fails('x: if a then 1', ['1:14 unexpected-token «1»'], 'x: (if a then 1 else <missing>)');
  });
  it('have indices from 1 on', () => {
    fails('hall A[0..3] {}', ['1:7 array-index «[0..3]»']);
    fails('x: A[b]', ['1:5 array-index «[b»']);
  });
  it('have characters of this language', () => {
    mends('require pue ≤ 1.25', ['1:13 unexpected-character «≤»'], 'require pue <= 1.25');
    mends('# note\nx: 1', ['1:1 hash-comment «#»'], '// note\nx: 1');
  });
});

describe('what ends a member too early', () => {
  const messages = (text: string): string[] => parse(text).errors.map(({ message }) => message);

  it('is named: the brace around it, or the end of its line', () => {
    expect(messages('campus C { pue: }\n')).toEqual(['Expected a value, found `}`.']);
    expect(messages('campus C {\n  pue:\n}\n')).toEqual(['Expected a value, found the end of the line.']);
  });
});
