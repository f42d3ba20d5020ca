import { GetOpenIDConnectProviderCommand, GetSAMLProviderCommand } from '@aws-sdk/client-iam';
import { resourceReader } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-oidcprovider.html */
export const oidcProviderReader = resourceReader({
  type: 'AWS::IAM::OIDCProvider',
  comparisons: { ClientIdList: 'set', Tags: 'tags', ThumbprintList: 'set', Url: 'value' },
  read: async ({ physicalId: OpenIDConnectProviderArn, clients: { iam } }) => {
    const provider = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    return {
      ClientIdList: provider.ClientIDList,
      Tags: provider.Tags,
      ThumbprintList: provider.ThumbprintList,
      // IAM keeps the address without the scheme, of which there is one only:
      // https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html
      Url: provider.Url === undefined ? undefined : `https://${provider.Url}`,
    };
  },
  attributes: ({ physicalId }) => Promise.resolve({ Arn: physicalId }),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-samlprovider.html */
export const samlProviderReader = resourceReader({
  type: 'AWS::IAM::SAMLProvider',
  comparisons: { Name: 'value', SamlMetadataDocument: 'value', Tags: 'tags' },
  read: async ({ physicalId: SAMLProviderArn, clients: { iam } }) => {
    const { SAMLMetadataDocument, Tags } = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn }));
    return {
      Name: SAMLProviderArn.split('/').at(-1),
      SamlMetadataDocument: SAMLMetadataDocument,
      Tags,
    };
  },
  attributes: ({ physicalId }) => Promise.resolve({ Arn: physicalId }),
});
