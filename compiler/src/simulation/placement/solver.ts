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

/** Costs of some columns, rising; those of the others are zero. */
export interface Objective {
  readonly columns: Int32Array;
  readonly costs: Float64Array;
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
 * Minimises objectives in turn: each among the optima of those before it. No cost of theirs is negative, so
 * that one at zero is at its least. `guide` is an objective near to all of them together, which only finds a place to
 * start. `priced` are the costs whose duals are asked for. Programmes that have no solution are the caller's mistake.
 */
export function solveInTurn(
  programme: Programme,
  guide: Float64Array,
  objectives: readonly Objective[],
  priced: readonly Objective[] = [],
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
  private areFixed = false;
  private areHeld = false;

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

  minimise({ columns, costs }: Objective): number {
    if (dot(columns, costs, this.columns) <= 1e-9 * largest(costs)) {
      for (let i = 0; i < columns.length; i++) if (costs[i]! > 0) this.fix(columns[i]!, 0);
      return 0;
    }
    const { length } = this.lower;
    const cost = new Float64Array(length);
    columns.forEach((column, i) => (cost[column] = costs[i]!));
    this.model.changeColsCost({ kind: 'range', from: 0, to: length - 1 }, scaled(cost));
    const { colValue, colDual, rowValue, rowDual } = this.run();
    this.columns = colValue;
    for (let column = 0; column < length; column++)
      if (Math.abs(colDual[column]!) > NONE) this.fix(column, colValue[column]!);
    for (let row = 0; row < rowDual.length; row++) if (Math.abs(rowDual[row]!) > NONE) this.hold(row, rowValue[row]!);
    return dot(columns, costs, colValue);
  }

  /** Row duals under each cost at the last basis: `Bᵀ·y = c_B`. */
  duals(objectives: readonly Objective[]): Float64Array[] {
    if (objectives.length === 0) return [];
    const place = new Map<number, number>();
    const basic = this.model.getBasicVariables();
    for (let i = 0; i < basic.length; i++) if (basic[i]! >= 0) place.set(basic[i]!, i);
    // Most costs have no column in the basis: work that is done costs nothing whatever changes.
    const nothing = new Float64Array(basic.length);
    return objectives.map(({ columns, costs }) => {
      let right: Float64Array | undefined;
      columns.forEach((column, i) => {
        const at = place.get(column);
        if (at !== undefined && costs[i] !== 0) (right ??= new Float64Array(basic.length))[at] = costs[i]!;
      });
      return right === undefined ? nothing : this.model.getBasisTransposeSolve(right).values;
    });
  }

  close(): void {
    this.model.dispose();
  }

  private fix(column: number, at: number): void {
    const { lower, upper } = this;
    if (lower[column] === upper[column]) return;
    lower[column] = at;
    upper[column] = at;
    this.areFixed = true;
  }

  /** Turns a limit into an equality where it is. */
  private hold(row: number, at: number): void {
    const { rowLower, rowUpper } = this;
    if (rowLower[row] === rowUpper[row]) return;
    rowLower[row] = at;
    rowUpper[row] = at;
    this.areHeld = true;
  }

  /** Tells the solver what was fixed since it last ran: at once, for many objectives are at their least without a run. */
  private tell(): void {
    const { lower, upper, rowLower, rowUpper } = this;
    if (this.areFixed) this.model.changeColsBounds({ kind: 'range', from: 0, to: lower.length - 1 }, lower, upper);
    if (this.areHeld)
      this.model.changeRowsBounds({ kind: 'range', from: 0, to: rowLower.length - 1 }, rowLower, rowUpper);
    this.areFixed = false;
    this.areHeld = false;
  }

  private run(): ReturnType<Model['getSolution']> {
    this.tell();
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

function dot(columns: Int32Array, costs: Float64Array, at: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < columns.length; i++) sum += costs[i]! * at[columns[i]!]!;
  return sum;
}
