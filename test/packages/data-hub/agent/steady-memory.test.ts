import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Agents, askAgent, tokenOf } from '../fixtures/agents';
import { CredentialsServer } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';

jest.setTimeout(60_000);

const MEBIBYTE = 1024 * 1024;
/** Requests at a time, and rounds of them: before the first look at the memory, and until the second. */
const AT_ONCE = 20;
const ROUNDS = { before: 40, after: 100 } as const;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in use after what is not has been given back. */
function used(): number {
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test('thousands of requests, refused ones among them, leave nothing in memory and ask AWS once', async () => {
  const server = await CredentialsServer.start();
  const folder = await HubFolder.create(server);
  const agents = new Agents(folder);
  const agent = await agents.start();
  await agents.logged('credentials-refreshed');
  const authorization = tokenOf(agent);
  const statuses = new Map<number | undefined, number>();
  const ask = async (path: string, headers: Record<string, string>): Promise<void> => {
    const { status } = await askAgent(agent.url + path, headers);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const round = (): Promise<unknown> =>
    Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => {
        if (index === 0) return ask('/credentials', { authorization: 'wrong' });
        return index === 1 ? ask('/health', {}) : ask('/credentials/', { authorization });
      }),
    );

  for (let rounds = 0; rounds < ROUNDS.before; rounds++) await round();
  const before = used();
  for (let rounds = 0; rounds < ROUNDS.after; rounds++) await round();
  const grown = used() - before;
  await agents.stopAll();
  await server.stop();
  folder.remove();

  const rounds = ROUNDS.before + ROUNDS.after;
  expect(Object.fromEntries(statuses)).toEqual({ 200: (AT_ONCE - 1) * rounds, 401: rounds });
  expect(server.requests).toHaveLength(1);
  // A leak of 500 bytes a request would be more than this.
  expect(grown).toBeLessThan(MEBIBYTE);
});
