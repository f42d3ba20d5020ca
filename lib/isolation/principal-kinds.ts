import { type PrincipalKind, trustedBy } from '../../packages/isolation-proof/src/contract/principal-kind';
import type { Principal } from '../../packages/isolation-proof/src/model/principal';
import { partsOf } from '../../packages/isolation-proof/src/model/tenant-parts';
import { type Fact, known } from '../../packages/isolation-proof/src/policies/facts';
import { resolveText } from '../../packages/isolation-proof/src/resources/resolve';
import type { TenantModel } from '../../packages/isolation-proof/src/tenancy/tenancy';
import { isAuditDelivery } from './audit-parts';
import { exampleThings, THING } from './hub-folders';
import { CREDENTIALS_PROVIDER, type OTHER_REQUESTERS, SYSTEMS_MANAGER } from './other-requesters';

/** Services that run code under a role. */
const PROCESSING_SERVICES = ['batch', 'ecs-tasks', 'emr-serverless', 'glue', 'lambda', 'states'].map(
  (service) => `${service}.amazonaws.com`,
);

/** Kinds of principals that belong to an organization. A role of a new kind is declared here. */
export const PRINCIPAL_KINDS = [
  {
    id: 'hub',
    label: 'Data Hub',
    subject: 'a hub',
    // By two marks, so that a hub that loses one of them fails its rows and does not vanish from them.
    recognises: (principal, evidence) =>
      principal.kind === 'role' &&
      (trustedBy(CREDENTIALS_PROVIDER)(principal) || hasRoleAlias(principal, evidence)),
    required: true,
    // https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
    session: ({ owner = '' }) =>
      new Map<string, Fact>([
        ['credentials-iot:awscertificateid', known('0123456789abcdef'.repeat(4))],
        [THING, known(exampleThings(owner).own)],
      ]),
  },
  {
    id: 'node',
    label: 'Hybrid node',
    subject: 'a hybrid node',
    recognises: trustedBy(SYSTEMS_MANAGER),
    required: true,
  },
  {
    // Or whoever is given a policy that is attached to nobody yet.
    id: 'user',
    label: 'User',
    subject: 'a user',
    recognises: ({ kind }) => kind === 'user',
    required: true,
  },
  {
    // Whom an identity provider signs in, or who comes from a role of the account's own.
    id: 'analyst',
    label: 'Analyst',
    subject: 'an analyst',
    recognises: ({ trust }) =>
      trust.some(
        ({ principals }) =>
          principals !== undefined &&
          (principals.federated.length > 0 ||
            principals.aws.some((text) => text?.includes(':role/') === true)),
      ),
  },
  {
    // The holder of a certificate, before it has any credentials.
    id: 'certificate',
    label: 'Certificate',
    subject: 'a certificate',
    recognises: ({ kind }) => kind === 'certificate',
    required: true,
  },
  {
    id: 'pipeline',
    label: 'Pipeline',
    subject: 'a pipeline',
    recognises: isPipeline,
  },
  {
    // What a schedule of the platform's does for the organization.
    id: 'audit-delivery',
    label: 'Audit delivery',
    subject: 'the delivery of audits',
    recognises: isAuditDelivery,
  },
  {
    // Code of the organization's: a function, a job, a task. What it may do, the claims say.
    id: 'workload',
    label: 'Workload',
    subject: 'a workload',
    recognises: (principal) => isWorkload(principal) && !isPipeline(principal),
  },
] as const satisfies readonly PrincipalKind[];

/** Who makes a request of the contract. */
export type Kind = (typeof PRINCIPAL_KINDS | typeof OTHER_REQUESTERS)[number]['id'];

/**
 * Whether a role is that of an organization's pipelines: the one that processing services assume and that is called
 * so. Names of roles say what they are for; nothing else in the templates tells it from another workload's.
 */
export function isPipeline(principal: Principal): boolean {
  const { kind, owner = '', arn } = principal;
  return kind === 'role' && isWorkload(principal) && arn.endsWith(`-${owner}-pipeline`);
}

function isWorkload(principal: Principal): boolean {
  return PROCESSING_SERVICES.some((service) => trustedBy(service)(principal));
}

/** Whether a role alias of the same organization leads to a role. */
function hasRoleAlias({ arn, owner = '' }: Principal, { model }: TenantModel): boolean {
  return partsOf(model, owner).resources.some(
    ({ type, properties, stack }) =>
      type === 'AWS::IoT::RoleAlias' && resolveText(properties['RoleArn'] ?? '', stack) === arn,
  );
}
