import { z } from 'zod';
import { ReviewCommentError } from './errors';

export interface RestApiOptions {
  /** For example `https://api.github.com`. */
  readonly url: string;
  /** Sent with each request; one of them authenticates. */
  readonly headers: Readonly<Record<string, string>>;
  /** @default - the one of Node.js */
  readonly fetch?: typeof fetch;
}

/** More items than this are not looked through: no request of people has as many comments. */
const MOST_PAGES = 50;
const PER_PAGE = 100;
const TIMEOUT = 30_000;

/** The JSON API of a code host. */
export class RestApi {
  constructor(private readonly options: RestApiOptions) {}

  /** Items of a list, page by page, as long as they are asked for. */
  async *list<Item>(path: string, item: z.ZodType<Item>): AsyncGenerator<Item> {
    for (let page = 1; page <= MOST_PAGES; page++) {
      const joint = path.includes('?') ? '&' : '?';
      const answer = await this.send('GET', `${path}${joint}per_page=${PER_PAGE}&page=${page}`);
      const items = z.array(item).safeParse(answer);
      if (!items.success) throw new ReviewCommentError(`GET ${path}: unexpected answer`);
      yield* items.data;
      if (items.data.length < PER_PAGE) return;
    }
  }

  /** @throws ReviewCommentError if the host cannot be reached or refuses. */
  async send(method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: object): Promise<unknown> {
    const { url, headers, fetch: send = fetch } = this.options;
    try {
      const response = await send(url + path, {
        method,
        headers: { 'Content-Type': 'application/json', ...headers },
        signal: AbortSignal.timeout(TIMEOUT),
        // A redirect would carry the token elsewhere.
        redirect: 'error',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) {
        throw new ReviewCommentError(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`);
      }
      return JSON.parse(text);
    } catch (error) {
      if (error instanceof ReviewCommentError) throw error;
      throw new ReviewCommentError(
        `${method} ${path}: ${error instanceof Error ? error.message : 'no answer'}`,
      );
    }
  }
}
