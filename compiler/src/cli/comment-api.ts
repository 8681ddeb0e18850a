/** A request to talk about, as GitHub's REST interface has it. */
export interface Conversation {
  /** `https://api.github.com`, or what stands in for it. */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
  readonly token: string;
  /** Who writes the comments that may be updated. */
  readonly author: string;
}

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

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly author: string;
}

const PER_PAGE = 100;
const MOST_PAGES = 50;
const TIMEOUT_MS = 30_000;
const TRIES = 3;

/** A first line that nobody sees, by which a comment is found again. */
export function marker(key: string, { id, attempt }: RunNumber): string {
  return `<!-- dcplan:${key} run=${String(id)}.${String(attempt)} -->`;
}

/**
 * Writes the one comment of a key: the first time a new one, then over the old. What a newer run wrote stays; a closed request
 * is left alone. Never throws: a comment that cannot be written is no failure of the plan.
 */
export async function publish(to: Conversation, key: string, run: RunNumber, body: string): Promise<Published> {
  try {
    return await write(new Api(to), key, run, body);
  } catch (error) {
    if (error instanceof Refused && (error.status === 401 || error.status === 403 || error.status === 404))
      return {
        outcome: 'forbidden',
        message: `the comment may not be written (${String(error.status)}): a request from a fork has a token that only reads, others need \`pull-requests: write\``,
      };
    const why = error instanceof Error ? error.message : String(error);
    return { outcome: 'failed', message: `the comment could not be written: ${why}` };
  }
}

async function write(api: Api, key: string, run: RunNumber, body: string): Promise<Published> {
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

/** The interface said no. */
class Refused extends Error {
  constructor(
    readonly status: number,
    what: string,
  ) {
    super(`${what}: ${String(status)}`);
  }
}

class Api {
  constructor(private readonly to: Conversation) {}

  async isClosed(): Promise<boolean> {
    const request = await this.send('GET', `/pulls/${String(this.to.number)}`);
    return isObject(request) && request['state'] === 'closed';
  }

  /** The first comment of the author that begins so. A marker in what somebody else wrote is no marker. */
  async findComment(beginning: string): Promise<Comment | undefined> {
    for (let page = 1; page <= MOST_PAGES; page++) {
      const path = `/issues/${String(this.to.number)}/comments?per_page=${String(PER_PAGE)}&page=${String(page)}`;
      const answer = await this.send('GET', path);
      const comments = Array.isArray(answer) ? answer.map(asComment) : [];
      const found = comments.find(
        (comment) => comment !== undefined && comment.author === this.to.author && comment.body.startsWith(beginning),
      );
      if (found !== undefined) return found;
      if (comments.length < PER_PAGE) return undefined;
    }
    return undefined;
  }

  async create(body: string): Promise<void> {
    await this.send('POST', `/issues/${String(this.to.number)}/comments`, { body });
  }

  async update(id: number, body: string): Promise<void> {
    await this.send('PATCH', `/issues/comments/${String(id)}`, { body });
  }

  private async send(method: string, path: string, body?: object): Promise<unknown> {
    const { api, repository, token } = this.to;
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${api}/repos/${repository}${path}`, {
        method,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'user-agent': 'dcplan',
          'x-github-api-version': '2022-11-28',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.ok) return await response.json();
      // What was created may have been, whatever the answer: only what can be repeated is.
      if (response.status < 500 || method === 'POST' || attempt === TRIES)
        throw new Refused(response.status, `${method} ${path.replace(/\?.*/, '')}`);
    }
  }
}

function asComment(value: unknown): Comment | undefined {
  if (!isObject(value)) return undefined;
  const { id, body, user } = value;
  const author = isObject(user) ? user['login'] : undefined;
  if (typeof id !== 'number' || typeof body !== 'string' || typeof author !== 'string') return undefined;
  return { id, body, author };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
