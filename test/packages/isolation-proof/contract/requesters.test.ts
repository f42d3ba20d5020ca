import { nameOf } from '../../../../packages/isolation-proof/src/decide/request';
import type { OtherRequester } from '../../../../packages/isolation-proof/src/contract/other-requester';
import {
  type PrincipalKind,
  trustedBy,
} from '../../../../packages/isolation-proof/src/contract/principal-kind';
import { requestersOf } from '../../../../packages/isolation-proof/src/contract/requesters';
import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import { twoOrganizations } from '../fixtures/organizations';
import { NOTHING_SHARED } from '../fixtures/nothing-shared';
import { TAGS } from '../fixtures/tenant-tags';

const KNOWN = { model: readModel(twoOrganizations(), { tags: TAGS }), tenancy: NOTHING_SHARED };

const HUB: PrincipalKind = {
  id: 'hub',
  label: 'Hub',
  subject: 'a hub',
  recognises: trustedBy('credentials.iot.amazonaws.com'),
  session: new Map([['credentials-iot:thingname', known('example')]]),
};
const PIPELINE: PrincipalKind = {
  id: 'pipeline',
  label: 'Pipeline',
  subject: 'a pipeline',
  recognises: trustedBy('glue.amazonaws.com'),
};

function arnsOf(
  kinds: readonly PrincipalKind[],
  kind: string,
  others: readonly OtherRequester[] = [],
): (string | undefined)[] | undefined {
  const { requesters } = requestersOf(kinds, others, KNOWN, 'acme');
  return requesters.get(kind)?.map((requester) => nameOf(requester));
}

test('principals of the one tenant are sorted by the kinds that recognise them', () => {
  const role = 'arn:aws:iam::111122223333:role/acme-role';
  expect(arnsOf([HUB, PIPELINE], 'hub')).toEqual([role]);
  expect(arnsOf([HUB, PIPELINE], 'pipeline')).toEqual([]);
  expect(arnsOf([HUB, { ...PIPELINE, recognises: () => true }], 'pipeline')).toEqual([role]);
});

test('a session carries what its kind says, beside what the principal has', () => {
  const [requester] = requestersOf([HUB], [], KNOWN, 'acme').requesters.get('hub') ?? [];
  const facts = requester !== undefined && 'facts' in requester ? requester.facts : undefined;
  expect(facts?.get('credentials-iot:thingname')).toEqual(known('example'));
  expect(facts?.get('aws:principaltag/orgslug')).toEqual(known('acme'));
});

test('a session can carry what depends on the principal', () => {
  const session: PrincipalKind['session'] = ({ arn }) => new Map([['aws:sourceidentity', known(arn)]]);
  const [requester] = requestersOf([{ ...HUB, session }], [], KNOWN, 'acme').requesters.get('hub') ?? [];
  const facts = requester !== undefined && 'facts' in requester ? requester.facts : undefined;
  expect(facts?.get('aws:sourceidentity')).toEqual(known('arn:aws:iam::111122223333:role/acme-role'));
});

test('somebody of no kind, and a kind that has nobody and must, are told', () => {
  const { unclassified, absentKinds } = requestersOf([{ ...PIPELINE, required: true }], [], KNOWN, 'acme');
  expect(unclassified.map(({ arn }) => arn)).toEqual(['arn:aws:iam::111122223333:role/acme-role']);
  expect(absentKinds).toEqual(['pipeline']);
  const all = requestersOf([{ ...HUB, required: true }, PIPELINE], [], KNOWN, 'acme');
  expect(all.unclassified).toEqual([]);
  expect(all.absentKinds).toEqual([]);
});

test('others ask beside them, where the templates have a place for them', () => {
  const s3: OtherRequester = { id: 's3', subject: 'S3', of: () => ({ service: 's3.amazonaws.com' }) };
  expect(arnsOf([HUB], 's3', [s3])).toEqual(['s3.amazonaws.com']);
  expect(arnsOf([HUB], 's3', [{ ...s3, of: () => undefined }])).toEqual([]);
});
