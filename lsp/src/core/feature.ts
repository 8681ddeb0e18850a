import {
  type CancellationToken,
  type ClientCapabilities,
  type ProtocolRequestType,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Session } from './session.js';

/** The answer to one kind of request. */
export interface Handler {
  readonly method: string;
  readonly run: (session: Session, params: unknown, token: CancellationToken) => unknown;
}

/** One thing that an editor can do: what the server announces, and what answers. */
export interface Feature {
  readonly capabilities: (client: ClientCapabilities) => Partial<ServerCapabilities>;
  readonly handlers: readonly Handler[];
}

/** Answers a request of the protocol. */
export function answer<P, R, PR, E, RO>(
  type: ProtocolRequestType<P, R, PR, E, RO>,
  run: (session: Session, params: P, token: CancellationToken) => R | Promise<R>,
): Handler {
  // The connection gives a handler the parameters of its own method.
  return { method: type.method, run: (session, params, token) => run(session, params as P, token) };
}
