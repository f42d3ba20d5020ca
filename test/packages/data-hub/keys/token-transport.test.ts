import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examine } from '../../../../packages/data-hub/src/doctor/doctor';
import { type HubConfig, HUB_FILES } from '../../../../packages/data-hub/src/hub-config';
import { AlertingServer } from '../fixtures/alerting-server';
import { TestCa } from '../fixtures/certificates';
import { ConnectProxy } from '../fixtures/connect-proxy';
import { refuse } from '../fixtures/credentials-server';
import { NO_TOKENS } from '../fixtures/soft-token';
import { TokenHub } from '../fixtures/token-hub';

jest.setTimeout(30_000);

// With a reason that is read in the list of what was skipped.
const describeToken = NO_TOKENS === undefined ? describe : describe.skip;
describeToken(
  `requests by a key in a PKCS#11 token${NO_TOKENS === undefined ? '' : ` (${NO_TOKENS})`}`,
  () => {
    let hub: TokenHub;

    beforeAll(async () => {
      hub = await TokenHub.create();
    });
    beforeEach(() => {
      hub.mend();
    });
    afterAll(() => hub.remove());

    test('failures of the server have the same codes as with a key in a file', async () => {
      const stranger = await TestCa.create('Stranger');
      const codeOf = (changes: Partial<HubConfig>): Promise<unknown> =>
        hub
          .fetcher(changes)
          .fetch()
          .catch((error: unknown) => (error as { code?: unknown }).code);
      hub.write('stranger.pem', stranger.certificate);
      expect(await codeOf({ rootCaFile: 'stranger.pem' })).toBe('SERVER_NOT_TRUSTED');
      expect(await codeOf({ credentialsEndpoint: `https://127.0.0.1:${hub.server.port}` })).toBe(
        'SERVER_NOT_TRUSTED',
      );
      expect(await codeOf({ credentialsEndpoint: 'https://localhost:1' })).toBe('CONNECTION_FAILED');
      expect(await codeOf({ credentialsEndpoint: 'https://no-such-name.localhost.invalid' })).toBe(
        'DNS_FAILED',
      );
      hub.server.fault = (_request, response) => {
        refuse(response, 403, 'AccessDeniedException', 'Certificate is invalid on this endpoint');
      };
      expect(await codeOf({})).toBe('CREDENTIALS_REFUSED');
      hub.server.fault = (_request, response) => response.end('x'.repeat(70_000));
      expect(await codeOf({})).toBe('BAD_RESPONSE');
      hub.server.fault = (incoming) => incoming.socket.destroy();
      expect(await codeOf({})).toBe('CONNECTION_FAILED');
    });

    test('the request goes through the proxy of hub.json, and what the proxy refuses is told as with other keys', async () => {
      const proxy = await ConnectProxy.start();
      try {
        proxy.login = 'hub:p"äss\\word';
        hub.write('proxy-login', proxy.login);
        const changes = { proxy: proxy.origin, proxyCredentialsFile: 'proxy-login' };
        await hub.fetcher(changes).fetch();
        expect(proxy.tunnels).toEqual([
          {
            target: `localhost:${hub.server.port}`,
            authorization: `Basic ${Buffer.from(proxy.login).toString('base64')}`,
          },
        ]);

        hub.write('proxy-login', 'hub:WRONG');
        await expect(hub.fetcher(changes).fetch()).rejects.toMatchObject({
          code: 'PROXY_REFUSED',
          message: expect.stringMatching(/refused the user or password in .*proxy-login \(407\)/) as string,
        });
        await expect(hub.fetcher({ proxy: 'http://localhost:1' }).fetch()).rejects.toMatchObject({
          code: 'PROXY_FAILED',
          kind: 'transient',
        });
      } finally {
        await proxy.stop();
      }
    });

    test.each(['-tls1_2', '-tls1_3'])(
      'a certificate that the server does not accept is told as refused (%s)',
      async (version) => {
        const other = await TestCa.create('Other');
        hub.write(
          'other.pem',
          await other.certify(readFileSync(join(hub.folder, HUB_FILES.request), 'utf8')),
        );
        const alerting = await AlertingServer.start(hub.server.ca, version);
        try {
          const changes = { certificateFile: 'other.pem', credentialsEndpoint: alerting.endpoint };
          const refused = { code: 'CERTIFICATE_REFUSED', kind: 'refused' };
          await expect(hub.fetcher(changes).fetch()).rejects.toMatchObject(refused);
          // Nor does doctor take the same server, which insists on a certificate, for one that is not there.
          const results = await examine({
            config: { ...hub.config, ...changes },
            configFile: hub.configFile,
          });
          expect(results.find(({ check }) => check === 'tls')).toMatchObject({ outcome: 'ok' });
        } finally {
          alerting.stop();
        }
      },
    );

    test('a fetch that is stopped leaves no program behind', async () => {
      const asked = new Promise<void>((resolve) => {
        hub.server.fault = () => {
          resolve();
        };
      });
      const stopping = new AbortController();
      const fetching = hub.fetcher().fetch(stopping.signal);
      await asked;
      stopping.abort();

      await expect(fetching).rejects.toMatchObject({ code: 'STOPPED' });
      const children = execFileSync('ps', ['-o', 'comm=', '--ppid', String(process.pid)], {
        encoding: 'utf8',
      });
      expect(children).not.toContain('curl');
    });
  },
);
