import type { Compiling } from '../../../compiler/src/semantics/index.js';
import type { Location } from '../../../compiler/src/text/span.js';
import type { Diagnostic } from '../../../compiler/src/text/diagnostic.js';
import type { OpenDocument } from '../core/documents.js';
import type { Figures } from '../core/figures.js';
import type { Pending, Simulator } from '../core/host.js';
import type { Session } from '../core/session.js';
import type { ShownValue, Wanted } from '../core/shown.js';
import type { CheckRequest } from '../core/simulator.js';
import { HoldBack, PAUSE } from './hold-back.js';
import { movedDiagnostic as moved, type Replaced } from '../../../compiler/src/text/moved.js';
import type { Shown, Standing } from './render.js';
import { keyOf, recomputing, type Simulated, simulatedAs } from './simulated.js';

/** A plan that is checked: each open document is one. */
interface Entry {
  readonly file: string;
  /** Counts the changes of what the plan is made of. */
  version: number;
  static: readonly Diagnostic[];
  /** Of these, what only evaluation finds. */
  evaluated: readonly Diagnostic[];
  simulated: Simulated | undefined;
  compiling: Compiling | undefined;
  /** All that is found without simulation is in `static`. */
  isSettled: boolean;
  /** Where the text has changed since it was last looked at. */
  touched: Location | undefined;
}

/** How long evaluation goes on, ms, before others get their turn: of a large plan, of which each edit takes longer, one step. */
const SLICE = 2;
const SLICE_OF_LARGE = 0;

/** A plan that takes longer to be read after a keystroke, ms, is large. */
const GLANCE = 1.5;

/** Characters of a plan that is large, however fast it was read. */
const LARGE = 60_000;

/** How long nobody types, ms, before a large text that is no plan is looked at as a whole. */
const REST = 150;

type Steps = Readonly<Record<CheckRequest['fidelity'], CheckRequest['fidelity'] | undefined>>;

/** What is asked for next: first what somebody who types waits for, at last the findings to the last hour, with their mends. */
const AFTER: Steps = {
  touched: 'glance',
  glance: 'figures',
  figures: 'F0',
  hourly: 'F0',
  F0: 'F1',
  F1: undefined,
};

/** Of a large plan mends take long to be searched: before that, what is found without them is to the last hour. */
const AFTER_LARGE: Steps = { ...AFTER, figures: 'hourly' };

/** A stretch that touches nothing. */
const NOWHERE = { start: -1, end: -1 };

/**
 * Finds what is wrong, without waiting for a pause in typing: syntax, types and consistency at once; then the fit, first what
 * was touched and without mends, at last all of it to the last hour (F1). The newest version wins. While numbers are computed anew the old ones stay, and
 * say so.
 */
export class Checker {
  readonly #entries = new Map<string, Entry>();
  readonly #holding = new Map<string, HoldBack>();
  #simulator: Simulator | undefined;
  #planned: Pending | undefined;
  #rest: Pending | undefined;
  #pause: Pending | undefined;
  /** Told of files whose findings may differ from what was last given out. */
  changed: (files: ReadonlySet<string>) => void = () => undefined;
  /** Told of a simulation that could not be finished: a bug, or too little memory. */
  failed: (error: unknown) => void = () => undefined;
  /** Told when findings change although no document did. */
  arrived: () => void = () => undefined;

  constructor(private readonly session: Session) {}

  opened(document: OpenDocument): void {
    // The library is checked where it is made: as a plan of its own its parts would be found to be incomplete.
    if (this.session.files.stdlib[document.file] !== undefined) return;
    this.#entries.set(document.file, {
      file: document.file,
      version: 0,
      static: [],
      evaluated: [],
      simulated: undefined,
      compiling: undefined,
      isSettled: false,
      touched: undefined,
    });
    this.#holding.set(document.file, new HoldBack());
  }

  closed(document: OpenDocument): void {
    const files = this.#filesOf(this.#entries.get(document.file));
    this.#entries.delete(document.file);
    this.#holding.delete(document.file);
    this.changed(new Set([...files, document.file]));
  }

  /** A document was edited: findings move with the text, and new syntax errors on its line wait. */
  edited(document: OpenDocument, edit: Replaced): void {
    for (const entry of this.#entries.values()) {
      entry.evaluated = entry.evaluated.map((each) => moved(each, document.file, edit));
      entry.touched = touchedBy(entry.touched, document.file, edit);
      if (entry.simulated === undefined) continue;
      const shown = entry.simulated.shown.map((each) => ({
        ...each,
        diagnostic: moved(each.diagnostic, document.file, edit),
      }));
      entry.simulated = recomputing({ ...entry.simulated, shown });
    }
    const end = document.lines.positionAt(edit.start + edit.length).line;
    this.#holding.get(document.file)?.typed(end);
    this.#pause?.cancel();
    this.#pause = this.session.host.later(() => this.release(), PAUSE);
  }

  /** Shows what was held back. */
  release(): void {
    this.#pause?.cancel();
    const files = new Set<string>();
    for (const [file, holding] of this.#holding) {
      if (!holding.isTyping) continue;
      holding.release();
      files.add(file);
    }
    if (files.size > 0) this.changed(files);
  }

  /** Checks what has changed, after the messages that are there already. */
  refresh(): void {
    this.#planned ??= this.session.host.later(() => this.checkSome(), 0);
  }

  /**
   * Checks what has changed. A plan that is too large to be evaluated at every keystroke is looked at where it was touched
   * first; the rest follows in slices, between which others get their turn.
   */
  checkSome(): void {
    const { host, workspace } = this.session;
    this.#planned?.cancel();
    this.#planned = undefined;
    this.#rest?.cancel();
    const start = host.now();
    for (const entry of this.#entries.values()) {
      const compiling = workspace.begin(entry.file);
      if (entry.compiling !== compiling) {
        entry.compiling = compiling;
        entry.version++;
        entry.isSettled = false;
      } else if (entry.isSettled) continue;
      const isLarge = host.now() - start > GLANCE || this.#isLarge(entry.file);
      if (isLarge) this.#checkNear(entry);
      const slice = host.now() + (isLarge ? SLICE_OF_LARGE : SLICE);
      while (!compiling.advance()) {
        if (host.now() < slice) continue;
        this.#checkNear(entry);
        this.#later(this.#isHalfTyped(entry.file) ? REST : 0);
        return;
      }
      this.#settle(entry);
    }
  }

  /** Goes on after what has come in the meantime: a message that was read after this slice has its turn only after another. */
  #later(rest: number): void {
    const { host } = this.session;
    this.#rest = host.later(() => {
      this.#rest = host.later(() => this.checkSome(), 0);
    }, rest);
  }

  #isLarge(file: string): boolean {
    return (this.session.documents.get(file)?.text.length ?? 0) > LARGE;
  }

  /** A large text with mistakes in its syntax is no plan: what is far from where somebody types waits for a rest. */
  #isHalfTyped(file: string): boolean {
    const document = this.session.documents.get(file);
    return document !== undefined && document.text.length > LARGE && document.parsed.errors.length > 0;
  }

  /** Checks all of what has changed, now. */
  checkNow(): void {
    this.#planned?.cancel();
    this.#planned = undefined;
    for (const entry of this.#entries.values()) {
      const compiling = this.session.workspace.begin(entry.file);
      if (entry.compiling === compiling && entry.isSettled) continue;
      if (entry.compiling !== compiling) entry.version++;
      entry.compiling = compiling;
      compiling.finish();
      this.#settle(entry);
    }
  }

  /** What is known at once of a plan too large to be evaluated at every keystroke: where it was touched, and its syntax. */
  #checkNear(entry: Entry): void {
    const { compiling, touched } = entry;
    if (compiling === undefined || touched === undefined) return;
    entry.touched = undefined;
    const near = compiling.near(touched.file, touched.span);
    // What was found elsewhere by evaluation stands until it is evaluated anew.
    const isElsewhere = ({ location: { file, span } }: Diagnostic): boolean =>
      file !== touched.file || span.end < touched.span.start || span.start > touched.span.end;
    entry.static = [...near, ...entry.evaluated.filter(isElsewhere)];
    this.changed(new Set(this.#filesOf(entry)));
  }

  /** A plan is compiled: its findings without simulation are known, and it is simulated. */
  #settle(entry: Entry): void {
    const { session } = this;
    const { compiling } = entry;
    if (compiling === undefined) return;
    entry.isSettled = true;
    entry.touched = undefined;
    entry.static = session.workspace.check(entry.file, { simulate: false, today: session.host.today() }).diagnostics;
    const known = new Set(compiling.near(entry.file, NOWHERE).map(keyOf));
    entry.evaluated = entry.static.filter((each) => !known.has(keyOf(each)));
    if (entry.simulated !== undefined) entry.simulated = recomputing(entry.simulated);
    const { plan, files } = session.compiled(entry.file);
    if (plan !== undefined) this.#simulate(entry, 'touched', files);
    this.changed(new Set(this.#filesOf(entry)));
  }

  /** Findings of a file from every plan that is open, each once. */
  findings(file: string): readonly Shown[] {
    const seen = new Set<string>();
    const shown: Shown[] = [];
    for (const entry of this.#entries.values()) {
      const mine = [
        ...entry.static.map((diagnostic): Shown => ({ diagnostic, standing: 'exact' })),
        ...(entry.simulated?.shown ?? []),
      ];
      for (const each of mine) {
        if (each.diagnostic.location.file !== file) continue;
        const key = keyOf(each.diagnostic);
        if (seen.has(key)) continue;
        seen.add(key);
        shown.push(each);
      }
    }
    const holding = this.#holding.get(file);
    if (holding === undefined) return shown;
    const lines = this.session.files.lines(file);
    const kept = new Set(
      holding.show(
        shown.map(({ diagnostic }) => diagnostic),
        (offset) => lines.positionAt(offset).line,
      ),
    );
    return shown.filter(({ diagnostic }) => kept.has(diagnostic));
  }

  /** Whether something keeps a plan from being one, as far as is known. */
  hasErrors(file: string): boolean {
    return this.#entries.get(file)?.static.some(({ severity }) => severity === 'error') === true;
  }

  /** Every file that the open plans are made of. */
  files(): ReadonlySet<string> {
    return new Set([...this.#entries.values()].flatMap((entry) => [...this.#filesOf(entry)]));
  }

  /** What the last simulation of a plan came to, and how sure it is. */
  figures(file: string): { readonly figures: Figures; readonly standing: Standing } | undefined {
    const { figures, standing } = this.#entries.get(file)?.simulated ?? {};
    return figures === undefined || standing === undefined ? undefined : { figures, standing };
  }

  /** What is wanted of a plan as its text is now, to the last hour; `undefined` where a newer request has overtaken it. */
  async show(file: string, wanted: Wanted): Promise<ShownValue | undefined> {
    this.#simulator ??= this.session.host.simulator();
    const { files } = this.session.compiled(file);
    const reply = await this.#simulator.check({ ...this.#request(file, files), fidelity: 'F1', wanted });
    return reply?.shown;
  }

  dispose(): void {
    this.#planned?.cancel();
    this.#rest?.cancel();
    this.#pause?.cancel();
    this.#simulator?.dispose();
  }

  #simulate(entry: Entry, fidelity: CheckRequest['fidelity'], files: readonly string[]): void {
    const { session } = this;
    const { version } = entry;
    this.#simulator ??= session.host.simulator();
    void this.#simulator
      .check({ ...this.#request(entry.file, files), fidelity })
      .then((reply) => {
        // A newer version is there, or the document is closed.
        if (reply === undefined || entry.version !== version || this.#entries.get(entry.file) !== entry) return;
        const before = entry.simulated;
        entry.simulated = simulatedAs(entry.simulated, entry.static, reply, fidelity);
        const isHourly = session.settings.fidelity === 'F1';
        const next = (isHourly && this.#isLarge(entry.file) ? AFTER_LARGE : AFTER)[fidelity];
        if (next !== undefined && (next !== 'F1' || isHourly)) this.#simulate(entry, next, files);
        const told = [...(before?.shown ?? []), ...entry.simulated.shown].map(
          ({ diagnostic: { location } }) => location.file,
        );
        this.changed(new Set([...told, entry.file]));
        this.arrived();
      })
      .catch((error: unknown) => this.failed(error));
  }

  #request(file: string, files: readonly string[]): Pick<CheckRequest, 'file' | 'texts' | 'today'> {
    const { session } = this;
    const texts = new Map(files.map((name) => [name, session.files.read(name) ?? '']));
    return { file, texts, today: session.host.today() };
  }

  #filesOf(entry: Entry | undefined): readonly string[] {
    if (entry === undefined) return [];
    const simulated = (entry.simulated?.shown ?? []).map(({ diagnostic }) => diagnostic);
    const found = [...entry.static, ...simulated].map(({ location }) => location.file);
    return [entry.file, ...(entry.compiling?.bound?.modules.keys() ?? []), ...found];
  }
}

/** The stretch that edits have touched, in the text as it is after this one. */
function touchedBy(before: Location | undefined, file: string, { start, end, length }: Replaced): Location {
  const now = { start, end: start + length };
  if (before === undefined || before.file !== file) return { file, span: now };
  const by = length - (end - start);
  const move = (offset: number): number => (offset >= end ? offset + by : Math.min(offset, now.end));
  return {
    file,
    span: { start: Math.min(now.start, move(before.span.start)), end: Math.max(now.end, move(before.span.end)) },
  };
}
