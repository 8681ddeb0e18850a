import type { Highs, InitOptions, Model } from 'highs';

/**
 * Linear programmes, minimised by HiGHS (serial primal simplex, fixed seed, no presolve, every solve from scratch, so that the
 * same programme gives the same bits). Columns are never negative.
 */
export interface Programme {
  /** Columns of the matrix in compressed form: `starts` has one entry more than there are columns. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** `rowLower <= A·x <= rowUpper`; infinite where open. */
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

export interface Solved {
  /** Columns at the optimum. */
  readonly columns: Float64Array;
  /** Value of each objective at the optimum, in their order. */
  readonly objectives: readonly number[];
  /**
   * For each cost asked for: what it changes by where the bound of a row rises by one and the optimum moves along, by row
   * (the row's dual under that cost, at the optimal basis).
   */
  readonly duals: readonly Float64Array[];
}

/** Where the solver's WebAssembly is, for hosts that do not find it beside the script: its address, or its bytes. */
export interface SolverSource {
  readonly wasm?: string | ArrayBuffer | ArrayBufferView;
}

let loading: Promise<void> | undefined;
let highs: Highs | undefined;

/**
 * Loads the solver, once. Whatever simulates awaits this first; afterwards solving is synchronous. `source` counts at the
 * first call only. A load that fails may be tried again.
 */
export function ready(source: SolverSource = {}): Promise<void> {
  loading ??= load(source).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

type Loader = (options?: InitOptions) => Promise<Highs>;

async function load({ wasm }: SolverSource): Promise<void> {
  // Loaded late: a check without simulation does not pay for it.
  const { default: face } = await import('highs');
  // The package's types describe its CommonJS face; as a module its default export is the loader itself.
  const loader = (face as { readonly default?: Loader }).default ?? (face as unknown as Loader);
  highs = await loader(
    wasm === undefined ? {} : typeof wasm === 'string' ? { locateFile: () => wasm } : { wasmBinary: wasm },
  );
}

const OPTIONS = {
  output_flag: false,
  solver: 'simplex',
  presolve: 'off',
  random_seed: 0,
  // Primal: each objective starts from the optimum of the last, which stays feasible.
  simplex_strategy: 4,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-10,
} as const;

/** Reduced costs below this, over the largest cost, are none. */
const NONE = 1e-9;

/**
 * Minimises objectives in turn: each among the optima of those before it. Objectives are costs by column, none negative, so
 * that one at zero is at its least. `guide` is an objective near to all of them together, which only finds a place to
 * start. `priced` are the costs whose duals are asked for. Programmes that have no solution are the caller's mistake.
 */
export function solveInTurn(
  programme: Programme,
  guide: Float64Array,
  objectives: readonly Float64Array[],
  priced: readonly Float64Array[] = [],
): Solved {
  if (highs === undefined) throw new Error('the solver is not loaded: await ready() before simulating');
  const run = new Run(highs, programme, guide);
  try {
    const values = objectives.map((objective) => run.minimise(objective));
    return { columns: run.columns, objectives: values, duals: run.duals(priced) };
  } finally {
    run.close();
  }
}

/** One programme inside HiGHS. After each objective, what would make it worse is fixed where it is. */
class Run {
  columns: Float64Array;
  private readonly model: Model;
  private readonly optimal: number;
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  private readonly rowLower: Float64Array;
  private readonly rowUpper: Float64Array;

  constructor(highs: Highs, programme: Programme, guide: Float64Array) {
    const { starts, indices, values, rowLower, rowUpper } = programme;
    const numCols = starts.length - 1;
    const numRows = rowLower.length;
    this.rowLower = Float64Array.from(rowLower);
    this.rowUpper = Float64Array.from(rowUpper);
    this.optimal = highs.constants.modelStatus.optimal;
    this.lower = new Float64Array(numCols);
    this.upper = new Float64Array(numCols).fill(Infinity);
    this.model = highs.createModel();
    this.model.options.set(OPTIONS);
    this.model.passModel({
      numCols,
      numRows,
      colCost: scaled(guide),
      colLower: this.lower,
      colUpper: this.upper,
      rowLower,
      rowUpper,
      matrix: { format: 'csc', numCols, numRows, starts, indices, values },
    });
    this.columns = this.run().colValue;
  }

  minimise(objective: Float64Array): number {
    const value = dot(objective, this.columns);
    if (value <= 1e-9 * largest(objective)) {
      this.fix(
        (column) => objective[column]! > 0,
        () => 0,
      );
      return 0;
    }
    const { length } = objective;
    this.model.changeColsCost({ kind: 'range', from: 0, to: length - 1 }, scaled(objective));
    const { colValue, colDual, rowValue, rowDual } = this.run();
    this.columns = colValue;
    this.fix(
      (column) => Math.abs(colDual[column]!) > NONE,
      (column) => colValue[column]!,
    );
    this.hold((row) => Math.abs(rowDual[row]!) > NONE, rowValue);
    return dot(objective, colValue);
  }

  /** Row duals under each cost at the last basis: `Bᵀ·y = c_B`. */
  duals(costs: readonly Float64Array[]): Float64Array[] {
    if (costs.length === 0) return [];
    const basic = this.model.getBasicVariables();
    return costs.map((cost) => {
      const right = Float64Array.from(basic, (variable) => (variable < 0 ? 0 : cost[variable]!));
      return this.model.getBasisTransposeSolve(right).values;
    });
  }

  close(): void {
    this.model.dispose();
  }

  private fix(which: (column: number) => boolean, at: (column: number) => number): void {
    const { lower, upper } = this;
    let changed = false;
    for (let column = 0; column < lower.length; column++) {
      if (!which(column) || lower[column] === upper[column]) continue;
      lower[column] = at(column);
      upper[column] = lower[column]!;
      changed = true;
    }
    if (changed) this.model.changeColsBounds({ kind: 'range', from: 0, to: lower.length - 1 }, lower, upper);
  }

  /** Turns limits into equalities where they are. */
  private hold(which: (row: number) => boolean, at: Float64Array): void {
    const { rowLower, rowUpper } = this;
    let changed = false;
    for (let row = 0; row < at.length; row++) {
      if (!which(row) || rowLower[row] === rowUpper[row]) continue;
      rowLower[row] = at[row]!;
      rowUpper[row] = at[row]!;
      changed = true;
    }
    if (changed) this.model.changeRowsBounds({ kind: 'range', from: 0, to: at.length - 1 }, rowLower, rowUpper);
  }

  private run(): ReturnType<Model['getSolution']> {
    this.model.run();
    const status = this.model.getModelStatus();
    if (status !== this.optimal)
      throw new Error(`the placement's programme has no optimum (HiGHS status ${String(status)})`);
    return this.model.getSolution();
  }
}

/** Costs over the largest of them: tolerances are absolute. */
function scaled(cost: Float64Array): Float64Array {
  const most = largest(cost);
  return most > 0 ? cost.map((value) => value / most) : cost;
}

function largest(cost: Float64Array): number {
  let most = 0;
  for (const value of cost) most = Math.max(most, Math.abs(value));
  return most;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
