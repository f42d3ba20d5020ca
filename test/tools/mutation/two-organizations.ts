import type { Json, JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { type Ground, groundOf, type Templates } from '../../../tools/mutation/ground';
import { policyOf, tagsOf } from '../../packages/isolation-proof/fixtures/organizations';

export const PLACE = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};

/** What each organization's role may do in the small templates. */
export const READ: JsonObject = {
  Sid: 'Read',
  Effect: 'Allow',
  Action: ['s3:GetObject', 's3:PutObject'],
  Resource: ['arn:aws:s3:::data/acme/*', 'arn:aws:s3:::data'],
  Condition: { StringEquals: { 's3:prefix': '${aws:PrincipalTag/orgSlug}' } },
};

const LOG_IN: JsonObject = {
  Sid: 'LogIn',
  Effect: 'Allow',
  Action: 'ecr:GetAuthorizationToken',
  Resource: '*',
};

const TRUST: JsonObject = {
  Sid: 'Trust',
  Effect: 'Allow',
  Principal: { Service: 'ssm.amazonaws.com' },
  Action: 'sts:AssumeRole',
};

/** A policy that is in no template of these, so that what they say cannot be read with it. */
const BOUNDARY = { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary' };

function organization(slug: string, statement: JsonObject, boundary: JsonObject): JsonObject {
  const own = JSON.parse(JSON.stringify(statement).replaceAll('/acme/', `/${slug}/`)) as Json;
  return {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: `${slug}-role`,
          ...boundary,
          AssumeRolePolicyDocument: policyOf(TRUST),
          Tags: tagsOf(slug),
        },
      },
      Policy: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { PolicyDocument: policyOf(own, LOG_IN), Roles: [{ Ref: 'Role' }] },
      },
    },
  };
}

/** Two organizations with a role and a policy each; the second one's are the first one's with another slug. */
export function smallTemplates(statement = READ, boundary: JsonObject = BOUNDARY): Templates {
  return {
    acme: organization('acme', statement, boundary),
    'acme-eu': organization('acme-eu', statement, boundary),
  };
}

export function smallGround(): Ground {
  return groundOf(smallTemplates(), PLACE);
}

/** The same without what cannot be read. */
export function readableGround(): Ground {
  return groundOf(smallTemplates(READ, {}), PLACE);
}

/**
 * The same beside a shared bucket with settings and a destination, and a role alias; one organization has a rule of
 * events, and a role whose sessions bring its tag.
 */
export function groundWithFlows(): Ground {
  const ofOrganization: JsonObject = {
    Resources: {
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: {
            source: ['aws.s3'],
            detail: { bucket: { name: ['data'] }, object: { key: [{ prefix: 'globex/' }] } },
          },
          Tags: tagsOf('globex'),
        },
      },
      Analysts: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'globex-analysts',
          AssumeRolePolicyDocument: policyOf({
            ...TRUST,
            Action: ['sts:AssumeRole', 'sts:TagSession'],
            Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'orgSlug' } },
          }),
          Tags: tagsOf('globex'),
        },
      },
    },
  };
  const shared: JsonObject = {
    Resources: {
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: 'data',
          VersioningConfiguration: { Status: 'Enabled' },
          LoggingConfiguration: { DestinationBucketName: 'logs' },
        },
      },
      Alias: {
        Type: 'AWS::IoT::RoleAlias',
        Properties: { RoleAlias: 'hubs', RoleArn: 'arn:aws:iam::111122223333:role/hubs' },
      },
    },
  };
  return groundOf({ ...smallTemplates(), globex: ofOrganization, shared }, PLACE);
}
