const TIMEOUT_MS = 30_000;
const TRIES = 3;

/** The interface said no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    what: string,
  ) {
    super(`${what}: ${String(status)}`);
  }
}

/**
 * Asks an interface that speaks JSON. What can be repeated is tried again where the server fails; what was created may have
 * been, whatever the answer.
 * @param path what messages name; the address is `base` with it
 * @throws Refused where the answer is no
 */
export async function askJson(
  base: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(base + path, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'content-type': 'application/json', 'user-agent': 'dcplan', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return await response.json();
    if (response.status < 500 || method === 'POST' || attempt === TRIES)
      throw new Refused(response.status, `${method} ${path.replace(/\?.*/, '')}`);
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const PER_PAGE = 100;
const MOST_PAGES = 50;

/** The first item of a list in pages that `pick` takes something from. */
export async function firstOfPages<T>(
  page: (query: string) => Promise<unknown>,
  pick: (item: unknown) => T | undefined,
): Promise<T | undefined> {
  for (let number = 1; number <= MOST_PAGES; number++) {
    const answer = await page(`per_page=${String(PER_PAGE)}&page=${String(number)}`);
    const items: readonly unknown[] = Array.isArray(answer) ? answer : [];
    for (const item of items) {
      const found = pick(item);
      if (found !== undefined) return found;
    }
    if (items.length < PER_PAGE) return undefined;
  }
  return undefined;
}
