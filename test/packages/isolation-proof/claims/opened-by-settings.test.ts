import { nothingPublic } from '../../../../packages/isolation-proof/src/claims/nothing-public';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { judged, told } from './judged';

/** Whom the roles of these tenants trust. */
const EXEMPT = { service: 'credentials.iot.amazonaws.com', name: 'IoT', assumed: 'It', closedBy: 'nothing' };

function saidOf(type: string, properties: JsonObject): string[] {
  return told(judged(nothingPublic({ exempt: EXEMPT }), twoOrganizations({ Open: [type, properties] })));
}

const brokers = (Type: JsonObject[string]): JsonObject => ({
  BrokerNodeGroupInfo: { ConnectivityInfo: { PublicAccess: { Type } } },
  Tags: { orgSlug: 'acme' },
});
const build = (Visibility: JsonObject[string]): JsonObject => ({ Visibility, Tags: tagsOf('acme') });
const signIn = (ProviderType: JsonObject[string]): JsonObject => ({ UserPoolId: 'pool', ProviderType });

/** Settings by which people get in without any policy. */
test.each<[string, JsonObject, JsonObject, string]>([
  [
    'AWS::MSK::Cluster',
    brokers('DISABLED'),
    brokers('SERVICE_PROVIDED_EIPS'),
    'its brokers have addresses on the internet (BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type)',
  ],
  [
    'AWS::CodeBuild::Project',
    build('PRIVATE'),
    build('PUBLIC_READ'),
    'anybody can see logs and results of builds (Visibility)',
  ],
  [
    'AWS::CodeBuild::Project',
    build('PRIVATE'),
    build({ Ref: 'Unknown' }),
    'anybody can see logs and results of builds (Visibility)',
  ],
  [
    'AWS::Cognito::UserPoolIdentityProvider',
    signIn('SAML'),
    signIn('Google'),
    'anybody signs up with the provider, and gets tokens of the pool (ProviderType)',
  ],
])('%s is closed with %j, and open with %j', (type, closed, open, what) => {
  expect(saidOf(type, closed)).toEqual([]);
  expect(saidOf(type, open)).toEqual([`acme/Open is open: ${what}`]);
});
