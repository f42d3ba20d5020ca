import { mutantsNamed } from './mutants-of';

/** Every mutant of a small template, by operator. */
const MUTANTS: readonly (readonly [operator: string, mutants: readonly string[]])[] = [
  ['allow-session-tags', ['Trust Action: ["sts:AssumeRole","sts:TagSession"]']],
  [
    'principal-to-provider',
    [
      'accounts.google.com',
      'arn:aws:iam::999999999999:oidc-provider/identity.example.com',
      'arn:aws:iam::111122223333:oidc-provider/other.example.com',
    ].map((provider) => `Trust Principal: {"Service":"ssm.amazonaws.com","Federated":["${provider}"]}`),
  ],
  [
    'drop-slash',
    [
      'Read Resource.0: "arn:aws:s3:::dataacme/*"',
      'Read Resource.0: "arn:aws:s3:::data/acme*"',
      'Read Condition.StringEquals.s3:prefix: "${aws:PrincipalTagorgSlug}"',
      'Role PermissionsBoundary: "arn:aws:iam::111122223333:policyboundary"',
    ],
  ],
  [
    'slug-to-other',
    [
      'Read Resource.0: "arn:aws:s3:::data/acme-eu/*"',
      'Role RoleName: "acme-eu-role"',
      'Role Tags.1.Value: "acme-eu"',
    ],
  ],
  [
    'slug-to-star',
    ['Read Resource.0: "arn:aws:s3:::data/*/*"', 'Role RoleName: "*-role"', 'Role Tags.1.Value: "*"'],
  ],
  [
    'slug-and-star',
    [
      'Read Resource.0: "arn:aws:s3:::data/acme*/*"',
      'Role RoleName: "acme*-role"',
      'Role Tags.1.Value: "acme*"',
    ],
  ],
  [
    'slug-and-question',
    [
      'Read Resource.0: "arn:aws:s3:::data/acm?/*"',
      'Read Resource.0: "arn:aws:s3:::data/acme?/*"',
      'Role RoleName: "acm?-role"',
      'Role RoleName: "acme?-role"',
      'Role Tags.1.Value: "acm?"',
      'Role Tags.1.Value: "acme?"',
    ],
  ],
  [
    'slug-to-upper-case',
    [
      'Read Resource.0: "arn:aws:s3:::data/ACME/*"',
      'Role RoleName: "ACME-role"',
      'Role Tags.1.Value: "ACME"',
    ],
  ],
  ['action-to-star', ['Trust Action: "*"', 'Read Action.0: "*"', 'Read Action.1: "*"', 'LogIn Action: "*"']],
  [
    'action-to-service',
    ['Trust Action: "sts:*"', 'Read Action.0: "s3:*"', 'Read Action.1: "s3:*"', 'LogIn Action: "ecr:*"'],
  ],
  [
    'not-action',
    [
      'Trust Action: (nothing); NotAction: "sts:AssumeRole"',
      'Read Action: (nothing); NotAction: ["s3:GetObject","s3:PutObject"]',
      'LogIn Action: (nothing); NotAction: "ecr:GetAuthorizationToken"',
    ],
  ],
  ['drop-action', ['Read Action.0: (nothing)', 'Read Action.1: (nothing)']],
  ['resource-to-star', ['Read Resource.0: "*"', 'Read Resource.1: "*"']],
  [
    'not-resource',
    [
      'Read Resource: (nothing); NotResource: ["arn:aws:s3:::data/acme/*","arn:aws:s3:::data"]',
      'LogIn Resource: (nothing); NotResource: "*"',
    ],
  ],
  ['drop-resource-entry', ['Read Resource.0: (nothing)', 'Read Resource.1: (nothing)']],
  ['not-principal', ['Trust Principal: (nothing); NotPrincipal: {"Service":"ssm.amazonaws.com"}']],
  ['flip-effect', ['Trust Effect: "Deny"', 'Read Effect: "Deny"', 'LogIn Effect: "Deny"']],
  ['principal-to-star', ['Trust Principal: "*"', 'Trust Principal: {"AWS":"*"}']],
  [
    'principal-to-other-account',
    [
      'Trust Principal: {"AWS":"arn:aws:iam::999999999999:root"}',
      'Trust Principal: {"Service":"ssm.amazonaws.com","AWS":["arn:aws:iam::999999999999:root"]}',
    ],
  ],
  [
    'principal-to-organization',
    [
      'Trust Principal: {"AWS":"arn:aws:iam::111122223333:role/acme-eu-role"}',
      'Trust Principal: {"Service":"ssm.amazonaws.com","AWS":["arn:aws:iam::111122223333:role/acme-eu-role"]}',
    ],
  ],
  ['swap-reference', ['Policy Roles.0: "acme-eu-role"']],
  ['attach-policy', ['Policy Roles: [{"Ref":"Role"},"acme-eu-role"]']],
  [
    'attach-aws-policy',
    [
      'Role ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"]',
      'Role ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"]',
      'Role ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]',
    ],
  ],
  [
    'change-boundary',
    [
      'Role PermissionsBoundary: (nothing)',
      'Role PermissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess"',
      'Role PermissionsBoundary: {"Ref":"Policy"}',
    ],
  ],
  ['drop-statement', ['Read all: (nothing)', 'LogIn all: (nothing)']],
  ['drop-tag', ['Role Tags.0: (nothing)', 'Role Tags.1: (nothing)']],
  ['drop-resource', ['Role all: (nothing)', 'Policy all: (nothing)']],
];

test.each(MUTANTS)('%s makes these mutants and no others', (operator, mutants) => {
  expect(mutantsNamed(operator)).toEqual(mutants);
});
