import { reasonIn, refused, StoryError } from '../../../../tools/local/story/outcome';

function failing(name: string, message = ''): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(message), { name }));
}

test.each(['AccessDenied', 'AccessDeniedException'])('%s is a refusal', async (name) => {
  await expect(refused(failing(name, 'no'))).resolves.toBe('refused: no');
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
  ['Access Denied', 'Access Denied'],
])('the reason in: %s', (message, reason) => {
  expect(reasonIn(message)).toBe(reason);
});
