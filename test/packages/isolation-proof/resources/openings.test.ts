import { openingsOf } from '../../../../packages/isolation-proof/src/resources/openings';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { resourceOf } from '../fixtures/stack-of';

const preflight = (Type: Json): string[] =>
  openingsOf(resourceOf('AWS::ApiGateway::Method', { AuthorizationType: 'NONE', Integration: { Type } })).map(
    ({ place }) => place,
  );

it('finds nothing open in a method that API Gateway answers by itself', () => {
  expect(preflight('MOCK')).toEqual([]);
});

it.each<Json>(['AWS_PROXY', { Ref: 'Parameter' }, { 'Fn::If': ['C', 'MOCK', 'AWS'] }])(
  'finds a method open whose integration is %j',
  (type) => {
    expect(preflight(type)).toEqual(['AuthorizationType']);
  },
);

it('finds a method open that has no integration', () => {
  const method = resourceOf('AWS::ApiGateway::Method', { AuthorizationType: 'NONE' });

  expect(openingsOf(method).map(({ opens }) => opens)).toEqual(['anybody can call the method']);
});
