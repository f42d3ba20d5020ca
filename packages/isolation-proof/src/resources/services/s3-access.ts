import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const objectLambda: ResourceType = {
  type: 'AWS::S3ObjectLambda::AccessPoint',
  arn: arn('s3-object-lambda', 'accesspoint/${Name}'),
  ref: '${Name}',
  attributes: { Arn: '${arn}' },
  sources: [
    {
      property: 'ObjectLambdaConfiguration.SupportingAccessPoint',
      form: 'arn',
      data: 'objects',
      whole: 'own',
    },
  ],
  destinations: [
    {
      property:
        'ObjectLambdaConfiguration.TransformationConfigurations.ContentTransformation.AwsLambda.FunctionArn',
      form: 'function',
      data: 'objects',
    },
  ],
  harmless: [
    {
      properties: [
        'ObjectLambdaConfiguration.TransformationConfigurations.ContentTransformation.AwsLambda.FunctionPayload',
      ],
      because: 'the function gets it with each request',
    },
  ],
  because: 'whoever reads objects by it needs rights to the access point behind it, too',
};

const objectLambdaPolicy: ResourceType = {
  type: 'AWS::S3ObjectLambda::AccessPointPolicy',
  policies: [{ document: 'PolicyDocument', of: { property: 'ObjectLambdaAccessPoint', form: 'ref' } }],
  because: 'it is the policy of its access point',
};

const grantsInstance: ResourceType = {
  type: 'AWS::S3::AccessGrantsInstance',
  arn: arn('s3', 'access-grants/default'),
  ref: '${arn}',
  attributes: { AccessGrantsInstanceArn: '${arn}' },
  tags: 'Tags',
  undecided: { IdentityCenterArn: 'grants to people of a directory are not supported' },
  because: 'it grants nothing without locations and grants',
};

const grantsLocation: ResourceType = {
  type: 'AWS::S3::AccessGrantsLocation',
  arn: arn('s3', 'access-grants/default/location/${id}'),
  ref: '${id}',
  attributes: { AccessGrantsLocationArn: '${arn}', AccessGrantsLocationId: '${id}' },
  tags: 'Tags',
  roles: [
    {
      property: 'IamRoleArn',
      assumedBy: 'access-grants.s3.amazonaws.com',
      directs: 'whoever has a grant',
    },
  ],
  sources: [{ property: 'LocationScope', form: 's3-uri', data: 'objects' }],
  because: 'its grants say who reads and writes in it',
};

/** The prefix that it adds to its location narrows it only, so that location and grantee have the same owner. */
const grant: ResourceType = {
  type: 'AWS::S3::AccessGrant',
  arn: arn('s3', 'access-grants/default/grant/${id}'),
  ref: '${id}',
  attributes: { AccessGrantArn: '${arn}', AccessGrantId: '${id}' },
  tags: 'Tags',
  sources: [{ property: 'AccessGrantsLocationId', form: 'ref', data: 'objects' }],
  destinations: [{ property: 'Grantee.GranteeIdentifier', form: 'arn', data: 'objects' }],
  undecided: { ApplicationArn: 'grants to applications are not supported' },
  because: 'it lets its grantee use the role of its location',
};

export const S3_ACCESS: readonly ResourceType[] = [
  objectLambda,
  objectLambdaPolicy,
  grantsInstance,
  grantsLocation,
  grant,
];
