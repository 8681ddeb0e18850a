import type { ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';

/** A client, not started yet, and which server it is of, in words. */
export interface Connection {
  readonly client: BaseLanguageClient;
  readonly server: string;
}

/** What differs between a desktop and a browser. */
export interface Platform {
  connect(context: ExtensionContext, options: LanguageClientOptions): Promise<Connection>;
  /** The text of a file in the last commit; undefined where it is not in it. Absent where nothing can be asked for it. */
  readonly atHead?: (file: Uri) => Promise<string | undefined>;
  /** Registers what only this platform has. */
  readonly extend?: (context: ExtensionContext) => void;
}
