import { accountOfPrincipal } from '../../../../packages/isolation-proof/src/policies/principal-account';

test.each<[string, string | undefined]>([
  ['111122223333', '111122223333'],
  ['arn:aws:iam::111122223333:root', '111122223333'],
  ['arn:aws-us-gov:iam::111122223333:role/x/y', '111122223333'],
  ['arn:aws:sts::111122223333:assumed-role/x/y', '111122223333'],
  ['11112222333', undefined],
  ['1111222233334', undefined],
  ['x111122223333', undefined],
  ['11112222333x', undefined],
  ['*', undefined],
  ['xarn:aws:iam::111122223333:root', undefined],
  ['arn:aws:iam::11112222333:root', undefined],
  ['arn:aws:iam::*:root', undefined],
  ['arn:*:iam::111122223333:root', undefined],
  ['arn:aws:s3::111122223333:root', undefined],
  // A wildcard is none in a principal, so that this names nobody of whom the account is known.
  ['arn:aws:iam::111122223333:role/*', undefined],
  ['arn:aws:iam::111122223333:', undefined],
  ['s3.amazonaws.com', undefined],
])('%s is a principal of account %s', (text, expected) => {
  expect(accountOfPrincipal(text)).toBe(expected);
});
