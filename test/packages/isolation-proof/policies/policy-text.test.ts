import {
  absent,
  anyValue,
  type Fact,
  type Facts,
  known,
} from '../../../../packages/isolation-proof/src/policies/facts';
import {
  ANY_CHARACTER,
  ANY_STRING,
  EVERYTHING,
  isVariable,
  letterOf,
  literalPattern,
  type Pattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';
import { patternOf, widestPatternOf } from '../../../../packages/isolation-proof/src/policies/policy-text';

const FACTS: Facts = new Map<string, Fact>([
  ['aws:principaltag/orgslug', known('acme')],
  ['aws:principaltag/star', known('a*?')],
  ['aws:principaltag/none', absent],
  ['aws:principaltag/dollar', known('${aws:PrincipalTag/orgSlug}')],
  ['credentials-iot:thingname', anyValue],
  ['aws:principaltag/any', { kind: 'among', set: { matching: [EVERYTHING], excluding: [] } }],
]);

/** A pattern as text, its wildcards as `⁎` and `¿`. */
function shown(pattern: Pattern | undefined): string | undefined {
  return pattern?.tokens
    .map((token) => {
      if (isVariable(token)) return letterOf(token);
      return token === ANY_STRING ? '⁎' : token === ANY_CHARACTER ? '¿' : token;
    })
    .join('');
}

test.each<[string, string | undefined, string | undefined]>([
  ['plain text', 'acme/x', 'acme/x'],
  ['wildcards', 'a*/?', 'a⁎/¿'],
  ['a variable', '${aws:PrincipalTag/orgSlug}/*', 'acme/⁎'],
  ['a variable in another case', '${AWS:principaltag/ORGSLUG}', 'acme'],
  ['two variables', '${aws:PrincipalTag/orgSlug}-${aws:PrincipalTag/orgSlug}', 'acme-acme'],
  ['a default that is not needed', "${aws:PrincipalTag/orgSlug, 'x'}", 'acme'],
  ['a default', "${aws:PrincipalTag/none, 'no one'}/*", 'no one/⁎'],
  ['a default without a space', "${aws:PrincipalTag/none,'x'}", 'x'],
  ['an empty default', "${aws:PrincipalTag/none, ''}/*", '/⁎'],
  ['a wildcard in a default, which is none', "${aws:PrincipalTag/none, '*'}", '*'],
  ['wildcards in a value, which are none', '${aws:PrincipalTag/star}/*', 'a*?/⁎'],
  ['a variable in a value, which is none', '${aws:PrincipalTag/dollar}', '${aws:PrincipalTag/orgSlug}'],
  ['a literal asterisk', 'a${*}/*', 'a*/⁎'],
  ['a literal question mark', 'a${?}', 'a?'],
  ['a literal dollar sign', '${$}{x}', '${x}'],
  ['an unknown text', undefined, undefined],
  ['an absent variable', '${aws:PrincipalTag/none}/*', undefined],
  ['a variable with one of many values', '${aws:PrincipalTag/any}/*', undefined],
  ['a variable that is not known', '${aws:username}/*', undefined],
  ['a variable with any value', '${credentials-iot:ThingName}/*', '${credentials-iot:thingname}/⁎'],
  ['a default beside any value', "${credentials-iot:ThingName, 'x'}", '${credentials-iot:thingname}'],
  ['a default for what is not known', "${aws:username, 'x'}", undefined],
  ['one known and one unknown variable', '${aws:PrincipalTag/orgSlug}/${aws:username}', undefined],
  ['spaces around the name of a variable', '${ aws:PrincipalTag/orgSlug }/*', 'acme/⁎'],
  ['two names before a default', "${x, aws:PrincipalTag/none, 'y'}", undefined],
  ['more behind a default', "${aws:PrincipalTag/none, 'x'y}", undefined],
  ['a broken variable', "${aws:PrincipalTag/none, 'x}", undefined],
])('%s', (_what, text, expected) => {
  expect(shown(patternOf(text, FACTS))).toBe(expected);
});

test('what a text says is one pattern, however its variables are written', () => {
  const pattern = wildcardPattern('acme/*');
  expect(patternOf('acme/*', FACTS)).toBe(pattern);
  expect(patternOf('${aws:PrincipalTag/orgSlug}/*', FACTS)).toBe(pattern);
  expect(patternOf('${AWS:principaltag/orgslug}/*', FACTS)).toBe(pattern);
  expect(patternOf('${aws:PrincipalTag/orgSlug}', FACTS, false)).toBe(literalPattern('acme'));
});

test('without wildcards, only variables mean something', () => {
  expect(shown(patternOf('*-${aws:PrincipalTag/orgSlug}?', FACTS, false))).toBe('*-acme?');
  expect(shown(patternOf('*-${aws:PrincipalTag/star}', FACTS, false))).toBe('*-a*?');
});

test.each<[string, string | undefined, string | undefined]>([
  ['what is known', '${aws:PrincipalTag/orgSlug}/*', 'acme/⁎'],
  ['any text for a variable that is not known', 'a/${aws:username}/b', 'a/⁎/b'],
  ['any text for a variable without a value', 'a/${aws:PrincipalTag/none}/b', 'a/⁎/b'],
  [
    'the value of a variable with any value',
    'a/${credentials-iot:ThingName}/*',
    'a/${credentials-iot:thingname}/⁎',
  ],
  ['nothing known of an unknown text', undefined, undefined],
])('at its widest: %s', (_what, text, expected) => {
  expect(shown(widestPatternOf(text, FACTS))).toBe(expected);
});
