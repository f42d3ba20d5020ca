import { execFileSync } from 'node:child_process';
import {
  CREDENTIALS_FORMATS,
  credentialsText,
} from '../../../../packages/data-hub/src/formats/credentials-text';
import { requireProfileName } from '../../../../packages/data-hub/src/formats/profile-name';

const CREDENTIALS = {
  accessKeyId: 'ASIA1',
  secretAccessKey: 'a/b+c',
  sessionToken: 'IQoJ//+=',
  expiration: new Date('2026-11-26T12:00:00Z'),
};

test('process is what AWS tools read from a credential_process, and the default', () => {
  expect(CREDENTIALS_FORMATS[0]).toBe('process');
  expect(JSON.parse(credentialsText('process', CREDENTIALS))).toEqual({
    Version: 1,
    AccessKeyId: 'ASIA1',
    SecretAccessKey: 'a/b+c',
    SessionToken: 'IQoJ//+=',
    Expiration: '2026-11-26T12:00:00.000Z',
  });
});

test('env is read by a shell as it is, whatever the values hold', () => {
  const odd = { ...CREDENTIALS, secretAccessKey: `it's $HOME \`id\` "\\` };
  const script = `${credentialsText('env', odd)}\nprintf '%s\\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN" "$AWS_CREDENTIAL_EXPIRATION"`;

  const read = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });

  expect(read.split('\n')).toEqual([
    'ASIA1',
    odd.secretAccessKey,
    'IQoJ//+=',
    '2026-11-26T12:00:00.000Z',
    '',
  ]);
});

test('ini is a profile of a credentials file', () => {
  expect(credentialsText('ini', CREDENTIALS, 'lab')).toBe(
    '[lab]\naws_access_key_id = ASIA1\naws_secret_access_key = a/b+c\naws_session_token = IQoJ//+=',
  );
});

test('json is an object of the names that the SDK has', () => {
  expect(JSON.parse(credentialsText('json', CREDENTIALS))).toEqual({
    ...CREDENTIALS,
    expiration: '2026-11-26T12:00:00.000Z',
  });
});

test.each(['', 'a b', 'a]', '[a', 'a\nb', 'ä', 'x'.repeat(65)])('%j is no name of a profile', (name) => {
  expect(() => {
    requireProfileName(name);
  }).toThrow('--profile');
});

test('plain names are', () => {
  expect(() => {
    requireProfileName('acme-eu.hub_1');
  }).not.toThrow();
});
