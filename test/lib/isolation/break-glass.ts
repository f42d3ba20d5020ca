import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { EnvironmentConfig } from '../../../config/environment-config';
import { environment } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { type Edit, evidenceOf, platform } from './contract/platform';

export const OPERATIONS = 'ts-test-operations';
export const BREAK_GLASS = 'arn:aws:iam::111122223333:role/ts-test-break-glass';
const ON_CALL = 'arn:aws:iam::111122223333:role/on-call';
const USER = 'arn:aws:iam::111122223333:user/ann';

/** An environment in which roles of the account, or whom an identity provider signs in, may use break-glass. */
function withBreakGlass(by: 'roles' | 'oidc'): EnvironmentConfig {
  return environment({
    operations: {
      signIn:
        by === 'roles'
          ? { roles: { 'break-glass': [{ arn: ON_CALL }, { arn: USER }] } }
          : { oidc: { issuer: 'https://id.example.com', audiences: { 'break-glass': 'break-glass' } } },
      breakGlass: { sessionMinutes: 60, notify: ['security@example.com'] },
      audit: { retentionDays: 2192, organizations: false },
    },
  });
}

function templatesWith(by: 'roles' | 'oidc'): string {
  return JSON.stringify(synthesize(wholeOf(withBreakGlass(by))));
}

/** What it ships as. */
export const SHIPPED = { roles: templatesWith('roles'), oidc: templatesWith('oidc') };

export function evidenceAfter(edit?: Edit, from = SHIPPED.roles): Evidence {
  return evidenceOf(platform(edit, from));
}
