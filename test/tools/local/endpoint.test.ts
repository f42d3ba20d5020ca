import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import { EndpointRefusedError } from '../../../tools/local/errors';

describe('requireLocalEndpoint', () => {
  test.each([
    'http://localhost:1',
    'http://localhost:5000',
    'http://localhost:65535',
    'https://localhost:5000',
  ])('accepts %s', (address) => {
    expect(requireLocalEndpoint(address)).toBe(address);
  });

  test.each([
    ['AWS itself', 'https://s3.eu-central-1.amazonaws.com'],
    ['another protocol', 'ftp://localhost:5000'],
    ['an address, which moves the bucket into the path', 'http://127.0.0.1:5000'],
    ['another host that begins the same', 'http://localhost.example.com:5000'],
    ['another host that ends the same', 'http://my-localhost:5000'],
    ['another host after user information', 'http://localhost:5000@example.com'],
    ['user information', 'http://user@localhost:5000'],
    ['no port', 'http://localhost'],
    ['port 0', 'http://localhost:0'],
    ['a port that is too high', 'http://localhost:65536'],
    ['a path', 'http://localhost:5000/'],
    ['a second line', 'http://localhost:5000\nhttp://example.com'],
    ['upper case', 'HTTP://LOCALHOST:5000'],
    ['nothing', ''],
  ])('refuses %s', (_reason, address) => {
    expect(() => requireLocalEndpoint(address)).toThrow(EndpointRefusedError);
  });
});
