import { z } from 'zod';
import { AUDIENCE, AUDIENCE_FORM, ROLE_ARN, ROLE_OR_USER_ARN, samlSchema } from './analysts-schema';
import { issuerProblems } from './identity-issuer';
import { reporting } from './schema-problems';

/** What operators may sign in to: a role for each use. `break-glass` exists only where the environment asks for it. */
export const OPERATOR_ROLES = [
  'hub-operator',
  'hub-revoker',
  'secret-writer',
  'monitor',
  'auditor',
  'break-glass',
] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

const ROLE_FORM = `write some of ${OPERATOR_ROLES.join(', ')}`;
const operatorRole = z.enum(OPERATOR_ROLES, ROLE_FORM);

/** Trust policies have at most 2,048 characters, which ten of the longest ARNs leave room in. */
const MOST_ROLES = 10;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

const oidc = z.strictObject(
  {
    issuer: z
      .string('write the URL of the issuer, for example "https://identity.example.com"')
      .superRefine(reporting(issuerProblems))
      .describe('URL of the issuer, exactly as its tokens have it in `iss`.'),
    audiences: z
      .partialRecord(
        operatorRole,
        z.string('write the audience of the tokens').regex(AUDIENCE, AUDIENCE_FORM),
        'write an object with an audience for each role, for example {"auditor": "platform-auditor"}',
      )
      .describe('Audience of the tokens (`aud`) for each role: a client id for each use.'),
  },
  'write an object, for example {"issuer": "https://identity.example.com", "audiences": {"auditor": "platform-auditor"}}',
);

const trustedRole = z.union(
  [
    z.string().regex(ROLE_OR_USER_ARN, 'write the ARN of one role, without wildcards, as IAM shows it'),
    z.strictObject({
      arn: z
        .string('write the ARN of a role')
        .regex(ROLE_OR_USER_ARN, 'write the ARN of one role, without wildcards'),
      externalId: z
        .string('write the external id that the other company gives')
        .regex(EXTERNAL_ID, 'write 2 to 1224 of A-Z a-z 0-9 _ + = , . @ : / -')
        .optional()
        .describe('Required of a role of another account, which then crosses the account.'),
    }),
  ],
  'write the ARN of a role, or {"arn": "...", "externalId": "..."} for one of another account',
);

const roles = z.partialRecord(
  operatorRole,
  z.array(trustedRole, 'write a list of roles').max(MOST_ROLES, `write at most ${MOST_ROLES} roles`),
  'write an object with a list of roles for each use, for example {"auditor": ["arn:aws:iam::111122223333:role/auditors"]}',
);

/** How operators sign in: exactly one of these, which `operationsProblems` sees to. */
const signInSchema = z.strictObject(
  {
    oidc: oidc.optional().describe('Operators sign in with a token of an OpenID Connect issuer.'),
    saml: samlSchema.optional().describe('Operators sign in with a SAML 2.0 assertion.'),
    roles: roles
      .optional()
      .describe(
        "Roles whose sessions may assume the role of each use: IAM Identity Center's, for example. For break-glass IAM users, too, who show MFA.",
      ),
  },
  'write an object, for example {"oidc": {"issuer": "https://identity.example.com", "audiences": {"auditor": "platform-auditor"}}}',
);

/** AWS's shortest session: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SHORTEST_SESSION_MINUTES = 15;
const LONGEST_BREAK_GLASS_MINUTES = 60;
const MINUTES_FORM = `write ${SHORTEST_SESSION_MINUTES} to ${LONGEST_BREAK_GLASS_MINUTES} minutes`;

const breakGlassSchema = z.strictObject(
  {
    sessionMinutes: z
      .number(MINUTES_FORM)
      .int(MINUTES_FORM)
      .min(SHORTEST_SESSION_MINUTES, MINUTES_FORM)
      .max(LONGEST_BREAK_GLASS_MINUTES, MINUTES_FORM)
      .default(LONGEST_BREAK_GLASS_MINUTES)
      .describe('Longest session of break-glass, in minutes.'),
    notify: z
      .array(z.email('write an e-mail address'), 'write a list of e-mail addresses')
      .default([])
      .describe('E-mail addresses that the alarm goes to. Each has to confirm once.'),
  },
  'write an object, for example {"sessionMinutes": 60, "notify": ["security@example.com"]}',
);

const RETENTION_FORM = 'write a whole number of days, 1 to 3653';

const auditSchema = z.strictObject(
  {
    retentionDays: z
      .number(RETENTION_FORM)
      .int(RETENTION_FORM)
      .min(1, RETENTION_FORM)
      .max(3653, RETENTION_FORM)
      .default(2192)
      .describe(
        'Days that nobody, the root user included, can delete the trail (S3 Object Lock in compliance mode). The rule packs ask for a minimum.',
      ),
    separateAccount: z
      .boolean('write true or false')
      .default(false)
      .describe('Keep the trail in another account, which "account" names.'),
    account: z
      .string('write the 12-digit account id as a string')
      .regex(/^\d{12}$/, 'write the 12-digit account id as a string, for example "111122223333"')
      .optional()
      .describe('Account of the trail\'s bucket. Only with "separateAccount".'),
    region: z
      .string('write an AWS Region, for example "eu-central-1"')
      .optional()
      .describe('Region of the trail\'s bucket. Default: the environment\'s. Only with "separateAccount".'),
    organizations: z
      .boolean('write true or false')
      .default(false)
      .describe(
        'Give each organization that asks for it ("audit": true) its own part of the trail, every day.',
      ),
  },
  'write an object, for example {"retentionDays": 2192}',
);

const guardrailsSchema = z.strictObject(
  {
    deployed: z
      .boolean('write true or false')
      .default(false)
      .describe(
        'Whether the guardrails of `npm run guardrails` are in force, so that the proof counts on them instead of assuming that nobody changes policies and tags.',
      ),
    regions: z
      .array(z.string('write an AWS Region'), 'write a list of AWS Regions')
      .default([])
      .describe("Regions in which the account may be used, besides the environment's."),
    exempt: z
      .array(
        z.string('write the ARN of a role').regex(ROLE_ARN, 'write the ARN of one role, without wildcards'),
      )
      .default([])
      .describe(
        "Roles of the account that the guardrails leave alone, besides the deployment role: those of the organization's administration.",
      ),
    accessAnalyzer: z
      .boolean('write true or false')
      .default(false)
      .describe(
        'Create the analyzers of external and unused access of IAM Access Analyzer. The latter costs money for each role.',
      ),
  },
  'write an object, for example {"deployed": true}',
);

/** What an environment says about its operation. All of it is off by default. */
export const operationsSchema = z.strictObject(
  {
    deployment: z
      .boolean('write true or false')
      .default(false)
      .describe(
        'Whether CloudFormation works under the policies of `-c deployment=true` instead of AdministratorAccess, and the proof counts on it. The trail is then deployed by an administrator.',
      ),
    signIn: signInSchema
      .optional()
      .describe('How operators sign in to the role of each use. Default: no such roles.'),
    breakGlass: breakGlassSchema
      .optional()
      .describe("A role that opens one organization's data in an emergency. Default: none."),
    audit: auditSchema
      .optional()
      .describe("The trail of the account's calls, and what is asked of it. Default: none."),
    guardrails: guardrailsSchema
      .optional()
      .describe('What the organization of the account forbids everybody in it.'),
  },
  'write an object, for example {"audit": {"retentionDays": 2192}}',
);
