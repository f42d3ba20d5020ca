import { fleetPage } from '../../../../lib/hubs/fleet-page/fleet-page';
import { COLUMNS } from '../../../../lib/hubs/fleet-page/columns';
import { dataOf, hubWith, smallFleet } from './fleet';

/** Ends a script, opens a comment, ends a line of JavaScript. */
const HOSTILE = '</script><script>alert(1)//<!-- \u2028';

test('what a hub says cannot get out of the data', () => {
  const page = fleetPage('production', dataOf([hubWith({ heartbeat: { version: HOSTILE } })]));
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).not.toContain('<!-- \u2028');
  const [, json = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? [];
  expect(JSON.parse(json)).toMatchObject({ hubs: [{ version: HOSTILE }] });
});

test('an environment with the name of markup is text', () => {
  expect(fleetPage('<b>x', dataOf([]))).toContain('<title>Data Hubs of &lt;b&gt;x</title>');
});

test('no certificate and no thing stands in the page', () => {
  const page = fleetPage('production', dataOf(smallFleet()));
  expect(page).not.toMatch(/a{64}|acme--|arn:/);
});

test.each([
  ['clockOffset', { clockOffset: -119.4 }, '119 s'],
  ['clockOffset', { clockOffset: 300.5 }, '5 min'],
  ['diskFree', { diskFree: 9.99 }, '9 %'],
  ['diskFree', {}, '-'],
  ['lastSeen', { lastSeen: 0 }, '3 h ago'],
  ['lastSeen', {}, '-'],
] as const)('%s of %j reads %s', (column, values, text) => {
  const row = { organization: 'acme', hub: 'x', state: 'enrolled', attention: [], ...values };
  expect(COLUMNS[column].textOf(row, 3 * 3_600_000)).toBe(text);
});
