import {
  accountOfProvider,
  audienceKeyOf,
} from '../../../../packages/isolation-proof/src/access/federated-trust';

test.each<[string | undefined, string | undefined, string | undefined]>([
  [
    'arn:aws:iam::111122223333:oidc-provider/Token.example.com/ID',
    '111122223333',
    'token.example.com/id:aud',
  ],
  ['arn:aws-cn:iam::111122223333:saml-provider/ours', '111122223333', 'saml:aud'],
  ['arn:aws:iam::111122223333:oidc-provider/x/y:saml-provider/z', '111122223333', 'x/y:saml-provider/z:aud'],
  ['cognito-identity.amazonaws.com', undefined, undefined],
  ['arn:aws:iam::111122223333:role/x', undefined, undefined],
  ['arn:aws:iam::1111:oidc-provider/x', undefined, undefined],
  ['arn:aws:iam::111122223333:oidc-provider/', undefined, undefined],
  ['arn:aws:iam::111122223333:oidc-provider/*', undefined, undefined],
  ['arn:aws:iam::111122223333:oidc-provider/${aws:username}', undefined, undefined],
  ['arn:aws:iam::111122223333:oidc-provider/x*', undefined, undefined],
  ['arn:*:iam::111122223333:oidc-provider/x', undefined, undefined],
  ['xarn:aws:iam::111122223333:oidc-provider/x', undefined, undefined],
  [undefined, undefined, undefined],
])('the provider %s is of account %s, and its audience is %s', (provider, account, key) => {
  expect(accountOfProvider(provider)).toBe(account);
  expect(provider === undefined ? undefined : audienceKeyOf(provider)).toBe(key);
});
