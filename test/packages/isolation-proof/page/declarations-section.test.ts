import { declarationsOf } from '../../../../packages/isolation-proof/src/judge/declarations';
import { declarationsSection } from '../../../../packages/isolation-proof/src/page/declarations-section';

it('lists what is declared, each with its reason', () => {
  const declarations = declarationsOf(
    { declare: { 'AWS::X::Y': { grants: 'nothing', because: 'it counts <requests>' } } },
    {
      destinations: [{ resources: ['arn:aws:sns:::alerts'], because: 'alarms hold no data' }],
      exposed: [{ construct: 'Shop/Site', to: 'anybody', because: 'it is the website' }],
    },
  );

  expect(declarations).toEqual([
    { what: 'Shop/Site is open to anybody', because: 'it is the website' },
    { what: 'data may go to arn:aws:sns:::alerts', because: 'alarms hold no data' },
    { what: 'AWS::X::Y grants, carries and sends nothing', because: 'it counts <requests>' },
  ]);
  expect(declarationsSection(declarations)?.text).toContain('<dd>it counts &lt;requests&gt;</dd>');
});

it('is left out of the page of an app that declares nothing', () => {
  expect(declarationsSection(declarationsOf({}, { destinations: [] }))).toBeUndefined();
});
