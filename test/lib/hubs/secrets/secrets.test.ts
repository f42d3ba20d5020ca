import { writeFileSync } from 'node:fs';
import type { Platform } from '../../../../lib/account/open-platform';
import {
  parseSecretValue,
  readSecretValue,
  type SecretValue,
} from '../../../../lib/hubs/secrets/secret-value';
import {
  deleteSecret,
  listSecrets,
  putSecret,
  revealSecret,
  showSecret,
} from '../../../../lib/hubs/secrets/secrets';
import { denied, FakeAws, KEY_ARN } from '../fixtures/fake-aws';
import { Desk } from '../fixtures/operator';
import { serviceError } from '../fixtures/service-error';

const PASSWORD = { connector: 'postgres', name: 'password' };
const PARAMETER = '/test/acme/connectors/postgres/password';
const SECRET = 'correct-horse-battery';

let aws: FakeAws;
let desk: Desk;
let platform: Platform;
beforeEach(async () => {
  aws = new FakeAws();
  desk = new Desk();
  platform = await desk.open(aws);
});
afterEach(() => {
  desk.clear();
});

function value(text: string): SecretValue {
  return parseSecretValue(Buffer.from(text), 'standard input', false);
}

describe('a value', () => {
  test.each([
    ['a\n', 'a', true],
    ['a\r\n', 'a', true],
    ['a\n\n', 'a\n', true],
    [' a ', ' a ', false],
    ['ä€😀', 'ä€😀', false],
  ])('%j is stored as %j', (input, text, newlineRemoved) => {
    expect(value(input)).toMatchObject({ text, newlineRemoved, bytes: Buffer.byteLength(text) });
  });

  test('is kept to the byte where that is asked for', () => {
    expect(parseSecretValue(Buffer.from('\ufeffa\n'), 'standard input', true)).toEqual({
      text: '\ufeffa\n',
      bytes: 5,
      newlineRemoved: false,
    });
  });

  test.each([
    ['nothing', Buffer.from(''), 'is empty'],
    ['a line feed only', Buffer.from('\n'), 'is empty'],
    ['NUL', Buffer.from('a\0b'), 'NUL'],
    ['a byte-order mark', Buffer.from('\ufeffa'), 'begins with a byte-order mark (U+FEFF)'],
    ['bytes that are no text', Buffer.from([0x01, 0xff]), 'is not text'],
    ['Latin-1', Buffer.from('Pässwort', 'latin1'), 'probably Latin-1 (ISO 8859-1)'],
    ['Windows-1252', Buffer.from([0x61, 0x80]), 'probably Windows-1252'],
    ['UTF-16 with a mark', Buffer.from('\ufeffab', 'utf16le'), 'is UTF-16 text (little endian)'],
    ['UTF-16 without one', Buffer.from('ab', 'utf16le').swap16(), 'is UTF-16 text (big endian)'],
    ['8193 bytes', Buffer.from('€'.repeat(2731)), '8193 bytes'],
  ])('of %s is refused', (_, input, message) => {
    expect(() => parseSecretValue(input, 'standard input', false)).toThrow(message);
  });

  // Bytes that cannot be decoded cannot be stored either: Parameter Store keeps text.
  test.each(['utf16le', 'latin1'] as const)(
    'in %s is refused with --exact, too, and never told',
    (encoding) => {
      const input = Buffer.from('\ufeffPässwort', encoding);
      expect(() => parseSecretValue(input, 'standard input', true)).toThrow(/save it as UTF-8/);
      expect(() => parseSecretValue(input, 'standard input', true)).not.toThrow(/ssw/);
    },
  );

  test('comes from a file, which is there or is named', () => {
    writeFileSync(desk.path('value'), 'from a file\n');
    expect(readSecretValue(desk.path('value'), false).text).toBe('from a file');
    expect(() => readSecretValue(desk.path('missing'), false)).toThrow('does not exist');
    expect(() => readSecretValue('/dev/zero', false)).toThrow('more than 1,048,576 bytes');
    writeFileSync(desk.path('large'), 'x'.repeat(2_000_000));
    expect(() => readSecretValue(desk.path('large'), false)).toThrow('2000000 bytes');
  });
});

describe('put', () => {
  test("stores under the organization's key, tagged", async () => {
    expect(await putSecret(platform, PASSWORD, value(SECRET))).toEqual({
      parameter: PARAMETER,
      version: 1,
      tier: 'Standard',
      replaced: false,
    });
    expect(aws.ssm.parameters.get(PARAMETER)).toMatchObject({
      value: SECRET,
      type: 'SecureString',
      keyId: KEY_ARN,
      tags: [
        { Key: 'environment', Value: 'test' },
        { Key: 'orgSlug', Value: 'acme' },
      ],
    });
  });

  test('takes the advanced tier above 4 KB, and stays there', async () => {
    expect(await putSecret(platform, PASSWORD, value('x'.repeat(4096)))).toMatchObject({ tier: 'Standard' });
    expect(await putSecret(platform, PASSWORD, value('x'.repeat(4097)))).toMatchObject({
      tier: 'Advanced',
      replaced: true,
    });
    expect(await putSecret(platform, PASSWORD, value('short'))).toMatchObject({
      tier: 'Advanced',
      version: 3,
    });
  });

  test.each([
    ['../x', 'password'],
    ['Postgres', 'password'],
    ['postgres', 'a/b'],
    ['postgres', 'a b'],
    ['postgres', 'päss'],
    ['postgres', ''],
    ['x'.repeat(300), 'y'.repeat(300)],
    ['mysql', 'password'],
  ])('refuses connector %j, name %j', async (connector, name) => {
    await expect(putSecret(platform, { connector, name }, value(SECRET))).rejects.toMatchObject({
      code: 'CONFIGURATION',
    });
    expect(aws.writes).toEqual([]);
  });

  test('does not put a secret into a parameter that is not encrypted', async () => {
    aws.ssm.parameters.set(PARAMETER, {
      value: 'x',
      version: 1,
      tier: 'Standard',
      keyId: '',
      type: 'String',
      tags: [],
    });
    await expect(putSecret(platform, PASSWORD, value(SECRET))).rejects.toMatchObject({
      code: 'SECRET_OF_ANOTHER_KIND',
    });
  });

  test('repeats nothing of what the service says of the value', async () => {
    aws.interference = {
      before: (action) => {
        if (action === 'ssm:PutParameter')
          throw serviceError('ValidationException', `Value '${SECRET}' is bad`);
      },
    };
    const failure = await putSecret(platform, PASSWORD, value(SECRET)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'AWS_REFUSED' });
    expect(String(failure)).toContain(PARAMETER);
    expect(String(failure)).not.toContain(SECRET);
  });
});

describe('reading', () => {
  test("lists the organization's secrets without their values", async () => {
    for (const name of ['c', 'a', 'b']) await putSecret(platform, { connector: 'sftp', name }, value(SECRET));
    await putSecret(platform, PASSWORD, value(SECRET));
    const neighbour = await desk.open(aws, 'acme-eu');
    const foreign = {
      value: SECRET,
      version: 1,
      tier: 'Standard',
      keyId: '',
      type: 'SecureString',
      tags: [],
    };
    aws.ssm.parameters.set('/test/acme-eu/connectors/sftp/a', foreign);
    expect((await listSecrets(platform)).map(({ connector, name }) => `${connector}/${name}`)).toEqual([
      'postgres/password',
      'sftp/a',
      'sftp/b',
      'sftp/c',
    ]);
    expect(await listSecrets(platform, 'postgres')).toHaveLength(1);
    expect(await listSecrets(neighbour)).toHaveLength(1);
    const shown = await showSecret(platform, PASSWORD);
    expect(shown).toMatchObject({ parameter: PARAMETER, version: 1, tier: 'Standard', key: KEY_ARN });
    expect(JSON.stringify([shown, await listSecrets(platform)])).not.toContain(SECRET);
  });

  test('reveals a value to whom the key lets', async () => {
    await putSecret(platform, PASSWORD, value(SECRET));
    expect(await revealSecret(platform, PASSWORD)).toBe(SECRET);
  });

  test.each([
    'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.',
    'User: arn:aws:sts::111122223333:assumed-role/operator/ann is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-central-1:111122223333:key/of-acme with an explicit deny',
  ])('tells an operator why not: %s', async (message) => {
    await putSecret(platform, PASSWORD, value(SECRET));
    aws.interference = {
      before: (action) => {
        if (action === 'ssm:GetParameter') throw serviceError('AccessDeniedException', message);
      },
    };
    await expect(revealSecret(platform, PASSWORD)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
    aws.interference = denied('ssm:GetParameter');
    await expect(revealSecret(platform, PASSWORD)).rejects.toMatchObject({ code: 'AWS_DENIED' });
  });
});

test('what is deleted is gone, and what is unknown is named', async () => {
  await putSecret(platform, PASSWORD, value(SECRET));
  expect(await deleteSecret(platform, PASSWORD)).toBe(PARAMETER);
  for (const act of [deleteSecret, showSecret, revealSecret]) {
    await expect(act(platform, PASSWORD)).rejects.toMatchObject({ code: 'SECRET_UNKNOWN' });
  }
});
