import type { FromPreview } from '../preview/messages.js';

declare global {
  /** What VS Code gives to a page of its own. */
  function acquireVsCodeApi(): {
    postMessage(message: FromPreview): void;
    setState(state: unknown): void;
  };
}
