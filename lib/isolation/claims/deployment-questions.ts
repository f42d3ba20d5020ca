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

/**
 * What there is today of each kind. The boundary has room for few words, and names actions by their beginnings and
 * ends: it is asked about these, the policies about all that there is or will be.
 */
export const TODAY: readonly ActionGroup[] = [
  'access-analyzer:deleteanalyzer',
  'athena:getqueryresults',
  'athena:startqueryexecution',
  'athena:updateworkgroup',
  'cloudformation:updatestack',
  'cloudtrail:deletetrail',
  'cloudtrail:puteventselectors',
  'cloudtrail:stoplogging',
  'cloudtrail:updatetrail',
  'ecr:batchgetimage',
  'ecr:createrepository',
  'ecr:putimage',
  'events:putrule',
  'glue:getpartitions',
  'glue:updatetable',
  'iam:addusertogroup',
  'iam:attachrolepolicy',
  'iam:attachuserpolicy',
  'iam:createaccesskey',
  'iam:createloginprofile',
  'iam:createpolicyversion',
  'iam:createrole',
  'iam:createuser',
  'iam:deleterolepermissionsboundary',
  'iam:passrole',
  'iam:putrolepermissionsboundary',
  'iam:putrolepolicy',
  'iam:putuserpolicy',
  'iam:updateassumerolepolicy',
  'iot:publish',
  'iot:createpolicy',
  'kms:creategrant',
  'kms:createkey',
  'kms:decrypt',
  'kms:encrypt',
  'kms:generatedatakey',
  'kms:putkeypolicy',
  'kms:reencryptfrom',
  'kms:retiregrant',
  'kms:schedulekeydeletion',
  'kms:tagresource',
  'lambda:createfunction',
  'logs:filterlogevents',
  'logs:getlogevents',
  'logs:putsubscriptionfilter',
  'organizations:leaveorganization',
  's3:deletebucket',
  's3:deleteobject',
  's3:getobject',
  's3:listbucket',
  's3:putbucketpolicy',
  's3:putobject',
  's3:putreplicationconfiguration',
  'scheduler:updateschedule',
  'secretsmanager:getsecretvalue',
  'sns:publish',
  'sqs:createqueue',
  'sqs:receivemessage',
  'sqs:sendmessage',
  'ssm:getparameter',
  'ssm:getparameters',
  'sts:assumerole',
].map((action) => ({ patterns: [action] }));
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

/**
 * What is in buckets, queues, logs, repositories, catalogs and topics, and what asks for it or sends it elsewhere.
 * But `s3:ListBucket`: whether a bucket is there is asked under it, too, which the handlers of S3 do. On buckets of others it
 * is asked about with everything else.
 */
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
    ...Object.entries(names.own).map(([service, ofService]) =>
      ask(
        { patterns: [`${service}:*`], except: new Set([...WITHOUT_NAME, ...names.askedByThemselves]) },
        {
          resources: {
            matching: [wildcardPattern(`arn:${partition}:${service}:*`)],
            excluding: ofService.map((text) => wildcardPattern(text)),
          },
        },
      ),
    ),
    ask(
      {
        patterns: ['*'],
        except: new Set([...WITHOUT_NAME, ...names.askedByThemselves, 'kms:createkey', 'kms:listaliases']),
      },
      but(
        `arn:${partition}:kms:*`,
        ...Object.keys(names.own).map((service) => `arn:${partition}:${service}:*`),
      ),
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
      { patterns: ['kms:*'], except: new Set([...OF_ALIASES, 'kms:createkey', 'kms:tagresource']) },
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
    ...names.itsPolicies.map((text) => ask(only('iam:*'), at(text))),
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
    ...names.ofAdministrators.map((text) =>
      ask(
        {
          patterns: ['*'],
          except: new Set([...WITHOUT_NAME, 'kms:createkey', 'kms:listaliases', 'kms:tagresource']),
        },
        at(text),
      ),
    ),
    ...names.ofOperators.map((text) =>
      ask(only('iam:*', 'sts:*'), at(text), NOTHING_KNOWN, [IDENTITY_ALONE]),
    ),
    ask(only('cloudtrail:*', 'access-analyzer:*', 'organizations:*', 'account:*', 'config:*'), but()),
    ask(only('iam:*'), {
      resources: {
        matching: [wildcardPattern(`arn:${partition}:iam::${account}:role/cdk-*`)],
        excluding: (names.own['iam'] ?? []).map((text) => wildcardPattern(text)),
      },
    }),
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

/** Of these, the key has to allow it, too. */
const OF_ALIASES = ['kms:createalias', 'kms:deletealias', 'kms:listaliases', 'kms:updatealias'];

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
