import { DENY_EVERYBODY } from '../statement';
import type { AuthorizationGuardrail } from './guardrail';
import { GUARDED_SERVICES } from './outsiders';

/** Nothing travels in the clear, and nothing to S3 over TLS older than 1.2. */
export function transportGuardrail(): AuthorizationGuardrail {
  const everywhere = { ...DENY_EVERYBODY, Resource: '*' } as const;
  return {
    id: 'rcp-transport',
    type: 'RESOURCE_CONTROL_POLICY',
    description:
      'Requests for data, keys, messages and images travel over TLS, those to S3 over TLS 1.2 or newer.',
    statements: [
      {
        Sid: 'OnlyTls',
        ...everywhere,
        Action: GUARDED_SERVICES,
        wildcardReason: 'Every resource of the account, whatever is asked of it.',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'OnlyNewTls',
        ...everywhere,
        Action: 's3:*',
        wildcardReason: 'Every bucket of the account, whatever is asked of it.',
        Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
      },
    ],
  };
}
