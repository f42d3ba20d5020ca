import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const proxy: ResourceType = {
  type: 'AWS::RDS::DBProxy',
  arn: arn('rds', 'db-proxy:${id}'),
  ref: '${DBProxyName}',
  attributes: { DBProxyArn: '${arn}' },
  tags: 'Tags',
  roles: [{ property: 'RoleArn', assumedBy: 'rds.amazonaws.com', directs: 'whoever queries the database' }],
  sources: [
    { property: 'Auth.SecretArn', form: 'secret', data: 'credentials' },
    ...groupsJoined('VpcSecurityGroupIds'),
  ],
  because: 'the database behind it decides who may query it',
};

const endpoint: ResourceType = {
  type: 'AWS::RDS::DBProxyEndpoint',
  arn: arn('rds', 'db-proxy-endpoint:${id}'),
  ref: '${DBProxyEndpointName}',
  attributes: { DBProxyEndpointArn: '${arn}' },
  tags: 'Tags',
  sources: [
    { property: 'DBProxyName', form: 'ref', data: 'data of the database', whole: 'own' },
    ...groupsJoined('VpcSecurityGroupIds'),
  ],
  harmless: [{ properties: ['TargetRole'], because: 'it says whether data are changed, or only read' }],
  because: 'it is an address of its proxy',
};

const targetGroup: ResourceType = {
  type: 'AWS::RDS::DBProxyTargetGroup',
  ref: '${id}',
  sources: [
    { property: 'DBProxyName', form: 'ref', data: 'queries', whole: 'own' },
    ...['DBClusterIdentifiers', 'DBInstanceIdentifiers'].map((property): Flow => ({
      property,
      form: 'ref',
      data: 'data of the database',
      whole: 'own',
    })),
  ],
  harmless: [{ properties: ['TargetGroupName'], because: 'it is a name' }],
  because: 'it says which database a proxy is for',
};

export const RDS_PROXIES: readonly ResourceType[] = [proxy, endpoint, targetGroup];
