import type { CostLine, Subsystem } from '../results.js';
import { capitalRecovery, presentValue } from './annuity.js';

/** Assets live a day at least, in years: one that lives no time at all would cost without bound. */
const LEAST_LIFE = 1 / 365;

interface Line {
  readonly path: string;
  readonly item: string;
  readonly subsystem: Subsystem;
  readonly byYear: Float64Array;
  readonly turn: number;
  outlay: number;
  capital: boolean;
  unknown: boolean;
}

/** What a ledger's lines come to at a rate. */
interface Closed {
  readonly campus: string;
  readonly rate: number;
  readonly lines: readonly { readonly turn: number; readonly line: CostLine }[];
}

/** Collects cost lines: payments by year, or capital as an equivalent annual cost over its own life (MODELS A7). */
export class Ledger {
  /** By path, then by item. */
  private readonly lines = new Map<string, Map<string, Line>>();
  /** Lines of one path are mostly written one after the other. */
  private readonly written: Line[] = [];
  private closed: Closed | undefined;
  private last: { readonly path: string; readonly items: Map<string, Line> } | undefined;

  constructor(
    private readonly campus: string,
    private readonly years: number,
    private readonly rate: number,
    /** When something is written; lines stand in that order. */
    private readonly turn: () => number = () => -1,
  ) {}

  /** Adds a payment in a year. USD. */
  pay(path: string, item: string, subsystem: Subsystem, year: number, amount: number): void {
    const line = this.line(path, item, subsystem);
    line.byYear[year] = (line.byYear[year] ?? 0) + amount;
  }

  /**
   * Adds capital of `amount` USD that lives `life` years, charged in each year by the share of it that the asset stands
   * (`active`, by year). Assets are replaced like for like when their life ends, which an annuity already says.
   * An `undefined` amount makes the line, and so the total, unknown.
   */
  invest(
    path: string,
    item: string,
    subsystem: Subsystem,
    amount: number | undefined,
    life: number,
    active: Float64Array,
  ): void {
    const line = this.line(path, item, subsystem);
    line.capital = true;
    if (amount === undefined) {
      line.unknown = true;
      return;
    }
    const lived = Math.max(LEAST_LIFE, life);
    const annuity = amount * capitalRecovery(this.rate, lived);
    let standing = 0;
    for (let year = 0; year < this.years; year++) {
      line.byYear[year] = (line.byYear[year] ?? 0) + annuity * (active[year] ?? 0);
      standing += active[year] ?? 0;
    }
    line.outlay += amount * Math.max(standing > 0 ? 1 : 0, Math.ceil(standing / lived - 1e-9));
  }

  /** Marks a line as unknown: so is the total. */
  unknown(path: string, item: string, subsystem: Subsystem): void {
    this.line(path, item, subsystem).unknown = true;
  }

  /** The lines, with those of other ledgers, in the order in which they were first written to. */
  close(others: readonly Ledger[] = []): CostLine[] {
    const all = [this, ...others].flatMap((ledger) => ledger.closedFor(this.campus, this.rate));
    return all.sort((a, b) => a.turn - b.turn).map(({ line }) => line);
  }

  /** Its lines as costs of a campus. A ledger that is kept is closed again and again: the lines stay the same. */
  private closedFor(campus: string, rate: number): Closed['lines'] {
    if (this.closed?.campus !== campus || this.closed.rate !== rate)
      this.closed = {
        campus,
        rate,
        lines: this.written.map(({ path, item, subsystem, byYear, turn, outlay, capital, unknown }) => ({
          turn,
          line: {
            campus,
            path,
            item,
            subsystem,
            byYear,
            ...(capital ? { outlay } : {}),
            presentValue: unknown ? null : presentValue(byYear, rate),
          },
        })),
      };
    return this.closed.lines;
  }

  private line(path: string, item: string, subsystem: Subsystem): Line {
    this.closed = undefined;
    if (this.last?.path !== path) {
      let items = this.lines.get(path);
      if (items === undefined) this.lines.set(path, (items = new Map<string, Line>()));
      this.last = { path, items };
    }
    const { items } = this.last;
    let line = items.get(item);
    if (line === undefined) {
      line = {
        path,
        item,
        subsystem,
        byYear: new Float64Array(this.years),
        outlay: 0,
        capital: false,
        unknown: false,
        turn: this.turn(),
      };
      items.set(item, line);
      this.written.push(line);
    }
    return line;
  }
}
