import { nothingPublic } from '../../../../packages/isolation-proof/src/claims/nothing-public';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { stackOf } from '../fixtures/stack-of';
import { twoOrganizations } from '../fixtures/organizations';
import { judged, told } from './judged';

/** Whom the roles of these tenants trust. */
const EXEMPT = { service: 'credentials.iot.amazonaws.com', name: 'IoT', assumed: 'It', closedBy: 'nothing' };

/** What is said of a resource of the platform: tenants' roles depend on who signs in, whoever owns the pool. */
function saidOf(type: string, properties: JsonObject, tenancy: Partial<Tenancy> = {}): string[] {
  const stacks = [stackOf({ Users: [type, properties] }, 'shared'), ...twoOrganizations()];
  return told(judged(nothingPublic({ exempt: EXEMPT }), stacks, () => tenancy));
}

describe('a user pool', () => {
  const POOL = 'AWS::Cognito::UserPool';
  const OPEN =
    'shared/Users is open: anybody signs up, and gets tokens of it (AdminCreateUserConfig.AllowAdminCreateUserOnly)';
  const onlyAdministrators = (AllowAdminCreateUserOnly: JsonObject[string]): JsonObject => ({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly },
  });

  it('is closed if only administrators add users', () => {
    expect(saidOf(POOL, onlyAdministrators(true))).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['nothing is said', {}],
    ['invitations only are described', { AdminCreateUserConfig: { InviteMessageTemplate: {} } }],
    ['everybody may sign up', onlyAdministrators(false)],
    ['it is unknown', onlyAdministrators({ Ref: 'Parameter' })],
  ])('is open to anybody if %s', (_what, properties) => {
    expect(saidOf(POOL, properties)).toEqual([OPEN]);
  });

  it('may be open if that is declared', () => {
    const exposed = [{ construct: 'shared/Users', to: 'anybody', because: 'customers sign up' }];
    expect(saidOf(POOL, {}, { exposed })).toEqual([]);
  });
});

describe('an identity pool', () => {
  const POOL = 'AWS::Cognito::IdentityPool';

  it('is closed without providers that sign in anybody', () => {
    expect(saidOf(POOL, { AllowUnauthenticatedIdentities: false })).toEqual([]);
  });

  it('is open if it names one', () => {
    const properties = {
      AllowUnauthenticatedIdentities: false,
      SupportedLoginProviders: { 'accounts.google.com': 'application' },
    };
    expect(saidOf(POOL, properties)).toEqual([
      'shared/Users is open: whom the provider signs in gets credentials of the role for users (SupportedLoginProviders.accounts.google.com)',
    ]);
  });
});
