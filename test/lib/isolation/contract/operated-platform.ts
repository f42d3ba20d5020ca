import { OPERATOR_ROLES } from '../../../../config/operations-schema';
import { environment, organization } from '../../../fixtures/environment';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';

const AUDITED = { audit: true };
/** Templates of an environment with all of `operations`. */
export const OPERATED = JSON.stringify(
  synthesize(
    wholeOf(
      environment({
        organizations: [organization('acme', AUDITED), organization('acme-eu', AUDITED)],
        operations: {
          signIn: {
            oidc: {
              issuer: 'https://identity.example.com',
              audiences: Object.fromEntries(OPERATOR_ROLES.map((use) => [use, use])),
            },
          },
          breakGlass: { sessionMinutes: 60, notify: [] },
          audit: { retentionDays: 2192, organizations: true },
          deployment: true,
        },
      }),
    ),
  ),
);
