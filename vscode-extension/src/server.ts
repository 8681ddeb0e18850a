import { EventEmitter, type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { middleware } from './middleware.js';
import type { Platform } from './platform.js';
import type { PlanParams, PlanRequests, TextRequest, TextResult } from './protocol.js';

/** The language server as the rest of the extension asks it: there, starting, or gone. */
export class Server {
  readonly output: LogOutputChannel = window.createOutputChannel('dcplan', { log: true });
  readonly #started = new EventEmitter<void>();
  /** Told whenever a server has started. */
  readonly onStarted = this.#started.event;
  #client: BaseLanguageClient | undefined;
  #running: string | undefined;

  constructor(
    private readonly context: ExtensionContext,
    private readonly platform: Platform,
  ) {
    context.subscriptions.push(this.output, this.#started, { dispose: () => void this.stop() });
  }

  /** Which server runs, in words; undefined where none does. */
  get running(): string | undefined {
    return this.#running;
  }

  /** The client, for features of its own; undefined where none runs. */
  get client(): BaseLanguageClient | undefined {
    return this.#client;
  }

  async start(): Promise<void> {
    const { client, server } = await this.platform.connect(this.context, {
      documentSelector: [{ language: 'dcplan' }],
      outputChannel: this.output,
      diagnosticCollectionName: 'dcplan',
      middleware: middleware(),
    });
    this.#client = client;
    try {
      await client.start();
      this.#running = server;
      this.output.info(`Running ${server}.`);
      this.#started.fire();
    } catch (error) {
      this.#running = undefined;
      this.output.error(`${server} does not start: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#running = undefined;
    if (client !== undefined && client.state !== State.Stopped) await client.stop();
  }

  /** Asks something about a plan; undefined where no server runs or it cannot answer, which the output says. */
  async ask<M extends keyof PlanRequests>(method: M, params: PlanParams): Promise<PlanRequests[M] | undefined> {
    if (this.#client?.state !== State.Running) return undefined;
    try {
      return await this.#client.sendRequest<PlanRequests[M]>(method, params);
    } catch (error) {
      this.output.warn(`${method}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  /** Asks for a text. An answer that newer findings have overtaken is empty: it is asked for again when they are there. */
  async askText(method: TextRequest, params: PlanParams): Promise<TextResult | undefined> {
    for (let left = 10; ; left--) {
      const answer = await this.ask(method, params);
      if (answer === undefined || answer.text !== undefined || answer.problem !== undefined || left === 0)
        return answer;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
