import type { ResourceType } from '../resource-type';
import { globalArn } from '../text-template';

const DOMAIN = '${id}.awsglobalaccelerator.com';

const accelerator: ResourceType = {
  type: 'AWS::GlobalAccelerator::Accelerator',
  arn: globalArn('globalaccelerator', 'accelerator/${id}'),
  ref: '${arn}',
  attributes: { AcceleratorArn: '${arn}', DnsName: DOMAIN },
  domains: [DOMAIN],
  tags: 'Tags',
  destinations: [{ property: 'FlowLogsS3Bucket', form: 'bucket-name', data: 'logs of connections' }],
  openings: [
    {
      property: 'Enabled',
      unless: [false],
      absent: true,
      opens: 'anybody can send requests to its endpoints',
    },
  ],
  because: 'its endpoint groups say where requests go',
};

const listener: ResourceType = {
  type: 'AWS::GlobalAccelerator::Listener',
  arn: '${AcceleratorArn}/listener/${id}',
  ref: '${arn}',
  attributes: { ListenerArn: '${arn}' },
  sources: [{ property: 'AcceleratorArn', form: 'arn', data: 'requests', whole: 'shared' }],
  because: 'it says at which ports requests arrive',
};

const endpointGroup: ResourceType = {
  type: 'AWS::GlobalAccelerator::EndpointGroup',
  ref: '${id}',
  sources: [{ property: 'ListenerArn', form: 'arn', data: 'requests', whole: 'shared' }],
  destinations: [
    { property: 'EndpointConfigurations.EndpointId', form: 'ref', data: 'requests', whole: 'own' },
  ],
  undecided: {
    'EndpointConfigurations.AttachmentArn': 'endpoints of other accounts are not supported',
  },
  because: 'it says where requests go',
};

export const GLOBAL_ACCELERATOR: readonly ResourceType[] = [accelerator, listener, endpointGroup];
