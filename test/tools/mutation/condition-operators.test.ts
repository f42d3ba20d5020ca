import { mutantsNamed } from './mutants-of';

/** Every mutant of a small template, by operator. */
const MUTANTS: readonly (readonly [operator: string, mutants: readonly string[]])[] = [
  ['drop-condition', ['Read Condition: (nothing)']],
  [
    'condition-if-exists',
    ['Read Condition: {"StringEqualsIfExists":{"s3:prefix":"${aws:PrincipalTag/orgSlug}"}}'],
  ],
  [
    'condition-for-all-values',
    [
      'Read Condition: {"ForAllValues:StringEquals":{"s3:prefix":"${aws:PrincipalTag/orgSlug}"}}',
      'Read Condition: {"ForAnyValue:StringEquals":{"s3:prefix":"${aws:PrincipalTag/orgSlug}"}}',
    ],
  ],
  [
    'condition-to-null',
    ['Read Condition: {"Null":{"s3:prefix":"true"}}', 'Read Condition: {"Null":{"s3:prefix":"false"}}'],
  ],
  [
    'widen-condition',
    [
      'Read Condition: {"StringLike":{"s3:prefix":"*"}}',
      'Read Condition: {"StringLike":{"s3:prefix":["${aws:PrincipalTag/orgSlug}","*"]}}',
      'Read Condition: {"StringLike":{"s3:prefix":["${aws:PrincipalTag/orgSlug}*"]}}',
    ],
  ],
  [
    'retarget-condition',
    [
      'Read Condition: {"StringEquals":{"aws:PrincipalTag/other":"${aws:PrincipalTag/orgSlug}"}}',
      'Read Condition: {"StringEquals":{"aws:RequestTag/orgSlug":"${aws:PrincipalTag/orgSlug}"}}',
      'Read Condition: {"StringEquals":{"aws:username":"${aws:PrincipalTag/orgSlug}"}}',
      'Read Condition: {"StringNotEquals":{"s3:prefix":"${aws:PrincipalTag/orgSlug}"}}',
      'Read Condition: {"StringEquals":{"s3:prefix":"another"}}',
    ],
  ],
  [
    'swap-variable',
    [
      'Read Condition.StringEquals.s3:prefix: "${aws:PrincipalTag/orgDatabase}"',
      'Read Condition.StringEquals.s3:prefix: "${aws:PrincipalTag/orgKeyArn}"',
      'Read Condition.StringEquals.s3:prefix: "${aws:PrincipalTag/environment}"',
      'Read Condition.StringEquals.s3:prefix: "${aws:RequestTag/orgSlug}"',
      'Read Condition.StringEquals.s3:prefix: "${aws:username}"',
      'Read Condition.StringEquals.s3:prefix: "${credentials-iot:ThingName}"',
      'Read Condition.StringEquals.s3:prefix: "${credentials-iot:ThingTypeName}"',
      'Read Condition.StringEquals.s3:prefix: "${credentials-iot:AwsCertificateId}"',
      'Read Condition.StringEquals.s3:prefix: "acme"',
      'Read Condition.StringEquals.s3:prefix: "acme-eu"',
    ],
  ],
  [
    'widen-variable',
    [
      'Read Condition.StringEquals.s3:prefix: "*"',
      'Read Condition.StringEquals.s3:prefix: "${aws:PrincipalTag/orgSlug}*"',
      'Read Condition.StringEquals.s3:prefix: "*${aws:PrincipalTag/orgSlug}"',
      'Read Condition.StringEquals.s3:prefix: "${aws:PrincipalTag/orgSlug}?"',
      `Read Condition.StringEquals.s3:prefix: "\${aws:PrincipalTag/orgSlug, '*'}"`,
      `Read Condition.StringEquals.s3:prefix: "\${aws:PrincipalTag/orgSlug, 'acme'}"`,
    ],
  ],
];

test.each(MUTANTS)('%s makes these mutants and no others', (operator, mutants) => {
  expect(mutantsNamed(operator)).toEqual(mutants);
});
