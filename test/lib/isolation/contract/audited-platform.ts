import { environment, organization } from '../../../fixtures/environment';
import { BY_OIDC } from '../../../fixtures/analysts';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';

export const AUDIT = 'ts-test-audit';

/** The platform with an audit, of which two organizations get their own part, and a third does not. */
export const AUDITED = JSON.stringify(
  synthesize(
    wholeOf(
      environment({
        analysts: BY_OIDC,
        operations: { audit: { retentionDays: 2192, organizations: true } },
        organizations: [
          organization('acme', { audit: true, athenaUsers: ['ann'] }),
          organization('acme-eu', { audit: true }),
          organization('globex'),
        ],
      }),
    ),
  ),
);
