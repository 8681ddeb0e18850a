/**
 * The small plans around the snippets of a page: `in hall` puts a snippet into a hall. What the snippet states itself, the
 * plan around it leaves out; entries of the library are imported where they are named.
 */
import { library } from '../../compiler/src/semantics/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';

/** A snippet within a whole plan. */
export interface Embedded {
  readonly text: string;
  /** Lines of the plan before the snippet, lines of the snippet, and by how much these are indented. */
  readonly linesBefore: number;
  readonly lines: number;
  readonly indent: number;
}

const grid = '  contract Grid: ERCOT_Industrial { capacity: 300 MW }';
const backend = '  network Backend: RailOptimized { oversubscription: 1:1 }';
const hallA = '  hall A { racks: 400 of GB200_NVL72, cooling: DirectToChip, network: Backend, power: Grid }';
const assistant = '  workload Assistant: Chat { on: A, model: Llama_70B, demand: 12_000 req/s }';
const campus = [
  'campus Prairie {',
  '  climate: Abilene',
  '  opens: 2027-01',
  '  horizon: 15 years',
  '  users { us_south: 60 %, us_east: 40 % }',
];
const hallBody = [
  '    racks: 400 of GB200_NVL72',
  '    cooling: DirectToChip',
  '    network: Backend',
  '    power: Grid',
];

/** By what they are called in `in …`; the snippet takes the place of the `…`. */
const contexts: Readonly<Record<string, readonly string[]>> = {
  plan: [...campus, grid, backend, hallA, assistant, '}', '…'],
  file: ['…', ...campus, grid, backend, hallA, assistant, '}'],
  campus: [...campus, grid, backend, hallA, assistant, '  …', '}'],
  hall: [...campus, grid, backend, '  hall A {', ...hallBody, '    …', '  }', '}'],
  contract: [
    ...campus,
    '  contract Grid: ERCOT_Industrial {',
    '    capacity: 300 MW',
    '    …',
    '  }',
    backend,
    hallA,
    '}',
  ],
  workload: [
    ...campus,
    grid,
    backend,
    hallA,
    '  workload Assistant: Chat {',
    '    on: A',
    '    model: Llama_70B',
    '    demand: 12_000 req/s',
    '    …',
    '  }',
    '}',
  ],
  training: [
    ...campus,
    grid,
    backend,
    hallA,
    '  workload Frontier: Pretraining {',
    '    on: A',
    '    accelerators: 20_000',
    '    …',
    '  }',
    '}',
  ],
};

/** Puts a snippet into its context; without one it is a whole file. Throws for a context that there is not. */
export function embed(snippet: string, context: string | undefined): Embedded {
  const lines = snippet.replace(/\n$/, '').split('\n');
  if (context === undefined) return { text: snippet, linesBefore: 0, lines: lines.length, indent: 0 };
  const frame = contexts[context];
  if (frame === undefined)
    throw new Error(`there is no context \`${context}\`: it is one of ${Object.keys(contexts).join(', ')}`);
  const stated = new Set(lines.flatMap((line) => headOf(line, 0) ?? []));
  const hole = frame.findIndex((line) => line.trim() === '…');
  const indent = frame[hole]!.indexOf('…');
  const kept = (line: string): boolean => !stated.has(headOf(line, indent) ?? '…');
  const before = frame.slice(0, hole).filter(kept);
  const after = frame.slice(hole + 1).filter(kept);
  const body = lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
  const imports = importsFor([...before, ...lines, ...after].join('\n'));
  return {
    text: [...imports, ...before, ...body, ...after, ''].join('\n'),
    linesBefore: imports.length + before.length,
    lines: lines.length,
    indent,
  };
}

/** `hall A` of a line that begins a block or a property at this indent. */
function headOf(line: string, indent: number): string | undefined {
  const match = /^( *)([A-Za-z_]\w*(?: +[A-Za-z_]\w*)?) *(?:\[[^\]]*\] *)?[:{]/.exec(line);
  return match?.[1]?.length === indent ? match[2]! : undefined;
}

let modules: ReadonlyMap<string, string> | undefined;

/** One `import` for every entry of the library that a text names and neither imports nor declares. */
function importsFor(text: string): readonly string[] {
  modules ??= new Map(
    [...library({ stdlib: stdlibFiles, read: () => undefined, resolve: (_, spec) => spec }).keys()].map((key) => [
      key.slice(key.indexOf('#') + 1),
      key.slice(0, key.indexOf('#')),
    ]),
  );
  const code = text.replace(/"[^"\n]*"|\/\/.*/g, '');
  const own = new Set([...code.matchAll(/^ *\w+ +(\w+) *[:{[]/gm)].map((match) => match[1]!));
  const imported = [...code.matchAll(/^import [^{]*(?:\{([^}]*)\})?/gm)].map((match) => match[1] ?? '').join(' ');
  const words = [...new Set(code.match(/\b[A-Z]\w*\b/g) ?? [])].filter(
    (word) => !own.has(word) && !new RegExp(`\\b${word}\\b`).test(imported),
  );
  return words.flatMap((word) => (modules?.has(word) === true ? [`import ${modules.get(word)!} { ${word} }`] : []));
}
