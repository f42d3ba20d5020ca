import { environment, organization } from '../../../fixtures/environment';
import { BY_OIDC } from '../../../fixtures/analysts';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';

export const AUDIT = 'ts-test-audit';

/** The platform with an audit, of which two organizations get their own part, and a third does not. */
export const AUDITED = templatesOf('active');
/** The same with the first organization suspended. */
export const SUSPENDED_WITH_AUDIT = templatesOf('suspended');

function templatesOf(status: 'active' | 'suspended'): string {
  return JSON.stringify(
    synthesize(
      wholeOf(
        environment({
          analysts: BY_OIDC,
          operations: { audit: { retentionDays: 2192, organizations: true } },
          organizations: [
            organization('acme', { audit: true, athenaUsers: ['ann'], status }),
            organization('acme-eu', { audit: true }),
            organization('globex'),
          ],
        }),
      ),
    ),
  );
}
