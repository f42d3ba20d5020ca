import { BOUNDARY_ALONE, IDENTITY_ALONE, type Lens } from '../../../packages/isolation-proof/src/access/lens';
import type { Region } from '../../../packages/isolation-proof/src/access/regions';
import { otherThan } from '../../../packages/isolation-proof/src/claims/anybody';
import { EVERYTHING, wildcardPattern } from '../../../packages/isolation-proof/src/patterns/pattern';
import type { ActionGroup } from '../../../packages/isolation-proof/src/policies/action-classes';
import { absent, type Fact, type Facts, known } from '../../../packages/isolation-proof/src/policies/facts';
import { KEY_ADMINISTRATION } from '../../../packages/isolation-proof/src/policies/action-groups';
import type { DeploymentRole } from '../deployment-role';
import { ownPatterns } from './deployment-names';

/** Something that CloudFormation's role must not be able to do. */
export interface DeploymentQuestion {
  readonly actions: ActionGroup;
  readonly region: Region;
  readonly lenses: readonly Lens[];
  /** Each is asked by itself. */
  readonly facts: readonly Facts[];
}

const EACH_LOCK = [IDENTITY_ALONE, BOUNDARY_ALONE];
const NOTHING_KNOWN: readonly Facts[] = [new Map()];

/** These take no resource, or one of the account; keys are asked about by themselves. */
const WITHOUT_NAME = [
  'glue:createsecurityconfiguration',
  'glue:deletesecurityconfiguration',
  'glue:getsecurityconfiguration',
  'glue:getsecurityconfigurations',
  'glue:getdatacatalogencryptionsettings',
  'glue:putdatacatalogencryptionsettings',
  'lakeformation:describelakeformationidentitycenterconfiguration',
  'lakeformation:describeresource',
  'lakeformation:listresources',
  'logs:describeloggroups',
  'logs:describeresourcepolicies',
];

/** What is in buckets, queues, logs, repositories, catalogs and topics, and what asks for it or sends it elsewhere. */
const CONTENTS: ActionGroup = {
  patterns: [
    'athena:*quer*',
    'athena:*session*',
    'athena:*statement*',
    'ecr:batchgetimage',
    'ecr:*layer*',
    'ecr:putimage',
    'ecr:putreplicationconfiguration',
    'glue:*partition*',
    'glue:*resourcepolicy',
    'glue:start*',
    'glue:*job*',
    'iot:assumerolewithcertificate',
    'iot:connect',
    'iot:publish',
    'iot:*shadow*',
    'logs:*event*',
    'logs:*quer*',
    'logs:*subscription*',
    'logs:*destination*',
    'logs:*export*',
    'logs:unmask',
    's3:*inventory*',
    's3:createaccesspoint*',
    's3:listbucket',
    's3:listbucketmultipartuploads',
    's3:listbucketversions',
    's3:putreplicationconfiguration',
    'sns:*',
    'sqs:*message*',
    'sqs:purgequeue',
    'sts:*',
  ],
  except: new Set(['s3:getinventoryconfiguration']),
};

/** Credentials and memberships of users, services' own roles, and what binds the whole account. */
const IDENTITIES_OF_OTHERS: ActionGroup = {
  patterns: [
    'iam:*accesskey*',
    'iam:*account*',
    'iam:*certificate*',
    'iam:*group*',
    'iam:*instanceprofile*',
    'iam:*loginprofile*',
    'iam:*mfa*',
    'iam:*servicelinked*',
    'iam:*servicespecific*',
    'iam:*sshpublickey*',
    'iam:delete*permissionsboundary',
    'iam:putgrouppolicy',
    'iam:putuserpolicy',
    'iam:setdefaultpolicyversion',
  ],
  // To look whether a user that it deletes has any.
  except: new Set(['iam:getloginprofile', 'iam:listaccesskeys', 'iam:listgroupsforuser']),
};

const only = (...patterns: readonly string[]): ActionGroup => ({ patterns });

/** All that is asked about one role, with the policies and with the boundary alone. */
export function deploymentQuestions(role: DeploymentRole): DeploymentQuestion[] {
  const names = ownPatterns(role);
  const { partition, account } = names.place;
  const at = (...texts: readonly string[]): Region => ({
    resources: { matching: [EVERYTHING, ...texts.map((text) => wildcardPattern(text))], excluding: [] },
  });
  const but = (...texts: readonly string[]): Region => ({
    resources: { matching: [EVERYTHING], excluding: texts.map((text) => wildcardPattern(text)) },
  });
  const ask = (
    actions: ActionGroup,
    region: Region,
    facts: readonly Facts[] = NOTHING_KNOWN,
    lenses: readonly Lens[] = EACH_LOCK,
  ): DeploymentQuestion => ({ actions, region, facts, lenses });
  const anyKey = at(`arn:${partition}:kms:*:*:key/*`);
  const { organizationBoundary, pipelineBoundary, deliveryBoundary } = names;
  return [
    ask(
      {
        patterns: ['*'],
        except: new Set([...WITHOUT_NAME, 'kms:createkey', 'kms:listaliases', ...names.askedByThemselves]),
      },
      but(...names.own, `arn:${partition}:kms:*:*:key/*`),
    ),
    ask(CONTENTS, but()),
    ask(only('s3:*'), at(`arn:${partition}:s3:::?*/?*`)),
    ask(only('ssm:*'), but(names.bootstrapVersion)),
    ask({ patterns: ['kms:*'], except: new Set([...KEY_ADMINISTRATION, ...BEFORE_AND_FOR_ECR]) }, anyKey),
    ask(only('kms:creategrant'), anyKey, [one('kms:grantisforawsresource', known('false'))]),
    ask(only('kms:creategrant', 'kms:retiregrant'), anyKey, [
      one('kms:viaservice', absent),
      one('kms:viaservice', otherThan(names.throughEcr)),
    ]),
    ask(
      { patterns: ['kms:*'], except: new Set(['kms:createkey', 'kms:listaliases', 'kms:tagresource']) },
      anyKey,
      [
        one(ENVIRONMENT_OF_KEY, absent),
        one(ENVIRONMENT_OF_KEY, otherThan(role.environment)),
        one(DEPLOYED_BY, known('administrator')),
      ],
    ),
    ask(
      only('kms:createkey', 'kms:tagresource'),
      anyKey,
      [absent, otherThan(role.environment)].map(
        (fact) =>
          new Map([
            ['aws:requesttag/environment', fact],
            [ENVIRONMENT_OF_KEY, absent],
          ]),
      ),
    ),
    // Itself: its own policies and boundary, and every role that it is not meant to make.
    ask(only('iam:*'), at(names.itsPolicies)),
    ask(IDENTITIES_OF_OTHERS, but()),
    ...[
      { roles: names.organizationRoles, boundary: organizationBoundary },
      { roles: names.pipelineRoles, boundary: pipelineBoundary },
      { roles: names.deliveryRoles, boundary: deliveryBoundary },
    ].flatMap(({ roles, boundary }) =>
      roles.map((text) => ask(WITH_BOUNDARY, at(text), otherBoundaries(boundary), [IDENTITY_ALONE])),
    ),
    ask(
      WITH_BOUNDARY,
      but(names.enrolmentRole),
      otherBoundaries(organizationBoundary, pipelineBoundary, deliveryBoundary),
    ),
    ask(only('iam:attach*'), but(), [
      one('iam:policyarn', absent),
      one('iam:policyarn', butLike(...names.attachable)),
    ]),
    ask(
      only('iam:attachuserpolicy'),
      but(),
      [one('iam:policyarn', butLike(names.athenaPolicy))],
      [IDENTITY_ALONE],
    ),
    ask(only('iam:passrole'), but(...names.passed)),
    ask(only('iam:passrole'), but(), [
      one('iam:passedtoservice', absent),
      one('iam:passedtoservice', otherThan('credentials.iot.amazonaws.com', 'scheduler.amazonaws.com')),
    ]),
    // What watches over it.
    ...names.ofAdministrators.map((text) => ask(only('*'), at(text))),
    ...names.ofOperators.map((text) => ask(only('*'), at(text), NOTHING_KNOWN, [IDENTITY_ALONE])),
    ask(only('cloudtrail:*', 'access-analyzer:*', 'organizations:*', 'account:*', 'config:*'), but()),
    ask(only('iam:*'), at(`arn:${partition}:iam::${account}:role/cdk-*`)),
  ];

  function butLike(...texts: readonly string[]): Fact {
    return {
      kind: 'among',
      set: { matching: [EVERYTHING], excluding: texts.map((text) => wildcardPattern(text)) },
    };
  }
}

const ENVIRONMENT_OF_KEY = 'aws:resourcetag/environment';
const DEPLOYED_BY = 'aws:resourcetag/deployed-by';
const BOUNDARY = 'iam:permissionsboundary';

/** No key is used by these: there is none yet, names are listed, or ECR gets a grant. */
const BEFORE_AND_FOR_ECR = ['kms:createkey', 'kms:listaliases', 'kms:creategrant', 'kms:retiregrant'];

/** What makes a principal, or gives it permissions, and tells IAM which boundary it has, or gets. */
const WITH_BOUNDARY = only(
  'iam:createrole',
  'iam:createuser',
  'iam:putrolepermissionsboundary',
  'iam:putrolepolicy',
  'iam:putuserpermissionsboundary',
);

function one(key: string, fact: Fact): Facts {
  return new Map([[key, fact]]);
}

function otherBoundaries(...arns: readonly string[]): Facts[] {
  return [one(BOUNDARY, absent), one(BOUNDARY, otherThan(...arns))];
}
