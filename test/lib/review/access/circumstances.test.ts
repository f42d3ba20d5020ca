import { circumstancesOf } from '../../../../lib/review/access/circumstances';
import { textOf } from '../../../../lib/review/access/phrase';

const SPELLINGS: Readonly<Record<string, string>> = {
  'aws:principaltag/orgslug': 'aws:PrincipalTag/orgSlug',
  'aws:resourcetag/orgslug': 'aws:ResourceTag/orgSlug',
  'aws:tagkeys': 'aws:TagKeys',
};

test.each<[context: Record<string, string | string[] | null>, words: string[]]>([
  [{}, []],
  [{ 'aws:securetransport': 'false' }, ['without TLS']],
  [{ 'aws:securetransport': 'true' }, ['over TLS']],
  [{ 's3:tlsversion': '1.1' }, ['over TLS 1.1']],
  [{ 's3:tlsversion': 'x' }, ['with the TLS version x']],
  [{ 'aws:sourcevpce': null }, ['through no VPC endpoint']],
  [{ 'aws:sourcevpce': 'vpce-1' }, ['through the VPC endpoint vpce-1']],
  [{ 'aws:sourceip': '10.0.0.1' }, ['from 10.0.0.1']],
  [{ 'aws:sourceaccount': null }, ['on behalf of no account']],
  [{ 'kms:viaservice': 's3.eu-central-1.amazonaws.com' }, ['through s3.eu-central-1.amazonaws.com']],
  [{ 's3:prefix': null }, ['with no prefix']],
  [{ 's3:prefix': 'acme/' }, ['with the prefix acme/']],
  [{ 's3:x-amz-server-side-encryption-aws-kms-key-id': null }, ['with no key named']],
  [{ 'aws:principaltag/orgslug': 'acme-eu' }, ['as a principal with the tag orgSlug = acme-eu']],
  [{ 'aws:resourcetag/orgslug': null }, ['on a resource without the tag orgSlug']],
  [{ 'aws:tagkeys': ['one', 'two'] }, ['with aws:TagKeys = one and two']],
  [{ 'aws:tagkeys': [] }, ['with aws:TagKeys = (no values)']],
  [{ 'aws:principaltag/orgslug': '' }, ['as a principal with the tag orgSlug = (empty)']],
  [{ 'ec2:new': null }, ['with no ec2:new']],
  // Several values of a key that has words for one.
  [{ 'aws:calledvia': ['a', 'b'] }, ['with aws:calledvia = a and b']],
  [{ 's3:tlsversion': '1.0', 'aws:sourcevpc': null }, ['from no VPC', 'over TLS 1.0']],
])('%j', (context, words) => {
  const spelled = (key: string): string => SPELLINGS[key] ?? key;
  expect(circumstancesOf(context, spelled).map(textOf)).toEqual(words);
});
