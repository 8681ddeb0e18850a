import type { Comment, CommentApi } from './comment-api.js';
import { askJson, firstOfPages, isObject } from './http.js';

/** A pull request to talk about, as GitHub's REST interface has it. */
export interface PullRequest {
  /** `https://api.github.com`, or what stands in for it. */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
  readonly token: string;
  /** Who writes the comments that may be updated. */
  readonly author: string;
}

/** The comments of a pull request on GitHub. */
export function githubComments({ api, repository, number, token, author }: PullRequest): CommentApi {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
  };
  const ask = (method: string, path: string, body?: object): Promise<unknown> =>
    askJson(`${api}/repos/${repository}`, method, path, headers, body);
  const comments = `/issues/${String(number)}/comments`;
  return {
    permission: 'a request from a fork has a token that only reads, others need `pull-requests: write`',
    isClosed: async () => {
      const request = await ask('GET', `/pulls/${String(number)}`);
      return isObject(request) && request['state'] === 'closed';
    },
    findComment: (beginning) =>
      firstOfPages(
        (query) => ask('GET', `${comments}?${query}`),
        (item) => commentOf(item, author, beginning),
      ),
    create: async (body) => {
      await ask('POST', comments, { body });
    },
    update: async (id, body) => {
      await ask('PATCH', `/issues/comments/${String(id)}`, { body });
    },
  };
}

function commentOf(value: unknown, author: string, beginning: string): Comment | undefined {
  if (!isObject(value)) return undefined;
  const { id, body, user } = value;
  if (typeof id !== 'number' || typeof body !== 'string' || !isObject(user)) return undefined;
  return user['login'] === author && body.startsWith(beginning) ? { id, body } : undefined;
}
