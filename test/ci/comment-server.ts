/** A stand-in for the interface that comments are written to, on loopback. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

export class CommentServer {
  readonly comments: StoredComment[] = [];
  readonly requests: string[] = [];
  state: 'open' | 'closed' = 'open';
  /** The status that writing is answered with, where it is refused. */
  refuses: number | undefined;
  /** How many answers come as a failure of the server before it works. */
  failures = 0;
  token = '';
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));
  private next = 1;

  /** Begins to listen; the address of the interface. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  add(body: string, login = 'github-actions[bot]'): StoredComment {
    const comment = { id: this.next++, body, user: { login } };
    this.comments.push(comment);
    return comment;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    let text = '';
    for await (const chunk of request) text += String(chunk);
    this.requests.push(`${method} ${url}`);
    const reply = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    this.token = request.headers.authorization ?? '';
    if (this.failures > 0) {
      this.failures--;
      return reply(502, { message: 'Bad Gateway' });
    }
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (pathname === '/repos/acme/plans/pulls/7') return reply(200, { number: 7, state: this.state });
    if (method === 'GET' && pathname === '/repos/acme/plans/issues/7/comments') {
      const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('per_page') ?? 30)];
      return reply(200, this.comments.slice((page - 1) * size, page * size));
    }
    if (method === 'GET') return reply(404, { message: 'Not Found' });
    if (this.refuses !== undefined) return reply(this.refuses, { message: 'Resource not accessible by integration' });
    const { body } = JSON.parse(text) as { body: string };
    if (body.length > 65_536) return reply(422, { message: 'Validation Failed' });
    const id = /^\/repos\/acme\/plans\/issues\/comments\/(\d+)$/.exec(pathname)?.[1];
    const comment = id === undefined ? this.add(body) : this.comments.find((each) => each.id === Number(id));
    if (comment === undefined) return reply(404, { message: 'Not Found' });
    comment.body = body;
    return reply(id === undefined ? 201 : 200, comment);
  }
}
