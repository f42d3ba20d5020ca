import { RestApi } from '../../../tools/review-comment/rest-api';

/** What was sent to a host that changes something. */
export interface Change {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** A code host that answers from tables, 100 items a page. */
export class FakeHost {
  readonly changes: Change[] = [];
  readonly api: RestApi;

  /** @param answers by path without its paging; lists are paged. */
  constructor(private readonly answers: Readonly<Record<string, unknown>>) {
    this.api = new RestApi({
      url: 'https://host.example/api',
      headers: { Authorization: 'Bearer t' },
      fetch: (url, options) => Promise.resolve(this.answer(typeof url === 'string' ? url : '', options)),
    });
  }

  private answer(url: string, options: RequestInit = {}): Response {
    const path = url.slice('https://host.example/api'.length);
    if (new Headers(options.headers).get('Authorization') !== 'Bearer t')
      return new Response('', { status: 401 });
    if (options.method !== 'GET') {
      this.changes.push({
        method: options.method ?? '',
        path,
        body: JSON.parse(typeof options.body === 'string' ? options.body : 'null'),
      });
      return Response.json({});
    }
    const [plain = '', page] = path.split(/[?&]per_page=100&page=/);
    if (!Object.hasOwn(this.answers, plain)) return new Response('Not Found', { status: 404 });
    const answer = this.answers[plain];
    if (!Array.isArray(answer)) return Response.json(answer);
    const start = (Number(page) - 1) * 100;
    return Response.json(answer.slice(start, start + 100));
  }
}
