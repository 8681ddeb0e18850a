import { type ExtensionContext, languages, type LogOutputChannel, type Uri } from 'vscode';

/** How long after activation things were first there, for the output channel: a slow start is seen there, and nowhere else. */
export class Times {
  readonly #began = performance.now();
  readonly #seen = new Set<string>();

  constructor(private readonly output: LogOutputChannel) {}

  /** Notes that something is there, the first time. */
  first(what: string): void {
    if (this.#seen.has(what)) return;
    this.#seen.add(what);
    this.output.info(`activation to first ${what}: ${String(Math.round(performance.now() - this.#began))} ms`);
  }

  watchFindings(context: ExtensionContext): void {
    const watching = languages.onDidChangeDiagnostics(({ uris }) => {
      const isOurs = (uri: Uri): boolean =>
        languages.getDiagnostics(uri).some(({ source }) => source?.startsWith('dcplan') === true);
      if (!uris.some(isOurs)) return;
      this.first('squiggle');
      watching.dispose();
    });
    context.subscriptions.push(watching);
  }
}
