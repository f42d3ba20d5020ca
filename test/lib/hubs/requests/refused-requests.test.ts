import { writeFileSync } from 'node:fs';
import { enroll } from '../../../../lib/hubs/enrolment/enroll';
import { processRequests } from '../../../../lib/hubs/requests/process-requests';
import { planRevocation } from '../../../../lib/hubs/revocation/revocation-plan';
import { revoke } from '../../../../lib/hubs/revocation/revoke';
import { orderRenewal } from '../../../../lib/hubs/rotation/renewal-orders';
import { newKeyWithRequest } from '../../../../packages/data-hub/src/csr/certificate-request';
import { RequestRuns, THING } from '../fixtures/request-runs';

let runs: RequestRuns;
let { aws, desk, hub, enrolledHub, run } = (runs = new RequestRuns());
afterEach(() => {
  runs.desk.clear();
  ({ aws, desk, hub, enrolledHub, run } = runs = new RequestRuns());
});
afterAll(() => {
  runs.desk.clear();
});

describe('a request that is not granted', () => {
  async function refusedCode(): Promise<string | undefined> {
    const steps = await run();
    const [step] = steps;
    expect(steps).toHaveLength(1);
    expect(step?.step).toBe('refused');
    expect(aws.iot.active.length).toBeLessThanOrEqual(1);
    return hub.answer.refused?.code;
  }

  test('signed by another key, as whoever has stolen a session has to', async () => {
    const { certificateId } = await enrolledHub();
    const { privateKey } = await newKeyWithRequest(THING);
    await hub.ask({ certificateId, privateKey });
    expect(await refusedCode()).toBe('SIGNATURE_INVALID');
    // Once is enough.
    expect(await run()).toEqual([]);
  });

  test('signed for another request', async () => {
    const old = await enrolledHub();
    await hub.ask(old);
    const { signature } = aws.shadows.of(THING).reported['request'] as { signature: string };
    await hub.ask(old, { signature });
    expect(await refusedCode()).toBe('SIGNATURE_INVALID');
  });

  test("by another hub's certificate", async () => {
    await enrolledHub();
    await hub.ask(await enrolledHub('acme--berlin-2'));
    const { hubs } = await processRequests(await desk.open(aws));
    expect(hubs).toMatchObject([{ hub: 'berlin-1', steps: [{ code: 'SIGNER_UNKNOWN' }] }]);
  });

  test('by a certificate that is not active', async () => {
    const old = await enrolledHub();
    await hub.ask(old);
    const platform = await desk.open(aws);
    const plan = await planRevocation(platform, { name: 'berlin-1', thingName: THING });
    await revoke(platform, plan, () => undefined);
    expect(await refusedCode()).toBe('SIGNER_INACTIVE');
  });

  test('for the name of another hub', async () => {
    const old = await enrolledHub();
    await hub.ask(old, { keys: await newKeyWithRequest('acme--berlin-10') });
    expect(await refusedCode()).toBe('REQUEST_OF_ANOTHER');
  });

  test('under the id of another one', async () => {
    await hub.ask(await enrolledHub(), { id: 'a'.repeat(64) });
    expect(await refusedCode()).toBe('REQUEST_ID');
  });

  test('for the key that the hub has', async () => {
    const { privateKey, request } = await newKeyWithRequest(THING);
    writeFileSync(desk.path('own.csr'), request);
    const { certificate } = await enroll(await desk.open(aws), {
      hub: 'berlin-1',
      csr: desk.path('own.csr'),
      out: desk.path('bundle'),
    });
    await hub.ask({ certificateId: certificate?.id ?? '', privateKey }, { keys: { privateKey, request } });
    expect(await refusedCode()).toBe('KEY_REUSED');
  });

  test('while operators forbid it', async () => {
    const old = await enrolledHub();
    await orderRenewal(await desk.open(aws), 'berlin-1', 'forbid');
    await hub.ask(old);
    expect(await refusedCode()).toBe('RENEWAL_FORBIDDEN');
    await orderRenewal(await desk.open(aws), 'berlin-1', 'allow');
    await hub.ask(old);
    expect(await run()).toMatchObject([{ step: 'issued' }]);
  });

  test.each([
    ['no object', 'x'],
    ['an unknown member', { id: 'a'.repeat(64), more: 1 }],
    [
      'a certificate id that is a path',
      { id: 'a'.repeat(64), csr: '', certificateId: '../x', signature: '', at: '' },
    ],
  ])('in a form that is none: %s', async (_what, request) => {
    await enrolledHub();
    aws.shadows.report(THING, { request });
    expect(await run()).toMatchObject([{ step: 'refused', code: 'REQUEST_MALFORMED' }]);
    expect(aws.iot.active).toHaveLength(1);
  });
});
