import {
  DescribeRoleAliasCommand,
  DescribeThingTypeCommand,
  GetPolicyCommand,
  type IoTClient,
  paginateListTagsForResource,
  type Tag,
} from '@aws-sdk/client-iot';
import { everyPage } from '../account/every-page';
import { resourceReader } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-policy.html */
export const iotPolicyReader = resourceReader({
  type: 'AWS::IoT::Policy',
  comparisons: { PolicyDocument: 'json', PolicyName: 'value', Tags: 'tags' },
  read: async ({ physicalId, clients: { iot } }) => {
    const policy = await iot.send(new GetPolicyCommand({ policyName: physicalId }));
    return {
      PolicyDocument: policy.policyDocument,
      PolicyName: policy.policyName,
      Tags: await tagsOf(iot, policy.policyArn),
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-rolealias.html */
export const roleAliasReader = resourceReader({
  type: 'AWS::IoT::RoleAlias',
  comparisons: { CredentialDurationSeconds: 'value', RoleAlias: 'value', RoleArn: 'value', Tags: 'tags' },
  read: async ({ physicalId, clients: { iot } }) => {
    const { roleAliasDescription } = await iot.send(new DescribeRoleAliasCommand({ roleAlias: physicalId }));
    return {
      CredentialDurationSeconds: roleAliasDescription?.credentialDurationSeconds,
      RoleAlias: roleAliasDescription?.roleAlias,
      RoleArn: roleAliasDescription?.roleArn,
      Tags: await tagsOf(iot, roleAliasDescription?.roleAliasArn),
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-thingtype.html */
export const thingTypeReader = resourceReader({
  type: 'AWS::IoT::ThingType',
  comparisons: { Tags: 'tags', ThingTypeName: 'value', ThingTypeProperties: 'value' },
  read: async ({ physicalId, clients: { iot } }) => {
    const thingType = await iot.send(new DescribeThingTypeCommand({ thingTypeName: physicalId }));
    const properties = thingType.thingTypeProperties;
    const attributes = properties?.searchableAttributes ?? [];
    return {
      Tags: await tagsOf(iot, thingType.thingTypeArn),
      ThingTypeName: thingType.thingTypeName,
      ThingTypeProperties: {
        SearchableAttributes: attributes.length === 0 ? undefined : attributes,
        ThingTypeDescription: properties?.thingTypeDescription,
      },
    };
  },
});

function tagsOf(iot: IoTClient, resourceArn: string | undefined): Promise<Tag[]> {
  return everyPage(paginateListTagsForResource({ client: iot }, { resourceArn }), ({ tags }) => tags);
}
