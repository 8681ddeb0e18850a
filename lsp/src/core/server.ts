import {
  type CancellationToken,
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  InlayHintRefreshRequest,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { engine } from '../../../compiler/src/workspace/workspace.js';
import { render } from '../diagnostics/render.js';
import { features } from '../features/index.js';
import type { Handler } from './feature.js';
import type { ServerHost } from './host.js';
import { Session } from './session.js';
import { settingsOf } from './settings.js';
import { fileOf } from './uris.js';

/** Speaks the protocol over a connection. Whatever a request does, the server goes on: a bug is an answer, not an end. */
export function startServer(connection: Connection, host: ServerHost): void {
  const session = new Session(host);
  let state: 'new' | 'ready' | 'down' = 'new';
  let pushes = true;

  connection.onInitialize((params): InitializeResult => {
    state = 'ready';
    session.client = params.capabilities;
    session.folders = foldersOf(params);
    session.settings = settingsOf(params.initializationOptions);
    session.files.clientAsksForLibrary = params.capabilities.workspace?.textDocumentContent !== undefined;
    // A client that pulls diagnostics would show pushed ones beside them.
    pushes = params.capabilities.textDocument?.diagnostic === undefined;
    return { capabilities: capabilitiesFor(params.capabilities), serverInfo: serverInfo() };
  });

  connection.onInitialized(() => {
    const { didChangeWatchedFiles, didChangeConfiguration } = session.client.workspace ?? {};
    if (didChangeWatchedFiles?.dynamicRegistration === true) {
      const watchers = [{ globPattern: '**/*.{dcplan,epw}' }];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(complain);
    }
    if (didChangeConfiguration?.dynamicRegistration === true)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'dcplan' }).catch(complain);
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    session.settings = settingsOf(settings);
    if (session.client.workspace?.inlayHint?.refreshSupport === true)
      void connection.sendRequest(InlayHintRefreshRequest.type).catch(complain);
  });

  connection.onShutdown(() => {
    state = 'down';
    session.checker.dispose();
  });

  const publish = publisher(connection, session);
  session.checker.changed = (files) => {
    if (!pushes) return;
    for (const file of files) publish(file);
  };
  session.checker.failed = complain;
  session.checker.arrived = () => {
    const { diagnostics, codeLens } = session.client.workspace ?? {};
    if (!pushes && diagnostics?.refreshSupport === true)
      void connection.sendRequest(DiagnosticRefreshRequest.type).catch(complain);
    if (codeLens?.refreshSupport === true) void connection.sendRequest(CodeLensRefreshRequest.type).catch(complain);
  };

  synchronise(connection, session, complain);
  for (const handler of features.flatMap(({ handlers }) => handlers)) register(handler);

  function register({ method, run }: Handler): void {
    connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
      if (state === 'new')
        return new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request is `initialize`.');
      if (state === 'down') return new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
      try {
        return (await run(session, params, token)) ?? null;
      } catch (error) {
        if (error instanceof ResponseError) return error as ResponseError<unknown>;
        complain(error);
        return new ResponseError(ErrorCodes.InternalError, bugReport(error));
      }
    });
  }

  function complain(error: unknown): void {
    connection.console.error(bugReport(error));
  }

  connection.listen();
}

/** All that the features announce, and how documents are kept in step. */
export function capabilitiesFor(client: ClientCapabilities): ServerCapabilities {
  const own: ServerCapabilities = {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  return features.reduce<object>((all, { capabilities }) => merged(all, capabilities(client)), own);
}

/** Two features may each announce a part of one capability. */
function merged(left: object, right: object): object {
  const result: Record<string, unknown> = { ...left };
  for (const [key, value] of Object.entries(right) as [string, unknown][]) {
    const before = result[key];
    result[key] = isRecord(before) && isRecord(value) ? merged(before, value) : value;
  }
  return result;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes documents and files as they change. What goes wrong in one is reported, and the next is taken. */
function synchronise(connection: Connection, session: Session, complain: (error: unknown) => void): void {
  const safely =
    <P>(run: (params: P) => void) =>
    (params: P): void => {
      try {
        run(params);
      } catch (error) {
        complain(error);
      }
    };
  connection.onDidOpenTextDocument(safely(({ textDocument }) => openDocument(session, textDocument)));
  connection.onDidChangeTextDocument(safely((params) => changeDocument(session, params)));
  connection.onDidCloseTextDocument(safely(({ textDocument }) => closeDocument(session, textDocument.uri)));
  connection.onDidSaveTextDocument(safely(() => session.checker.release()));
  connection.onDidChangeWatchedFiles(
    safely(({ changes }) => {
      for (const { uri } of changes) {
        session.files.forget(fileOf(uri));
        session.fileChanged(fileOf(uri));
      }
    }),
  );
  connection.onNotification('workspace/didChangeWorkspaceFolders', (params: unknown) =>
    safely(() => {
      const { event } = params as { event: { added: { uri: string }[]; removed: { uri: string }[] } };
      const removed = new Set(event.removed.map(({ uri }) => fileOf(uri)));
      session.folders = [
        ...session.folders.filter((folder) => !removed.has(folder)),
        ...event.added.map(({ uri }) => fileOf(uri)),
      ];
    })(undefined),
  );
}

export function openDocument(session: Session, item: Parameters<Session['documents']['open']>[0]): void {
  const document = session.documents.open(item);
  session.checker.opened(document);
  session.fileChanged(document.file);
}

export function changeDocument(session: Session, params: Parameters<Session['documents']['change']>[0]): void {
  const changed = session.documents.change(params);
  if (changed === undefined) return;
  session.checker.edited(changed.document, changed.replaced);
  session.fileChanged(changed.document.file);
}

export function closeDocument(session: Session, uri: string): void {
  const document = session.documents.close(uri);
  if (document === undefined) return;
  session.files.forget(document.file);
  session.checker.closed(document);
  session.fileChanged(document.file);
}

/** Gives out a file's findings, unless the client has just these for just this version. */
function publisher(connection: Connection, session: Session): (file: string) => void {
  const last = new Map<string, string>();
  return (file) => {
    const version = session.documents.get(file)?.version;
    const diagnostics = session.checker.findings(file).map((each) => render(session.files, each));
    const now = `${String(version)} ${JSON.stringify(diagnostics)}`;
    if (last.get(file) === now) return;
    if (version === undefined && diagnostics.length === 0) last.delete(file);
    else last.set(file, now);
    void connection.sendDiagnostics({
      uri: session.files.uri(file),
      diagnostics,
      ...(version === undefined ? {} : { version }),
    });
  };
}

function foldersOf({ workspaceFolders, ...params }: InitializeParams): readonly string[] {
  if (workspaceFolders != null) return workspaceFolders.map(({ uri }) => fileOf(uri));
  // What older clients send.
  const root = (params as { readonly rootUri?: string | null }).rootUri;
  return root == null ? [] : [fileOf(root)];
}

function serverInfo(): { readonly name: string; readonly version: string } {
  const [name = 'dcplan', version = ''] = engine.split(' ');
  return { name, version };
}

function bugReport(error: unknown): string {
  const what = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  return `This is a bug of the dcplan server (${engine}); please report it with the plan that shows it: ${what}`;
}
