/** First message to the worker that simulates: memory in which it sees that it is overtaken, where memory can be shared. */
export interface Begin {
  readonly latest: Int32Array | undefined;
}

/** Name of the worker that simulates: the same script as the server's. */
export const SIMULATOR = 'dcplan simulator';
