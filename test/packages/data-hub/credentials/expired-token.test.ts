import { retryingExpiredToken } from '../../../../packages/data-hub/src/credentials/expired-token';
import { TestCa } from '../fixtures/certificates';
import { THING } from '../fixtures/credentials-server';
import { SECOND, VirtualHub } from '../fixtures/virtual-hub';

const expired = (): Error => Object.assign(new Error('the token has expired'), { name: 'ExpiredToken' });
let hub: VirtualHub;

beforeEach(async () => {
  const ca = await TestCa.create();
  hub = new VirtualHub(ca.certificate, await ca.issue({ commonName: THING }));
  hub.source.refresher.start();
  await hub.pass(SECOND);
});

/** Calls a service that refuses these sessions. */
async function callWith(refused: readonly string[], error = expired()): Promise<string> {
  const call = (): Promise<string> => {
    const id = hub.source.refresher.current?.keys.accessKeyId ?? 'none';
    return refused.includes(id) ? Promise.reject(error) : Promise.resolve(id);
  };
  const [outcome] = await Promise.all([
    retryingExpiredToken(hub.source, call).catch((reason: unknown) => (reason as Error).name),
    hub.pass(SECOND),
  ]);
  return outcome;
}

test('a call that fails with ExpiredToken is made once more, with new credentials', async () => {
  expect(await callWith(['ASIA1'])).toBe('ASIA2');
  expect(hub.requests).toHaveLength(2);
});

test('if that fails, too, the failure is told and nothing is forced again', async () => {
  expect(await callWith(['ASIA1', 'ASIA2'])).toBe('ExpiredToken');
  expect(hub.requests).toHaveLength(2);
});

test('if no new credentials can be had, the first failure is told', async () => {
  hub.answer = () => hub.response(403, {});

  expect(await callWith(['ASIA1'])).toBe('ExpiredToken');
});

test('other failures are not retried', async () => {
  expect(await callWith(['ASIA1'], new RangeError('no'))).toBe('RangeError');
  expect(hub.requests).toHaveLength(1);
});
