import type { Program } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const LOGS = 'logs of jobs';

const application: ResourceType = {
  type: 'AWS::EMRServerless::Application',
  arn: arn('emr-serverless', '/applications/${id}'),
  contents: ['${arn}/*'],
  ref: '${id}',
  attributes: { ApplicationId: '${id}', Arn: '${arn}' },
  tags: 'Tags',
  sources: groupsJoined('NetworkConfiguration.SecurityGroupIds'),
  destinations: [
    { property: 'MonitoringConfiguration.S3MonitoringConfiguration.LogUri', form: 's3-uri', data: LOGS },
    {
      property: 'MonitoringConfiguration.CloudWatchLoggingConfiguration.LogGroupName',
      form: 'log-group-name',
      data: LOGS,
    },
    {
      property: 'MonitoringConfiguration.PrometheusMonitoringConfiguration.RemoteWriteUrl',
      form: 'elsewhere',
      data: 'metrics of jobs',
    },
  ],
  programs: [
    ...['ImageConfiguration', 'WorkerTypeSpecifications.*.ImageConfiguration'].map((image): Program => ({
      property: `${image}.ImageUri`,
      form: 'image',
      program: 'the image of jobs',
    })),
    // Such as spark.jars, spark.submit.pyFiles and spark.archives.
    { property: 'RuntimeConfiguration.Properties.*', form: 's3-uris', program: 'a setting of jobs' },
  ],
  undecided: { 'RuntimeConfiguration.Configurations': 'settings have to stand in Properties' },
  harmless: [{ properties: ['IdentityCenterConfiguration'], because: 'it says who people are' }],
  keys: [
    'MonitoringConfiguration.S3MonitoringConfiguration.EncryptionKeyArn',
    'MonitoringConfiguration.ManagedPersistenceMonitoringConfiguration.EncryptionKeyArn',
    'MonitoringConfiguration.CloudWatchLoggingConfiguration.EncryptionKeyArn',
  ],
  because: 'a job has the role that it is started with, which needs iam:PassRole',
};

export const EMR_SERVERLESS: readonly ResourceType[] = [application];
