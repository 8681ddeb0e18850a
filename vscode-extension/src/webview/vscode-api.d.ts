/** What VS Code gives to a page of its own. */
declare function acquireVsCodeApi(): {
  postMessage(message: import('../preview/messages.js').FromPreview): void;
  setState(state: unknown): void;
};
