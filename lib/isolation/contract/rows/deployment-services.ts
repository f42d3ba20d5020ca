import { byDeployment } from '../platform-rows';
import type { Fixtures } from '../fixtures';
import { request } from '../request-templates';
import { tableOf } from '../table-of';

const queueOf = (ruleArn: string): string => ruleArn.replace(':events:', ':sqs:').replace(':rule/', ':');

/** A resource of another service of the organization, by a name that its hubs' roles begin with, too. */
function arrivalsRule({ own }: Fixtures): string {
  return `${own.workgroupArn.replace(':athena:', ':events:').replace(':workgroup/', ':rule/')}-arrivals`;
}

/** What CloudFormation does with an organization's queries, hubs and arrivals as it deploys them; and what it does not. */
export const DEPLOYED_SERVICES = tableOf(
  {
    'deploy-queries': byDeployment(
      ({ who, whose }) => `${who} makes and deletes ${whose} workgroup and database`,
      ({ own, shared }) => [
        ...['athena:CreateWorkGroup', 'athena:UpdateWorkGroup', 'athena:DeleteWorkGroup'].map((action) =>
          request(action, own.workgroupArn),
        ),
        ...['glue:CreateDatabase', 'glue:UpdateDatabase', 'glue:DeleteDatabase'].flatMap((action) =>
          [own.databaseArn, shared.catalogArn].map((arn) => request(action, arn)),
        ),
      ],
    ),
    'deploy-hubs': byDeployment(
      ({ who, whose }) => `${who} makes and deletes ${whose} role alias`,
      ({ own }) =>
        ['iot:CreateRoleAlias', 'iot:UpdateRoleAlias', 'iot:DeleteRoleAlias'].map((action) =>
          request(action, own.roleAliasArn),
        ),
    ),
    'deploy-arrivals': byDeployment(
      ({ who, whose }) => `${who} makes and deletes ${whose} queue of arrivals and its rule`,
      (fixtures) => {
        const rule = arrivalsRule(fixtures);
        return [
          ...['sqs:CreateQueue', 'sqs:SetQueueAttributes', 'sqs:DeleteQueue'].map((action) =>
            request(action, queueOf(rule)),
          ),
          ...['events:PutRule', 'events:PutTargets', 'events:DeleteRule'].map((action) =>
            request(action, rule),
          ),
        ];
      },
    ),
  },
  {
    'query-as-deployment': {
      sentence: "CloudFormation runs a query in an organization's workgroup",
      twin: 'deploy-queries',
      change: { action: 'athena:StartQueryExecution' },
    },
    'act-as-hub': {
      sentence: 'CloudFormation gets the credentials of a hub',
      twin: 'deploy-hubs',
      change: { action: 'iot:AssumeRoleWithCertificate' },
    },
    'receive-as-deployment': {
      sentence: 'CloudFormation receives messages of a queue of arrivals',
      twin: 'deploy-arrivals',
      change: { action: 'sqs:ReceiveMessage' },
    },
  },
);
