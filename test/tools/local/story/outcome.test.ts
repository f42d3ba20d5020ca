import { NotAllowedError } from '../../../../tools/local/errors';
import {
  reasonIn,
  refused,
  refusedQuery,
  refusedSignIn,
  StoryError,
} from '../../../../tools/local/story/outcome';
import { QueryFailedError } from '../../../../tools/local/story/query';

function failing(name: string, message = ''): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(message), { name }));
}

test.each(['AccessDenied', 'AccessDeniedException'])('%s is a refusal', async (name) => {
  await expect(refused(failing(name, 'no'))).resolves.toBe('refused: no');
});

test('what the emulator does not do for a service is a refusal', async () => {
  await expect(refused(() => Promise.reject(new NotAllowedError('no')))).resolves.toBe('refused: no');
});

test('what is allowed is no refusal', async () => {
  await expect(refused(() => Promise.resolve())).rejects.toThrow(StoryError);
});

test.each(['NoSuchKey', 'ExpiredToken', 'SignatureDoesNotMatch', 'TimeoutError', 'InvalidAccessKeyId'])(
  '%s is no refusal: something else is wrong',
  async (name) => {
    await expect(refused(failing(name, 'wrong'))).rejects.toThrow('wrong');
  },
);

test.each([
  [
    'User: arn is not authorized to perform: s3:GetObject on resource: "x" because no identity-based policy allows the s3:GetObject action',
    'no identity-based policy allows the s3:GetObject action',
  ],
  [
    'User: arn is not authorized to perform: s3:PutObject on resource: "x" with an explicit deny in a resource-based policy',
    'an explicit deny in a resource-based policy',
  ],
  [
    'User: arn is not authorized to perform: glue:GetTable on resource: x because no identity-based policy allows the glue:GetTable action (Service: AmazonDataCatalog; Status Code: 400)',
    'no identity-based policy allows the glue:GetTable action',
  ],
  ['Access Denied', 'Access Denied'],
])('the reason in: %s', (message, reason) => {
  expect(reasonIn(message)).toBe(reason);
});

describe('a sign-in', () => {
  test.each(['InvalidIdentityTokenException', 'ExpiredTokenException', 'AccessDenied'])(
    'that is answered with %s is refused',
    async (name) => {
      await expect(refusedSignIn(failing(name, 'no'))).resolves.toBe('refused: no');
    },
  );

  test('that fails for another reason is not', async () => {
    await expect(refusedSignIn(failing('IDPCommunicationErrorException', 'down'))).rejects.toThrow('down');
  });

  test('that succeeds is not', async () => {
    await expect(refusedSignIn(() => Promise.resolve())).rejects.toThrow(StoryError);
  });
});

describe('a query', () => {
  const reason = 'User: arn is not authorized to perform: glue:GetTable on resource: x because no policy';
  const query = (message: string) => () => Promise.reject(new QueryFailedError(message));

  test('that fails for lack of a permission is refused', async () => {
    await expect(refusedQuery('glue:GetTable', query(reason))).resolves.toBe('refused: no policy');
  });

  test.each([
    ['of another permission', reason.replace('GetTable', 'GetTables')],
    ['that is no permission', 'TABLE_NOT_FOUND: line 1:15'],
  ])('that fails for a reason %s is not', async (_what, message) => {
    await expect(refusedQuery('glue:GetTable', query(message))).rejects.toThrow(StoryError);
  });

  test('that succeeds is not', async () => {
    await expect(refusedQuery('glue:GetTable', () => Promise.resolve())).rejects.toThrow(StoryError);
  });

  test('that may not even be started is not', async () => {
    await expect(refusedQuery('glue:GetTable', failing('AccessDeniedException', 'no'))).rejects.toThrow('no');
  });
});
