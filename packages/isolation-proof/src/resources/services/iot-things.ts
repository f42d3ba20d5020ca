import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const thing: ResourceType = {
  type: 'AWS::IoT::Thing',
  arn: arn('iot', 'thing/${ThingName}'),
  ref: '${ThingName}',
  attributes: { Arn: '${arn}' },
  because: 'what a device may do, the policies of its certificates say',
};

const thingGroup: ResourceType = {
  type: 'AWS::IoT::ThingGroup',
  arn: arn('iot', 'thinggroup/${ThingGroupName}'),
  ref: '${ThingGroupName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  sources: [{ property: 'ParentGroupName', form: 'ref', data: 'rights of the group', whole: 'shared' }],
  because: 'policies that are attached to a group are not in templates',
};

const thingType: ResourceType = {
  type: 'AWS::IoT::ThingType',
  arn: arn('iot', 'thingtype/${ThingTypeName}'),
  ref: '${ThingTypeName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  because: 'it says which attributes devices have',
};

const policy: ResourceType = {
  type: 'AWS::IoT::Policy',
  arn: arn('iot', 'policy/${PolicyName}'),
  ref: '${PolicyName}',
  attributes: { Arn: '${arn}' },
  tags: 'Tags',
  harmless: [
    { properties: ['PolicyDocument'], because: 'it is read as that of an identity, the certificate' },
  ],
  because: 'it says what holders of certificates may do, and is read with the identities',
};

const policyAttachment: ResourceType = {
  type: 'AWS::IoT::PolicyPrincipalAttachment',
  partOf: { PolicyName: 'ref' },
  sources: [{ property: 'PolicyName', form: 'ref', data: 'the rights of the policy' }],
  destinations: [{ property: 'Principal', form: 'arn', data: 'the rights of the policy' }],
  because: 'it gives the rights of a policy to a certificate',
};

const thingAttachment: ResourceType = {
  type: 'AWS::IoT::ThingPrincipalAttachment',
  partOf: { ThingName: 'ref' },
  sources: [{ property: 'ThingName', form: 'ref', data: 'the name of the thing' }],
  destinations: [{ property: 'Principal', form: 'arn', data: 'the name of the thing' }],
  because: 'it lets the holder of a certificate call itself by the name of a thing',
};

const certificate: ResourceType = {
  type: 'AWS::IoT::Certificate',
  arn: arn('iot', 'cert/${id}'),
  ref: '${id}',
  attributes: { Arn: '${arn}', Id: '${id}' },
  because: 'it is an identity without rights until a policy is attached',
};

const caCertificate: ResourceType = {
  type: 'AWS::IoT::CACertificate',
  tags: 'Tags',
  undecided: {
    AutoRegistrationStatus: 'devices that register themselves are not supported',
    RegistrationConfig: 'devices that register themselves are not supported',
  },
  because: 'it vouches for certificates, which have no rights until a policy is attached',
};

const roleAlias: ResourceType = {
  type: 'AWS::IoT::RoleAlias',
  arn: arn('iot', 'rolealias/${RoleAlias}'),
  ref: '${RoleAlias}',
  attributes: { RoleAliasArn: '${arn}' },
  tags: 'Tags',
  roles: [
    {
      property: 'RoleArn',
      assumedBy: 'credentials.iot.amazonaws.com',
      directs: 'holders of certificates whose policy names the alias',
    },
  ],
  because: 'it stands for its role',
};

export const IOT_THINGS: readonly ResourceType[] = [
  thing,
  thingGroup,
  thingType,
  policy,
  policyAttachment,
  thingAttachment,
  certificate,
  caCertificate,
  roleAlias,
];
