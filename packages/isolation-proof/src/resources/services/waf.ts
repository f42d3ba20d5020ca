import type { ResourceType } from '../resource-type';
import type { TextTemplate } from '../text-template';
import { arn } from '../text-template';

/** Those of CloudFront are of no Region, although their ARNs name one. */
function arnOf(kind: string): TextTemplate {
  return {
    given: 'Scope',
    except: 'CLOUDFRONT',
    text: arn('wafv2', `regional/${kind}/\${Name}/\${id}`),
    otherwise: arn('wafv2', `global/${kind}/\${Name}/\${id}`),
  };
}

const webAcl: ResourceType = {
  type: 'AWS::WAFv2::WebACL',
  arn: arnOf('webacl'),
  attributes: { Arn: '${arn}', Id: '${id}' },
  tags: 'Tags',
  harmless: [{ properties: ['Rules'], because: 'they keep requests out' }],
  because: 'it keeps requests out',
};

const ipSet: ResourceType = {
  type: 'AWS::WAFv2::IPSet',
  arn: arnOf('ipset'),
  attributes: { Arn: '${arn}', Id: '${id}' },
  tags: 'Tags',
  because: 'it is a list for rules that keep requests out',
};

const association: ResourceType = {
  type: 'AWS::WAFv2::WebACLAssociation',
  sources: [{ property: 'ResourceArn', form: 'arn', data: 'requests', whole: 'own' }],
  harmless: [{ properties: ['WebACLArn'], because: 'it keeps requests out' }],
  because: 'it puts rules before a resource',
};

const logging: ResourceType = {
  type: 'AWS::WAFv2::LoggingConfiguration',
  sources: [{ property: 'ResourceArn', form: 'arn', data: 'requests', whole: 'own' }],
  destinations: [{ property: 'LogDestinationConfigs', form: 'arn', data: 'logs of requests' }],
  because: 'it says where logs of requests go',
};

export const WAF: readonly ResourceType[] = [webAcl, ipSet, association, logging];
