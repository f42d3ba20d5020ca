import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const certificate: ResourceType = {
  type: 'AWS::CertificateManager::Certificate',
  arn: arn('acm', 'certificate/${id}'),
  ref: '${arn}',
  attributes: { CertificateArn: '${arn}' },
  tags: 'Tags',
  harmless: [{ properties: ['CertificateAuthorityArn'], because: 'it says who signs the certificate' }],
  because: 'it proves the name of a server',
};

export const CERTIFICATE_MANAGER: readonly ResourceType[] = [certificate];
