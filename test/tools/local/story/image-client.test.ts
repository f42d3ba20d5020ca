import { requireLocalEndpoint } from '../../../../tools/local/endpoint';
import { whyNoImages } from '../../../../tools/local/story/image-client';

const { signal } = new AbortController();
const emulator = {
  endpoint: requireLocalEndpoint('http://localhost:1'),
  secureEndpoint: requireLocalEndpoint('https://localhost:2'),
  caFile: 'ca.pem',
};
const { PATH } = process.env;

afterEach(() => {
  process.env['PATH'] = PATH;
});

test('an account without a registry takes no images', async () => {
  await expect(whyNoImages({ emulator: { ...emulator, registryEndpoint: undefined }, signal })).resolves.toBe(
    'docker-registry is not installed',
  );
});

test('without skopeo nobody can push or pull images', async () => {
  process.env['PATH'] = '/nowhere';
  const registryEndpoint = 'http://127.0.0.1:3';
  await expect(whyNoImages({ emulator: { ...emulator, registryEndpoint }, signal })).resolves.toBe(
    'skopeo is not installed',
  );
});
