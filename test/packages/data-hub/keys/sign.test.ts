import { generateKeyPairSync, verify } from 'node:crypto';
import { signWith } from '../../../../packages/data-hub/src/keys/sign';

test.each([
  ['P-256', generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 })],
])('a signature by a %s key is of this text and this key', (_kind, { privateKey, publicKey }) => {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const signature = Buffer.from(signWith(pem, 'a text\n'), 'base64');

  expect(verify('sha256', Buffer.from('a text\n'), publicKey, signature)).toBe(true);
  expect(verify('sha256', Buffer.from('another\n'), publicKey, signature)).toBe(false);
});
