import type { RequestTemplate } from '../../../../packages/isolation-proof/src/contract/request-template';
import { CALLING_KMS, LISTINGS, OBJECTS, UNDER_OTHER_KEY } from '../axes';
import type { OrganizationNames } from '../names';
import { keyThroughS3, list, ORG_TAG, PREFIX, toS3 } from '../request-templates';
import { WITH_LONGER_TAG, WITH_OTHER_TAG, WITHOUT_TAG } from '../requester-axes';
import { tableOf } from '../table-of';

const TAGS = [WITHOUT_TAG, WITH_OTHER_TAG, WITH_LONGER_TAG];

/** An emergency may be about anything that an organization has: uploads, what became of them, and results. */
const foldersOf = ({
  uploadFolder,
  tablesFolder,
  resultsFolder,
  artifactsFolder,
}: OrganizationNames): string[] => [uploadFolder, tablesFolder, resultsFolder, artifactsFolder];

/** The same in a session for the organization: the tag is the session's, and not the role's. */
function inSession({ context, ...template }: RequestTemplate, { slug }: OrganizationNames): RequestTemplate {
  return { ...template, context: { ...context, [ORG_TAG]: slug } };
}

/** What break-glass opens, and what it does not. That it is noticed is the claim `break-glass`. */
export const BREAK_GLASS = tableOf(
  {
    // Of an organization that is suspended it decrypts nothing: nobody uses the key.
    'read-in-emergency': {
      sentence: ({ who, whose }) => `${who} reads ${whose} objects`,
      by: 'break-glass',
      requests: (fixtures) =>
        [
          ...foldersOf(fixtures.own).flatMap((folder) => [
            toS3('s3:GetObject', `${folder}example`),
            toS3('s3:GetObjectVersion', `${folder}example`),
          ]),
          keyThroughS3('kms:Decrypt', fixtures),
        ].map((template) => inSession(template, fixtures.own)),
      axes: [...OBJECTS, UNDER_OTHER_KEY, CALLING_KMS, ...TAGS],
    },
    'list-in-emergency': {
      sentence: ({ who, whose }) => `${who} lists ${whose} objects`,
      by: 'break-glass',
      requests: ({ own }) => foldersOf(own).map((folder) => inSession(list(folder), own)),
      axes: [...LISTINGS, ...TAGS],
      evenSuspended: true,
    },
  },
  {
    'write-in-emergency': {
      sentence: 'break-glass writes an object',
      twin: 'read-in-emergency',
      change: { action: 's3:PutObject' },
    },
    'delete-in-emergency': {
      sentence: 'break-glass deletes an object',
      twin: 'read-in-emergency',
      change: { action: 's3:DeleteObject' },
    },
    'list-everything-in-emergency': {
      sentence: 'break-glass lists a whole bucket',
      twin: 'list-in-emergency',
      change: { context: PREFIX, to: undefined },
    },
    'list-without-slash-in-emergency': {
      sentence: "break-glass lists all folders whose names start with the organization's slug",
      twin: 'list-in-emergency',
      change: { context: PREFIX, to: ({ own }) => own.slug },
    },
    'encrypt-in-emergency': {
      sentence: "break-glass encrypts under an organization's key",
      twin: 'read-in-emergency',
      request: 'kms:Decrypt',
      change: { action: 'kms:GenerateDataKey' },
    },
    'grant-in-emergency': {
      sentence: "break-glass grants an organization's key to others",
      twin: 'read-in-emergency',
      request: 'kms:Decrypt',
      change: { action: 'kms:CreateGrant' },
    },
  },
);
