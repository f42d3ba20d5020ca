import { z } from 'zod';
import { issuerProblems } from './identity-issuer';
import { reporting } from './schema-problems';

/** What STS would read as more than text in a condition, or what no provider issues. */
export const AUDIENCE = /^[\w.:/@+~-]{1,255}$/;
export const AUDIENCE_FORM =
  'write 1 to 255 of A-Z a-z 0-9 _ . : / @ + ~ -, as the identity provider writes it into its tokens';

/** Trust policies have at most 2,048 characters, which ten of the longest ARNs leave room in. */
const MOST_ROLES = 10;

const PARTITION = 'arn:aws(?:-[a-z]+)*';
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
export const ROLE_ARN = identityArn('role');
/** A role or an IAM user. */
export const ROLE_OR_USER_ARN = identityArn('(?:role|user)');
const PROVIDER_ARN = new RegExp(`^${PARTITION}:iam::\\d{12}:saml-provider/[\\w._-]{1,128}$`);

/**
 * Which claims of a token IAM can compare is fixed; groups are not among them, and STS does not pass them on.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const NO_GROUP_CLAIM =
  'IAM cannot compare a claim of groups; remove the field, and have the issuer write the slug of the ' +
  'organization into the session tag orgSlug (docs/engineer/organizations.md)';

const oidc = z.strictObject(
  {
    issuer: z
      .string('write the URL of the issuer, for example "https://identity.example.com"')
      .superRefine(reporting(issuerProblems))
      .describe('URL of the issuer, exactly as its tokens have it in `iss`.'),
    audience: z
      .string('write the audience of the tokens, for example "analysts"')
      .regex(AUDIENCE, AUDIENCE_FORM)
      .describe('Audience of the tokens (`aud`): the client id that analysts sign in for.'),
    groupClaim: z.never(NO_GROUP_CLAIM).optional().describe('Refused: IAM cannot compare a claim of groups.'),
  },
  'write an object, for example {"issuer": "https://identity.example.com", "audience": "analysts"}',
);

/** The name of a file beside the environment's. */
export const METADATA_FILE = /^[\w-]+(?:\.[\w-]+)*\.xml$/;

export const samlSchema = z.strictObject(
  {
    metadata: z
      .string('write the name of the metadata file, for example "identity-provider.xml"')
      .regex(METADATA_FILE, 'write the name of an .xml file in the same folder, without a path')
      .optional()
      .describe(
        "Metadata document of the identity provider: a file in the environment's folder. The deployment makes the provider.",
      ),
    provider: z
      .string('write the ARN of a SAML provider')
      .regex(
        PROVIDER_ARN,
        'write the ARN of a SAML provider, for example "arn:aws:iam::111122223333:saml-provider/identity"',
      )
      .optional()
      .describe('ARN of a SAML provider that the account has already.'),
    audience: z
      .string('write the address that assertions are sent to')
      .regex(AUDIENCE, AUDIENCE_FORM)
      .optional()
      .describe(
        "Address that assertions are sent to (`Recipient`), which IAM compares as SAML:aud. Default: that of the partition's sign-in page.",
      ),
  },
  'write an object, for example {"metadata": "identity-provider.xml"}',
);

function identityArn(kind: string): RegExp {
  return new RegExp(`^${PARTITION}:iam::\\d{12}:${kind}/(?:[\\w+=,.@/-]+/)?[\\w+=,.@-]{1,64}$`);
}

const ROLES_FORM =
  'write a list of ARNs of roles of this account, for example ["arn:aws:iam::111122223333:role/analysts"]';

const roles = z
  .array(
    z
      .string('write the ARN of a role')
      .regex(ROLE_ARN, 'write the ARN of one role, without wildcards, as IAM shows it'),
    ROLES_FORM,
  )
  .min(1, ROLES_FORM)
  .max(MOST_ROLES, `write at most ${MOST_ROLES} roles`)
  .describe(
    "Roles whose sessions may assume the analyst role of the organization that they are tagged with: IAM Identity Center's, for example.",
  );

/**
 * How analysts sign in without an IAM user: exactly one of these, which `analystsProblems` sees to, so that it is
 * told beside what is wrong within them.
 */
export const analystsSchema = z.strictObject(
  {
    oidc: oidc.optional().describe('Analysts sign in with a token of an OpenID Connect issuer.'),
    saml: samlSchema.optional().describe('Analysts sign in with a SAML 2.0 assertion.'),
    roles: roles.optional(),
  },
  'write an object, for example {"oidc": {"issuer": "https://identity.example.com", "audience": "analysts"}}',
);
