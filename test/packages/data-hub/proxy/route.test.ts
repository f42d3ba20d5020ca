import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '../../../../config/errors';
import { hubRoutes, type Variables } from '../../../../packages/data-hub/src/proxy/route';

const CONFIG = '/etc/data-hub/hub.json';
const AWS = 'https://c1a2b3.credentials.iot.eu-central-1.amazonaws.com';
const LOCAL = 'https://localhost:4566';

function route(
  url: string,
  config: Parameters<typeof hubRoutes>[0],
  variables: Variables,
): { origin: string | undefined; because: string } {
  const { proxy, because } = hubRoutes(config, CONFIG, variables)(new URL(url));
  return { origin: proxy?.origin, because };
}

test.each([
  [AWS, {}, {}, undefined, 'no proxy is set, neither in hub.json nor as HTTPS_PROXY'],
  [AWS, { proxy: 'http://a:3128' }, {}, 'http://a:3128', `it is set in "proxy" of ${CONFIG}`],
  [AWS, {}, { HTTPS_PROXY: 'http://b:3128' }, 'http://b:3128', 'it is set in the variable HTTPS_PROXY'],
  [
    AWS,
    { proxy: 'https://a/' },
    { https_proxy: 'http://b:3128' },
    'https://a',
    `it is set in "proxy" of ${CONFIG}, which wins over https_proxy`,
  ],
  [
    AWS,
    {},
    { https_proxy: 'http://b', HTTPS_PROXY: 'http://c' },
    'http://b',
    'it is set in the variable https_proxy',
  ],
  [
    AWS,
    {},
    { https_proxy: ' ', HTTPS_PROXY: 'c.example:3128' },
    'http://c.example:3128',
    'it is set in the variable HTTPS_PROXY',
  ],
  [
    AWS,
    { proxy: 'http://a' },
    { NO_PROXY: 'amazonaws.com' },
    undefined,
    `the variable NO_PROXY covers ${new URL(AWS).hostname}`,
  ],
  [
    AWS,
    { proxy: 'http://a', noProxy: [] },
    { NO_PROXY: '*' },
    'http://a',
    `it is set in "proxy" of ${CONFIG}`,
  ],
  [
    AWS,
    { noProxy: ['.amazonaws.com'] },
    { HTTPS_PROXY: 'http://b' },
    undefined,
    `"noProxy" of ${CONFIG} covers ${new URL(AWS).hostname}`,
  ],
  [
    LOCAL,
    {},
    { HTTPS_PROXY: 'http://b' },
    undefined,
    'the variable HTTPS_PROXY is not used for addresses of this machine',
  ],
  [LOCAL, { proxy: 'http://a' }, {}, 'http://a', `it is set in "proxy" of ${CONFIG}`],
  ['http://127.0.0.1:4566', { proxy: 'http://a' }, {}, 'http://a', `it is set in "proxy" of ${CONFIG}`],
  [
    LOCAL,
    { proxy: 'http://a', noProxy: ['localhost'] },
    {},
    undefined,
    `"noProxy" of ${CONFIG} covers localhost`,
  ],
  [
    'http://emulated.example',
    {},
    { HTTPS_PROXY: 'http://b' },
    undefined,
    'the variable HTTPS_PROXY is for HTTPS only',
  ],
])('%s with %j and %j goes through %s: %s', (url, config, variables, origin, because) => {
  expect(route(url, config, variables)).toEqual({ origin, because });
});

test('user and password of the variable are decoded, and are in none of its texts', () => {
  const { proxy } = hubRoutes({}, CONFIG, { HTTPS_PROXY: 'http://hub:p%40ss%3A@b:3128' })(new URL(AWS));

  expect(proxy?.login()).toBe('hub:p@ss:');
  expect(JSON.stringify(proxy)).not.toMatch(/p%40|p@/);
  expect(proxy).toMatchObject({ origin: 'http://b:3128', loginIn: 'the variable HTTPS_PROXY' });
});

test('a proxy without a login knows where one would go', () => {
  const goesInto = (config: Parameters<typeof hubRoutes>[0], variables: Variables): string | undefined =>
    hubRoutes(config, CONFIG, variables)(new URL(AWS)).proxy?.loginGoesInto;

  expect(goesInto({ proxy: 'http://a:3128' }, {})).toBe(
    `a file with mode 0600, as user:password, and name it in "proxyCredentialsFile" of ${CONFIG}`,
  );
  expect(goesInto({}, { https_proxy: 'http://b:3128' })).toBe(
    'the variable https_proxy, as http://<user>:<password>@b:3128',
  );
});

test.each(['socks5://hub:SECRET@b:1080', 'http://hub:SECRET#1@b:3128', 'http://hub:SECRET%@b', 'http://'])(
  'the variable %s is refused without quoting it',
  (value) => {
    const refuse = (): unknown => hubRoutes({}, CONFIG, { HTTPS_PROXY: value });

    expect(refuse).toThrow(ConfigurationError);
    expect(refuse).toThrow(/^variable HTTPS_PROXY: .*write http:\/\/<host>:<port> or/);
    expect(refuse).not.toThrow(/SECRET/);
  },
);

test('the file with user and password is relative to hub.json, and read anew each time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'route-'));
  const write = (login: string): void => {
    writeFileSync(join(folder, 'proxy-login'), login, { mode: 0o600 });
  };
  const config = { proxy: 'http://a:3128', proxyCredentialsFile: 'proxy-login' };
  const { proxy } = hubRoutes(config, join(folder, 'hub.json'), {})(new URL(AWS));
  write('hub:first');

  expect(proxy).toMatchObject({ loginIn: join(folder, 'proxy-login') });
  expect(proxy?.login()).toBe('hub:first');
  write('hub:second');
  expect(proxy?.login()).toBe('hub:second');
  rmSync(folder, { recursive: true });
});
