import type { Comment, CommentApi } from './comment-api.js';
import { askJson, firstOfPages, isObject } from './http.js';

/** A merge request to talk about, as GitLab's REST interface has it. */
export interface MergeRequest {
  /** `https://gitlab.com/api/v4`, or what stands in for it. */
  readonly api: string;
  /** The project's number, or its path. */
  readonly project: string;
  readonly number: number;
  /** An access token of the project: that of a job may not write notes. */
  readonly token: string;
}

/** The notes of a merge request on GitLab. Those that may be updated are the token's own. */
export function gitlabComments({ api, project, number, token }: MergeRequest): CommentApi {
  const ask = (method: string, path: string, body?: object): Promise<unknown> =>
    askJson(api, method, path, { 'private-token': token }, body);
  const request = `/projects/${encodeURIComponent(project)}/merge_requests/${String(number)}`;
  return {
    permission: 'the token has to be one of the project that may write (`api`), and is not given to forks',
    isClosed: async () => {
      const answer = await ask('GET', request);
      return isObject(answer) && (answer['state'] === 'closed' || answer['state'] === 'merged');
    },
    findComment: async (beginning) => {
      const me = await ask('GET', '/user');
      const author = isObject(me) ? me['id'] : undefined;
      return firstOfPages(
        (query) => ask('GET', `${request}/notes?sort=asc&order_by=created_at&${query}`),
        (item) => noteOf(item, author, beginning),
      );
    },
    create: async (body) => {
      await ask('POST', `${request}/notes`, { body });
    },
    update: async (id, body) => {
      await ask('PUT', `${request}/notes/${String(id)}`, { body });
    },
  };
}

function noteOf(value: unknown, writer: unknown, beginning: string): Comment | undefined {
  if (!isObject(value)) return undefined;
  const { id, body, author } = value;
  if (typeof id !== 'number' || typeof body !== 'string' || !isObject(author) || typeof writer !== 'number')
    return undefined;
  return author['id'] === writer && body.startsWith(beginning) ? { id, body } : undefined;
}
