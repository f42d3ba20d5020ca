import type { OtherRequester } from '../../packages/isolation-proof/src/contract/other-requester';
import { trustedBy } from '../../packages/isolation-proof/src/contract/principal-kind';
import type { FederatedPrincipal } from '../../packages/isolation-proof/src/decide/request';
import { anyAdministrator } from '../../packages/isolation-proof/src/model/any-administrator';
import type { Model } from '../../packages/isolation-proof/src/model/model';
import type { Principal, Subject } from '../../packages/isolation-proof/src/model/principal';
import { known } from '../../packages/isolation-proof/src/policies/facts';
import { isBreakGlass } from './break-glass';
import { deploymentPrincipals } from './deployment-role';
import { isOperator, type OperatorUse, useOf } from './operators/operator-uses';

export const CREDENTIALS_PROVIDER = 'credentials.iot.amazonaws.com';
export const SYSTEMS_MANAGER = 'ssm.amazonaws.com';
const EVENTS = 'events.amazonaws.com';
const LOG_DELIVERY = 'logging.s3.amazonaws.com';

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

/** Whoever makes requests of the contract and is no principal of an organization. */
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

function operatorFor(use: OperatorUse): OtherRequester['of'] {
  return ({ principals }) =>
    principals.find((principal) => isOperator(principal) && useOf(principal) === use);
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
