import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const IOT = 'iot.amazonaws.com';

const logging: ResourceType = {
  type: 'AWS::IoT::Logging',
  roles: [{ property: 'RoleArn', assumedBy: IOT, directs: 'logs of connections' }],
  destinations: [
    { property: 'EventConfigurations.LogDestination', form: 'log-group-name', data: 'logs of connections' },
  ],
  harmless: [{ properties: ['AccountId'], because: 'it is the account itself' }],
  accountWide: 'connections of all devices',
  because: 'it says how much of connections is logged',
};

const audit: ResourceType = {
  type: 'AWS::IoT::AccountAuditConfiguration',
  roles: [
    { property: 'RoleArn', assumedBy: IOT, directs: 'reading of settings' },
    {
      property: 'AuditNotificationTargetConfigurations.Sns.RoleArn',
      assumedBy: IOT,
      directs: 'notifications',
    },
  ],
  destinations: [
    {
      property: 'AuditNotificationTargetConfigurations.Sns.TargetArn',
      form: 'topic',
      data: 'findings of audits',
    },
  ],
  harmless: [{ properties: ['AccountId'], because: 'it is the account itself' }],
  accountWide: 'findings about all devices',
  because: 'it reads settings of devices, and reports them',
};

const provisioningTemplate: ResourceType = {
  type: 'AWS::IoT::ProvisioningTemplate',
  tags: 'Tags',
  refused: 'it gives devices certificates and policies that no template shows',
  because: 'it is never judged',
};

const securityProfile: ResourceType = {
  type: 'AWS::IoT::SecurityProfile',
  arn: arn('iot', 'securityprofile/${SecurityProfileName}'),
  ref: '${SecurityProfileName}',
  tags: 'Tags',
  roles: [{ property: 'AlertTargets.*.RoleArn', assumedBy: IOT, directs: 'alerts' }],
  destinations: [{ property: 'AlertTargets.*.AlertTargetArn', form: 'topic', data: 'alerts' }],
  undecided: { MetricsExportConfig: 'who receives the topics of MQTT is not judged' },
  sources: [{ property: 'TargetArns', form: 'arn', data: 'what devices do', whole: 'own' }],
  because: 'it watches how devices behave',
};

export const IOT_FLEET: readonly ResourceType[] = [logging, audit, provisioningTemplate, securityProfile];
