import { operators } from '../../../lib/isolation/claims/operators';
import { operatorSessions } from '../../../lib/isolation/claims/operator-sessions';
import type { OperatorSignIn } from '../../../config/operations';
import { environment } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC, OPERATORS_BY_ROLES } from '../../fixtures/operators';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { SPECIFICATION } from '../../../lib/isolation/specification';
import { evidenceOf } from '../../../packages/isolation-proof/src/claims/evidence';
import { readTenantModel } from '../../../packages/isolation-proof/src/specification/read-tenant-model';
import { type Edit, platform } from './contract/platform';

export const OPERATIONS = 'ts-test-operations';

/** The platform with roles of operators, who may read a trail. */
export const WITH_OPERATORS = templatesWith(OPERATORS_BY_OIDC);
/** The same with operators from roles, of which one is another company's. */
export const WITH_ROLES_OF_OPERATORS = templatesWith(OPERATORS_BY_ROLES);

function templatesWith(signIn: OperatorSignIn): string {
  const audit = { retentionDays: 1, organizations: false };
  const templates = synthesize(wholeOf(environment({ operations: { signIn, audit } })));
  return JSON.stringify(templates);
}

/**
 * What the claims about operators say, with the statements that are at fault. Nothing that they ask is about an
 * organization, so that none is sorted by its form, which takes longer than to judge.
 */
export function operatorViolations(edit?: Edit, from = WITH_OPERATORS): { what: string; lens: string }[] {
  const { model, tenancy } = readTenantModel(platform(edit, from), SPECIFICATION);
  const evidence = evidenceOf(model, tenancy, []);
  return [operators, operatorSessions]
    .flatMap(({ judge }) => judge(evidence).violations)
    .map(({ what, request }) => ({ what, lens: request?.lens ?? 'no request' }));
}
