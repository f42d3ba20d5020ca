import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPlatformLink } from '../../../../packages/data-hub/src/agent/platform-link';
import {
  hubCredentials,
  type HubCredentialsSource,
} from '../../../../packages/data-hub/src/credentials/hub-credentials';
import type { HeartbeatEvent } from '../../../../packages/data-hub/src/heartbeat/heartbeat-event';
import { HUB_FILES, type HubConfig } from '../../../../packages/data-hub/src/hub-config';
import type { RenewalEvent } from '../../../../packages/data-hub/src/renewal/renewal-event';
import { settled, VirtualRuntime } from '../../../../tools/simulation/virtual-runtime';
import { CredentialsServer, THING } from '../fixtures/credentials-server';
import { HubFolder } from '../fixtures/hub-folder';
import { idOf, SimulatedPlatform } from '../fixtures/simulated-platform';
import { until } from '../fixtures/until';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DATA_ENDPOINT = { dataEndpoint: 'http://127.0.0.1:9' };

let server: CredentialsServer;
let folder: HubFolder;
let platform: SimulatedPlatform;
let runtime: VirtualRuntime;
let source: HubCredentialsSource;
let events: (HeartbeatEvent | RenewalEvent)[];

beforeEach(async () => {
  server = await CredentialsServer.start();
  folder = await HubFolder.create(server);
  platform = new SimulatedPlatform(server.ca, THING, () => Date.now());
  platform.attach(folder.pair.certificate);
  runtime = new VirtualRuntime(Date.now(), 1);
  source = hubCredentials({ config: folder.config, configFile: folder.configFile });
  events = [];
});
afterEach(async () => {
  await source.stop();
  await server.stop();
  folder.remove();
});

function start(changes: Partial<HubConfig> = DATA_ENDPOINT): ReturnType<typeof startPlatformLink> {
  return startPlatformLink({
    config: { ...folder.config, ...changes },
    configFile: folder.configFile,
    runtime,
    source,
    state: () => 'ok',
    onEvent: (event) => events.push(event),
    shadow: platform.shadow,
  });
}

/** Lets virtual time go by; trials of certificates are real requests, and take a moment of the real one. */
async function pass(milliseconds: number): Promise<void> {
  const end = runtime.monotonic() + milliseconds;
  while (runtime.step(end)) for (let turn = 0; turn < 50; turn++) await settled();
}

test('tells that it lives, and renews its certificate unattended, with both pairs valid all along', async () => {
  await source.provider();
  const old = folder.pair.certificate;
  platform.desired = { renewIfBefore: new Date(runtime.wall()).toISOString() };
  const link = start();
  await pass(HOUR);
  // What is looked at on the disk takes its time, too.
  await until(() => events.length === 2);
  expect(platform.reported.heartbeat).toMatchObject({ state: 'ok', certificateId: idOf(old) });
  await platform.process();
  const issued = platform.desired.issued?.certificate ?? '';
  server.activate(issued);
  await pass(6 * MINUTE);
  await until(() => events.some(({ event }) => event === 'certificate-renewed'));
  await link.stop();
  await platform.process();
  server.deactivate(old);

  expect(readFileSync(join(folder.path, HUB_FILES.certificate), 'utf8')).toBe(issued);
  expect([...platform.active]).toEqual([idOf(issued)]);
  await source.stop();
  source = hubCredentials({ config: folder.config, configFile: folder.configFile });
  expect(await source.provider()).toMatchObject({ sessionToken: server.secrets.at(-1) });
  expect(server.requests.at(-1)).toMatchObject({ certificateId: idOf(issued) });
  expect(readdirSync(folder.path).sort()).toEqual(
    ['.renewal.json', HUB_FILES.rootCa, HUB_FILES.certificate, HUB_FILES.config, HUB_FILES.privateKey].sort(),
  );
  const happened = events.map(({ event }) => event);
  expect(happened.slice(0, 2).sort()).toEqual(['heartbeat-sent', 'renewal-requested']);
  expect(happened.slice(2)).toEqual(['certificate-renewed']);
});

test.each<[string, Partial<HubConfig>, string[]]>([
  ['no data endpoint', {}, []],
  [
    'heartbeats and renewal off',
    { ...DATA_ENDPOINT, heartbeatMinutes: 0, renewAfterDays: 0 },
    ['renewal-off'],
  ],
  ['heartbeats off and a young certificate', { ...DATA_ENDPOINT, heartbeatMinutes: 0 }, []],
])('with %s nothing is sent', async (_what, changes, told) => {
  await source.provider();
  const link = start(changes);
  await pass(5 * HOUR);
  await link.stop();

  expect(platform.calls).toEqual([]);
  expect(events.map(({ event }) => event)).toEqual(told);
});

test('while there are no credentials, a heartbeat says so in the log and sends nothing', async () => {
  const link = start({ ...DATA_ENDPOINT, renewAfterDays: 0 });
  await pass(20 * MINUTE);
  await link.stop();

  expect(platform.calls).not.toContain('report');
  expect(events[0]).toMatchObject({ event: 'heartbeat-failed', code: 'HUB_CREDENTIALS_UNAVAILABLE' });
});
