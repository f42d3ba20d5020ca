import { type PrincipalKind, trustedBy } from '../../packages/isolation-proof/src/contract/principal-kind';
import type { OtherRequester } from '../../packages/isolation-proof/src/contract/other-requester';
import { anyAdministrator } from '../../packages/isolation-proof/src/model/any-administrator';
import type { Model } from '../../packages/isolation-proof/src/model/model';
import type { Principal, Subject } from '../../packages/isolation-proof/src/model/principal';
import type { FederatedPrincipal } from '../../packages/isolation-proof/src/decide/request';
import { partsOf } from '../../packages/isolation-proof/src/model/tenant-parts';
import { type Fact, known } from '../../packages/isolation-proof/src/policies/facts';
import { isAuditDelivery } from './audit-parts';
import { isBreakGlass } from './break-glass';
import { deploymentPrincipals } from './deployment-role';
import { exampleThings, THING } from './hub-folders';
import { isOperator, type OperatorUse, useOf } from './operators/operator-uses';
import { resolveText } from '../../packages/isolation-proof/src/resources/resolve';
import type { TenantModel } from '../../packages/isolation-proof/src/tenancy/tenancy';

const CREDENTIALS_PROVIDER = 'credentials.iot.amazonaws.com';
const SYSTEMS_MANAGER = 'ssm.amazonaws.com';
const EVENTS = 'events.amazonaws.com';
const LOG_DELIVERY = 'logging.s3.amazonaws.com';

/** Services that run code under a role. */
const PROCESSING_SERVICES = ['batch', 'ecs-tasks', 'emr-serverless', 'glue', 'lambda', 'states'].map(
  (service) => `${service}.amazonaws.com`,
);

/** As they assume the pipeline role. */
const PROCESSING_REQUESTERS = [
  { id: 'glue', subject: 'Glue', of: () => ({ service: 'glue.amazonaws.com' }) },
  {
    id: 'emr-serverless',
    subject: 'EMR Serverless',
    of: () => ({ service: 'emr-serverless.amazonaws.com' }),
  },
  { id: 'ecs-tasks', subject: 'ECS', of: () => ({ service: 'ecs-tasks.amazonaws.com' }) },
  { id: 'states', subject: 'Step Functions', of: () => ({ service: 'states.amazonaws.com' }) },
  { id: 'lambda', subject: 'Lambda', of: () => ({ service: 'lambda.amazonaws.com' }) },
] as const satisfies readonly OtherRequester[];

/** Whoever runs the platform, by the role of each use; none where the environment has no such roles. */
const OPERATOR_REQUESTERS = [
  { id: 'hub-operator', subject: 'a hub operator', of: operatorFor('hub-operator') },
  { id: 'hub-revoker', subject: 'a hub revoker', of: operatorFor('hub-revoker') },
  { id: 'secret-writer', subject: 'a secret writer', of: operatorFor('secret-writer') },
  { id: 'monitor', subject: 'a monitor', of: operatorFor('monitor') },
  { id: 'auditor', subject: 'an auditor', of: operatorFor('auditor') },
] as const satisfies readonly OtherRequester[];

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

/** Whoever else makes requests of the contract. */
export const OTHER_REQUESTERS = [
  {
    // Is allowed everything by identity policies and carries no organization's tag.
    id: 'administrator',
    subject: 'an administrator of the account',
    of: ({ stacks: [stack] }) => (stack === undefined ? undefined : anyAdministrator(stack)),
  },
  {
    // As it deploys the templates; none where the environment has no such policies.
    id: 'deployment',
    subject: 'CloudFormation',
    of: (model) => deploymentPrincipals(model)[0],
  },
  // Whoever has an enrolment file: its certificate, and the sessions that it gets.
  {
    id: 'claim-certificate',
    subject: 'a claim certificate',
    of: ({ principals }) =>
      principals.find(({ kind, owner }) => kind === 'certificate' && owner === undefined),
  },
  {
    id: 'enrolling-hub',
    subject: 'a hub that enrols',
    of: ({ principals }) =>
      principals.find(
        (principal) => principal.owner === undefined && trustedBy(CREDENTIALS_PROVIDER)(principal),
      ),
  },
  {
    id: 'credentials-provider',
    subject: 'the credentials provider',
    of: () => ({ service: CREDENTIALS_PROVIDER }),
  },
  { id: 'systems-manager', subject: 'Systems Manager', of: () => ({ service: SYSTEMS_MANAGER }) },
  // Whoever has a token or an assertion of the identity provider of analysts.
  { id: 'identity-provider', subject: 'whoever signs in', of: identityProvider },
  // A session of a role of the account that analysts' roles trust. The tags that it has are in its requests.
  { id: 'trusted-role', subject: 'a session of a trusted role', of: trustedRole },
  // As it writes records of access into the bucket of logs.
  { id: 'log-delivery', subject: 'S3', of: () => ({ service: LOG_DELIVERY }) },
  // As it writes log files of the trail into their bucket.
  { id: 'trail', subject: 'CloudTrail', of: () => ({ service: 'cloudtrail.amazonaws.com' }) },
  // As it begins what delivers organizations their part of the trail.
  { id: 'scheduler', subject: 'EventBridge Scheduler', of: () => ({ service: 'scheduler.amazonaws.com' }) },
  // As it takes events of arrivals to their queue.
  { id: 'event-delivery', subject: 'EventBridge', of: () => ({ service: EVENTS }) },
  // As it encrypts log groups. Its principal names the Region.
  {
    id: 'log-encryption',
    subject: 'CloudWatch Logs',
    of: ({ stacks: [stack] }) =>
      stack === undefined ? undefined : { service: `logs.${stack.region}.amazonaws.com` },
  },
  ...PROCESSING_REQUESTERS,
  ...OPERATOR_REQUESTERS,
  // Whoever opens the data of one organization in an emergency. For which one, its requests say.
  { id: 'break-glass', subject: 'break-glass', of: ({ principals }) => principals.find(isBreakGlass) },
] as const satisfies readonly OtherRequester[];

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

function operatorFor(use: OperatorUse): OtherRequester['of'] {
  return ({ principals }) =>
    principals.find((principal) => isOperator(principal) && useOf(principal) === use);
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

function identityProvider({ principals }: Model): FederatedPrincipal | undefined {
  const [federated] = trustedIn(principals).flatMap(({ federated: providers }) => providers);
  return federated === undefined ? undefined : { federated };
}

function trustedRole({ principals }: Model): Subject | undefined {
  const [arn] = trustedIn(principals)
    .flatMap(({ aws }) => aws)
    .filter((text) => text?.includes(':role/') === true);
  const account = arn === undefined ? undefined : /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1];
  return arn === undefined || account === undefined
    ? undefined
    : {
        arn,
        identity: [],
        boundary: undefined,
        facts: new Map([
          ['aws:principalarn', known(arn)],
          ['aws:principalaccount', known(account)],
        ]),
      };
}

function trustedIn(
  principals: readonly Principal[],
): NonNullable<Principal['trust'][number]['principals']>[] {
  return principals
    .filter(({ owner }) => owner !== undefined)
    .flatMap(({ trust }) => trust.flatMap(({ principals: named }) => named ?? []));
}
