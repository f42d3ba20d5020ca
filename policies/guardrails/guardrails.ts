import type { EnvironmentConfig } from '../../config/environment-config';
import { policyDocument } from '../statement';
import { accountGuardrail } from './account';
import { dataGuardrail } from './data';
import { flowsGuardrail } from './flows';
import type { AuthorizationGuardrail, Guardrail } from './guardrail';
import { identitiesGuardrail } from './identities';
import { operationGuardrail } from './operation';
import { outsidersGuardrail } from './outsiders';
import { guardrailInputs } from './spared';
import { transportGuardrail } from './transport';

/** A guardrail with its document, as AWS Organizations takes it. */
export interface GuardrailDocument extends Guardrail {
  readonly document: object;
}

/**
 * The guardrails of an environment, in the order in which they are attached. They are of the same size for any number
 * of organizations.
 */
export function guardrailsOf(environment: EnvironmentConfig): GuardrailDocument[] {
  const inputs = guardrailInputs(environment);
  const authorization: AuthorizationGuardrail[] = [
    identitiesGuardrail(inputs),
    dataGuardrail(inputs),
    operationGuardrail(inputs),
    flowsGuardrail(inputs),
    accountGuardrail(inputs),
    outsidersGuardrail(inputs),
    transportGuardrail(),
  ];
  return [
    ...authorization.map(({ statements, ...guardrail }) => ({
      ...guardrail,
      document: policyDocument(statements),
    })),
    PUBLIC_ACCESS,
  ];
}

/**
 * S3 blocks public access to every bucket of the account, and nobody in the account can switch that off.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html
 */
const PUBLIC_ACCESS: GuardrailDocument = {
  id: 's3-public-access',
  type: 'S3_POLICY',
  description: 'S3 blocks public access to all buckets of the account, whatever the account says.',
  document: { s3_attributes: { public_access_block_configuration: { '@@assign': 'all' } } },
};
