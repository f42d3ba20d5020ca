import { z } from 'zod';
import { askEmulator } from '../../../tools/local/emulator-api';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import { EmulatorError, NotAllowedError } from '../../../tools/local/errors';
import { type LoopbackServer, listenOnLoopback } from '../../../tools/local/loopback-server';

const answerSchema = z.object({ key: z.string() });

let server: LoopbackServer;
let answer: { status: number; body: string };
let asked: unknown;

beforeEach(async () => {
  server = await listenOnLoopback((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      asked = { method: request.method, path: request.url, body };
      response.writeHead(answer.status).end(answer.body);
    });
  });
});

afterEach(() => server.close());

function ask(body?: unknown): Promise<z.output<typeof answerSchema>> {
  const endpoint = requireLocalEndpoint(server.url.replace('127.0.0.1', 'localhost'));
  return askEmulator(endpoint, ['POST', 'something'], answerSchema, body);
}

test('what is asked is sent as JSON, and what is answered is returned', async () => {
  answer = { status: 200, body: '{"key":"value"}' };
  await expect(ask({ a: 1 })).resolves.toEqual({ key: 'value' });
  expect(asked).toEqual({ method: 'POST', path: '/emulator-api/something', body: '{"a":1}' });
});

test('what deployed policies do not allow is told with the reason', async () => {
  answer = { status: 403, body: '{"message":"no resource-based policy allows it"}' };
  await expect(ask()).rejects.toThrow(new NotAllowedError('no resource-based policy allows it'));
});

test('what the emulator cannot do is an error with its message', async () => {
  answer = { status: 400, body: '{"message":"there is no role"}' };
  await expect(ask()).rejects.toThrow(/failed at POST something: .*there is no role/);
  await expect(ask()).rejects.toThrow(EmulatorError);
});

test('an answer of another form is an error that does not quote it', async () => {
  answer = { status: 200, body: '{"SecretAccessKey":"secret"}' };
  await expect(ask()).rejects.toThrow(/an answer of another form$/);
});
