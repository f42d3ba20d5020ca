import type { GuardedChange } from '../../../../packages/isolation-proof/src/claims/guarded-changes';
import type { GuardedAccount } from '../../guarded-account';
import { always, resourcesOfTypes } from './resources-in-templates';

/** Ways to act as an organization's hub, node or pipeline. */
export function changesOfOperation(account: GuardedAccount): GuardedChange[] {
  const { arns, deployment, hubOperator, hubRevoker, secretWriter } = account;
  const any = (service: string): string => arns.everythingOf(service).replace(/\*$/, '?*');
  return [
    {
      opens: 'give hubs another role or policy',
      actions: [
        'iot:createpolicy',
        'iot:createpolicyversion',
        'iot:createrolealias',
        'iot:deletepolicy',
        'iot:deleterolealias',
        'iot:setdefaultpolicyversion',
        'iot:tagresource',
        'iot:untagresource',
        'iot:updaterolealias',
      ],
      on: (evidence) => [
        any('iot'),
        ...resourcesOfTypes('AWS::IoT::Policy', 'AWS::IoT::RoleAlias')(evidence),
      ],
      leftTo: deployment,
    },
    {
      opens: 'make certificates that nobody enrolled',
      actions: [
        'iot:createkeysandcertificate',
        'iot:registercacertificate',
        'iot:registercertificate',
        'iot:registercertificatewithoutca',
        'iot:registerthing',
      ],
      on: always('*'),
      leftTo: deployment,
    },
    {
      opens: "make a hub an organization's",
      actions: ['iot:attachpolicy', 'iot:attachprincipalpolicy', 'iot:attachthingprincipal'],
      on: always(any('iot')),
      leftTo: [...deployment, ...hubOperator],
    },
    {
      opens: 'let in a hub that was revoked',
      actions: ['iot:updatecertificate'],
      on: always(any('iot')),
      leftTo: [...deployment, ...hubOperator, ...hubRevoker],
    },
    {
      opens: "register a node as an organization's",
      actions: ['ssm:createactivation'],
      on: always('*'),
      leftTo: [...deployment, ...hubOperator],
    },
    {
      opens: "make a node another organization's",
      actions: ['ssm:addtagstoresource', 'ssm:removetagsfromresource'],
      on: always(any('ssm')),
      notOn: [arns.someOf('ssm', 'parameter/*')],
      leftTo: [...deployment, ...hubOperator],
    },
    {
      opens: 'share the secrets of an organization',
      actions: ['ssm:putresourcepolicy'],
      on: always(arns.someOf('ssm', 'parameter/?*')),
      leftTo: [...deployment, ...secretWriter],
    },
    {
      opens: "run code on an organization's hub",
      actions: [
        'ssm:createassociation',
        'ssm:sendcommand',
        'ssm:startautomationexecution',
        'ssm:startsession',
        'ssm:updatemanagedinstancerole',
      ],
      on: always(any('ssm')),
      leftTo: deployment,
    },
    {
      opens: 'run code under a pipeline role that was passed before',
      actions: [
        'batch:submitjob',
        'ecs:executecommand',
        'ecs:runtask',
        'emr-serverless:startjobrun',
        'glue:startjobrun',
        'glue:updatejob',
        'lambda:updatefunctioncode',
        'states:updatestatemachine',
      ],
      on: always(any('batch'), any('ecs'), any('emr-serverless'), any('glue'), any('lambda'), any('states')),
      leftTo: deployment,
    },
  ];
}
