import { Refused } from './http.js';

/** A run of a workflow: a later one has a higher number, and a repeated one a higher attempt. */
export interface RunNumber {
  readonly id: number;
  readonly attempt: number;
}

export interface Published {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'older' | 'closed' | 'forbidden' | 'failed';
  /** One line for the log. */
  readonly message: string;
}

export interface Comment {
  readonly id: number;
  readonly body: string;
}

/** The comments of one request, whichever service keeps them. */
export interface CommentApi {
  isClosed(): Promise<boolean>;
  /** The first comment of ours that begins so. A marker in what somebody else wrote is no marker. */
  findComment(beginning: string): Promise<Comment | undefined>;
  create(body: string): Promise<void>;
  update(id: number, body: string): Promise<void>;
  /** Why a token may be refused, for the log. */
  readonly permission: string;
}

/** A first line that nobody sees, by which a comment is found again. */
export function marker(key: string, { id, attempt }: RunNumber): string {
  return `<!-- dcplan:${key} run=${String(id)}.${String(attempt)} -->`;
}

/**
 * Writes the one comment of a key: the first time a new one, then over the old. What a newer run wrote stays; a closed request
 * is left alone. Never throws: a comment that cannot be written is no failure of the plan.
 */
export async function publish(api: CommentApi, key: string, run: RunNumber, body: string): Promise<Published> {
  try {
    return await write(api, key, run, body);
  } catch (error) {
    if (error instanceof Refused && (error.status === 401 || error.status === 403 || error.status === 404))
      return {
        outcome: 'forbidden',
        message: `the comment may not be written (${String(error.status)}): ${api.permission}`,
      };
    const why = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', message: `the comment could not be written: ${why}` };
  }
}

async function write(api: CommentApi, key: string, run: RunNumber, body: string): Promise<Published> {
  if (await api.isClosed()) return { outcome: 'closed', message: 'the request is closed: no comment is written' };
  const mine = await api.findComment(`<!-- dcplan:${key} run=`);
  if (mine === undefined) {
    await api.create(body);
    return { outcome: 'created', message: 'wrote a comment' };
  }
  const written = runOf(mine.body);
  if (written !== undefined && isNewer(written, run))
    return { outcome: 'older', message: `run ${String(written.id)}, a newer one, has written the comment: it stays` };
  if (withoutMarker(mine.body) === withoutMarker(body))
    return { outcome: 'unchanged', message: 'the comment says the same already' };
  await api.update(mine.id, body);
  return { outcome: 'updated', message: 'updated the comment' };
}

function runOf(body: string): RunNumber | undefined {
  const [, id, attempt] = /^<!-- dcplan:\S+ run=(\d+)\.(\d+) -->/.exec(body) ?? [];
  return id === undefined ? undefined : { id: Number(id), attempt: Number(attempt) };
}

function isNewer(a: RunNumber, b: RunNumber): boolean {
  return a.id > b.id || (a.id === b.id && a.attempt > b.attempt);
}

function withoutMarker(body: string): string {
  return body
    .replace(/^<!--.*?-->\s*/, '')
    .replaceAll('\r\n', '\n')
    .trim();
}
