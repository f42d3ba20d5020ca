import type { GuardedChange } from '../../../../packages/isolation-proof/src/claims/guarded-changes';
import type { GuardedAccount } from '../../guarded-account';
import { always, bucketsAndObjects, resourcesOfTypes } from './resources-in-templates';

/** Ways to open, move or lose what guards data: keys, buckets, queues, workgroups, repositories, the catalog. */
export function changesOfGuards({ arns, deployment }: GuardedAccount): GuardedChange[] {
  const anyKey = arns.everythingOf('kms').replace(/\*$/, '?*');
  const assets = arns.assetsBucketArn;
  return [
    {
      opens: 'open the data of organizations, or lose it',
      actions: ['s3:*'],
      except: [
        's3:abortmultipartupload',
        's3:deleteobject',
        's3:describe*',
        's3:get*',
        's3:list*',
        's3:putobject',
      ],
      on: bucketsAndObjects,
      leftTo: deployment,
    },
    {
      opens: 'reach buckets past their policies, or make them public',
      actions: [
        's3:createaccessgrant',
        's3:createaccesspoint',
        's3:createjob',
        's3:createmultiregionaccesspoint',
        's3:putaccesspointpolicy',
        's3:putaccesspointpublicaccessblock',
        's3:putaccountpublicaccessblock',
        's3:putstoragelensconfiguration',
      ],
      on: always('*'),
      leftTo: deployment,
    },
    {
      opens: 'have another template deployed than the one that was proved',
      actions: ['s3:*'],
      except: ['s3:get*', 's3:list*'],
      on: always(assets, `${assets}/?*`),
      leftTo: [...deployment, arns.bootstrapRoleArn('file-publishing')],
    },
    {
      opens: "open an organization's key, or lose it",
      actions: ['kms:*'],
      // Uses, which the policy of the key decides, and views.
      except: [
        'kms:decrypt',
        'kms:derivesharedsecret',
        'kms:describe*',
        'kms:encrypt',
        'kms:generate*',
        'kms:get*',
        'kms:list*',
        'kms:reencrypt*',
        'kms:sign',
        'kms:verify*',
      ],
      on: always(anyKey),
      leftTo: deployment,
    },
    {
      opens: 'read or lose what arrives for an organization',
      actions: ['sqs:*'],
      except: [
        'sqs:changemessagevisibility',
        'sqs:deletemessage',
        'sqs:get*',
        'sqs:list*',
        'sqs:receivemessage',
        'sqs:sendmessage',
      ],
      on: resourcesOfTypes('AWS::SQS::Queue'),
      leftTo: deployment,
    },
    {
      opens: "send results of an organization's queries elsewhere",
      actions: ['athena:deleteworkgroup', 'athena:updateworkgroup'],
      on: resourcesOfTypes('AWS::Athena::WorkGroup'),
      leftTo: deployment,
    },
    {
      opens: 'have hubs and pipelines run other images, or others read them',
      actions: [
        'ecr:deleterepositorypolicy',
        'ecr:putimagetagmutability',
        'ecr:putregistrypolicy',
        'ecr:putreplicationconfiguration',
        'ecr:setrepositorypolicy',
      ],
      on: (evidence) => [...resourcesOfTypes('AWS::ECR::Repository')(evidence), '*'],
      leftTo: deployment,
    },
    {
      opens: 'give somebody tables or data of organizations',
      actions: [
        'glue:deleteresourcepolicy',
        'glue:putresourcepolicy',
        'lakeformation:batchgrantpermissions',
        'lakeformation:grantpermissions',
        'lakeformation:putdatalakesettings',
        'lakeformation:registerresource',
      ],
      on: always('*'),
      leftTo: deployment,
    },
    {
      opens: "read logs of an organization's pipelines",
      actions: ['logs:filterlogevents', 'logs:getlogevents', 'logs:startlivetail', 'logs:startquery'],
      on: resourcesOfTypes('AWS::Logs::LogGroup'),
      leftTo: deployment,
    },
  ];
}
