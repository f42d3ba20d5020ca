import { isDirect, isLoopback, listOfVariable } from '../../../../packages/data-hub/src/proxy/direct-hosts';

const S3 = 'https://acme-raw.s3.eu-central-1.amazonaws.com';

test.each([
  ['*', S3],
  ['amazonaws.com', S3],
  ['.amazonaws.com', S3],
  ['*.amazonaws.com', S3],
  ['AMAZONAWS.com.', S3],
  ['acme-raw.s3.eu-central-1.amazonaws.com', `${S3}.`],
  ['amazonaws.com:443', S3],
  ['proxyless.example', 'https://proxyless.example:8443'],
  ['10.0.0.0/8', 'https://10.1.2.3'],
  ['10.1.2.3', 'https://10.1.2.3'],
  ['10.1.2.3:8443', 'https://10.1.2.3:8443'],
  ['::1', 'https://[::1]:4566'],
  ['[::1]:4566', 'https://[::1]:4566'],
  ['fd00::/8', 'https://[fd00:0:0::12]'],
  ['localhost', 'http://acme.localhost:4566'],
])('the exception %s covers %s', (exception, url) => {
  expect(isDirect(new URL(url), ['other.example', exception])).toBe(true);
});

test.each([
  ['zonaws.com', S3],
  ['eu.amazonaws.com', S3],
  ['amazonaws.com:8443', S3],
  ['acme.example', 'https://acme-eu.example'],
  ['10.0.0.0/8', 'https://11.1.2.3'],
  ['10.0.0.0/8', 'https://10.example.com'],
  ['10.0.0.0/99', 'https://10.1.2.3'],
  ['fd00::/8', 'https://10.1.2.3'],
  ['10.1.2.3', 'https://10.1.2.34'],
  ['.', S3],
  [':443', S3],
])('the exception %s does not cover %s', (exception, url) => {
  expect(isDirect(new URL(url), [exception])).toBe(false);
});

test('this machine is named by localhost and by loopback addresses', () => {
  const urls = ['http://localhost:1', 'https://a.localhost', 'http://127.9.9.9', 'http://[::1]:1'];

  expect(urls.filter((url) => !isLoopback(new URL(url)))).toEqual([]);
  expect(isLoopback(new URL('https://localhost.example'))).toBe(false);
});

test('a variable separates exceptions by commas or spaces', () => {
  expect(listOfVariable(' localhost,.example.com  10.0.0.0/8,, ')).toEqual([
    'localhost',
    '.example.com',
    '10.0.0.0/8',
  ]);
  expect(listOfVariable(undefined)).toEqual([]);
});
