import { documentBytes, documentSize } from '../../../lib/capacity/document-size';
import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import { environment, regionNamed } from '../../fixtures/environment';

const PLACE = environment();
const KEY_ARN = 'arn:aws:kms:eu-central-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';

test.each<[what: string, written: Json, deployed: string]>([
  ['text', 'a b', '{"R":"a b"}'],
  ['numbers, lists and null', [1, null, true], '{"R":[1,null,true]}'],
  ['the account', { Ref: 'AWS::AccountId' }, '{"R":"111122223333"}'],
  ['the partition', { Ref: 'AWS::Partition' }, '{"R":"aws"}'],
  ['the Region', { Ref: 'AWS::Region' }, '{"R":"eu-central-1"}'],
  ['the suffix', { Ref: 'AWS::URLSuffix' }, '{"R":"amazonaws.com"}'],
  [
    'a text that is joined',
    { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::raw/acme/*']] },
    '{"R":"arn:aws:s3:::raw/acme/*"}',
  ],
  [
    'a text with variables',
    { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${!aws:username}' },
    '{"R":"arn:aws:iam::111122223333:role/${!aws:username}"}',
  ],
  ['the ARN of a key', { 'Fn::GetAtt': ['Key', 'Arn'] }, `{"R":"${KEY_ARN}"}`],
  ['a name that CloudFormation makes', { Ref: 'Role' }, `{"R":"${'x'.repeat(64)}"}`],
])('%s counts as long as what is deployed', (_, written, deployed) => {
  expect(documentSize({ R: written }, PLACE)).toBe(deployed.length);
});

test('white space between parts does not count, nor how a template is indented', () => {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] };
  expect(documentSize(document, PLACE)).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow"}]}'.length,
  );
});

test('bytes and characters differ where a text is not ASCII', () => {
  expect([documentSize({ Sid: 'ä' }, PLACE), documentBytes({ Sid: 'ä' }, PLACE)]).toEqual([11, 12]);
});

test('names are as long as the partition makes them', () => {
  const china = { ...PLACE, region: regionNamed('cn-north-1') };
  expect(documentSize({ R: { Ref: 'AWS::Partition' } }, china)).toBe('{"R":"aws-cn"}'.length);
});

test('no document has no size, and one that is a text counts as it is sent', () => {
  expect(documentSize(undefined, PLACE)).toBe(0);
  expect(documentSize('{ "a": 1 }', PLACE)).toBe(10);
});
