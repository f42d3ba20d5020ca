import type { GuardedChange } from '../../../../packages/isolation-proof/src/claims/guarded-changes';
import type { GuardedAccount } from '../../guarded-account';
import { always, resourcesOfTypes } from './resources-in-templates';

/** Ways to lead events and logs elsewhere, to work unseen, and to deploy or leave past all of this. */
export function changesOfRecords({ arns, deployment }: GuardedAccount): GuardedChange[] {
  const any = (service: string): string => arns.everythingOf(service).replace(/\*$/, '?*');
  return [
    {
      opens: 'send events of uploads elsewhere, or lose them',
      actions: ['events:*'],
      except: ['events:describe*', 'events:list*', 'events:putevents', 'events:testeventpattern'],
      on: always(any('events')),
      leftTo: deployment,
    },
    {
      opens: 'have something run under a role at a time of its choice',
      actions: ['scheduler:*'],
      except: ['scheduler:get*', 'scheduler:list*'],
      on: always(any('scheduler')),
      leftTo: deployment,
    },
    {
      opens: 'send what is recorded elsewhere',
      actions: [
        'events:putpermission',
        'iot:createtopicrule',
        'logs:createexporttask',
        'logs:putaccountpolicy',
        'logs:putdestination',
        'logs:putresourcepolicy',
        'pipes:createpipe',
        'sns:setsubscriptionattributes',
        'sns:unsubscribe',
      ],
      on: always('*'),
      leftTo: deployment,
    },
    {
      opens: 'silence alarms, or send them elsewhere',
      actions: ['sns:*'],
      except: ['sns:get*', 'sns:list*', 'sns:publish'],
      on: (evidence) => [
        arns.someOf('sns', arns.anyNameOfEnvironment),
        ...resourcesOfTypes('AWS::SNS::Topic')(evidence),
      ],
      leftTo: deployment,
    },
    {
      opens: 'lose logs, or send them elsewhere',
      actions: [
        'logs:deleteloggroup',
        'logs:deletelogstream',
        'logs:disassociatekmskey',
        'logs:putretentionpolicy',
        'logs:putsubscriptionfilter',
      ],
      on: resourcesOfTypes('AWS::Logs::LogGroup'),
      leftTo: deployment,
    },
    {
      opens: 'work unseen',
      actions: ['cloudtrail:*'],
      except: [
        'cloudtrail:cancelquery',
        'cloudtrail:describe*',
        'cloudtrail:generatequery*',
        'cloudtrail:get*',
        'cloudtrail:list*',
        'cloudtrail:lookupevents',
        'cloudtrail:startquery',
      ],
      on: always(any('cloudtrail')),
      leftTo: deployment,
    },
    {
      opens: 'keep what is too open from being found',
      actions: [
        'access-analyzer:createarchiverule',
        'access-analyzer:deleteanalyzer',
        'access-analyzer:updateanalyzer',
        'config:deleteconfigurationrecorder',
        'config:stopconfigurationrecorder',
      ],
      on: always('*', any('access-analyzer'), any('config')),
      leftTo: deployment,
    },
    {
      opens: 'change whatever a stack made, under the role of its creation',
      actions: ['cloudformation:*'],
      except: [
        'cloudformation:batchdescribe*',
        'cloudformation:describe*',
        'cloudformation:detect*',
        'cloudformation:estimatetemplatecost',
        'cloudformation:get*',
        'cloudformation:list*',
        'cloudformation:validatetemplate',
      ],
      on: always(arns.someOf('cloudformation', 'stack/?*')),
      leftTo: [...deployment, arns.bootstrapRoleArn('deploy')],
    },
    {
      opens: 'have code of its own run with what is deployed',
      actions: [
        'cloudformation:activatetype',
        'cloudformation:registertype',
        'cloudformation:settypeconfiguration',
      ],
      on: always('*'),
      leftTo: deployment,
    },
    {
      opens: 'be bound by none of these policies any more',
      actions: ['account:closeaccount', 'organizations:leaveorganization'],
      on: always('*'),
      leftTo: [],
    },
  ];
}
