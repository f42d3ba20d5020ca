import { holdsStandIn, NameStandIns } from '../../../../packages/isolation-proof/src/forms/name-stand-ins';
import { SLUG_STAND_INS } from '../../../../packages/isolation-proof/src/forms/slug-text';

const { slug: SLUG, underscored: UNDERSCORED } = SLUG_STAND_INS.shown;
const [FIRST, SECOND] = ['\uE010', '\uE011'];

function both(standIns: NameStandIns, text: string): string {
  const put = standIns.put(text);
  expect(standIns.takeOut(put)).toBe(text);
  return put;
}

test('the slug, its spelling with underscores and other names have a stand-in each', () => {
  const standIns = new NameStandIns('acme-eu', ['ann', 'stack.of']);
  expect(both(standIns, 'acme-eu/acme_eu ann:stack.of, stackxof annex')).toBe(
    `${SLUG}/${UNDERSCORED} ${FIRST}:${SECOND}, stackxof annex`,
  );
  expect(both(standIns, 'nobody')).toBe('nobody');
  expect(both(standIns, 'acme_eu')).toBe(UNDERSCORED);
});

test('the longest name comes first', () => {
  expect(both(new NameStandIns('x', ['ann', 'ann-lee', 'ann']), 'ann-lee ann')).toBe(`${SECOND} ${FIRST}`);
});

test.each(['acme-eu', 'acme_eu', 'acme', 'eu'])(
  '%s, which is the slug or a word of it, needs no stand-in of its own, however often it is asked for',
  (name) => {
    for (let times = 0; times < 3; times++) {
      const before = new NameStandIns('acme-eu', [name]);
      expect(both(new NameStandIns('acme-eu', [name]), 'acme-eu acme_eu')).toBe(`${SLUG} ${UNDERSCORED}`);
      expect(before.takeOut(SLUG)).toBe('acme-eu');
    }
  },
);

test.each(['a b', 'a/b', 'a*', '${x}', ''])('%p is no name', (name) => {
  expect(both(new NameStandIns('acme', [name]), `x ${name} y`)).toBe(`x ${name} y`);
});

test.each(['acme.eu', '-acme', 'acme-', 'a--b', 'a*', ''])(
  '%p is no slug of which texts could be told',
  (slug) => {
    const standIns = new NameStandIns(slug, ['ann']);
    expect(both(standIns, `${slug} ann`)).toBe(`${slug} ${FIRST}`);
  },
);

test('a thousand names have stand-ins, and no more', () => {
  const names = Array.from({ length: 1_001 }, (_, index) => `n${index}`);
  const standIns = new NameStandIns('acme', names);
  expect(both(standIns, 'n999 n1000')).toBe('\uE3F7 n1000');
});

test('a character of a stand-in that a text holds by itself makes it ambiguous', () => {
  const standIns = new NameStandIns('acme', []);
  standIns.put('acme');
  expect(standIns.isAmbiguous).toBe(false);
  for (const character of ['\uE000', '\uF8FF']) {
    const other = new NameStandIns('acme', []);
    other.put(`x${character}`);
    expect(other.isAmbiguous).toBe(true);
  }
});

test('a text holds a stand-in if one of its characters is one', () => {
  for (const character of [SLUG, UNDERSCORED, FIRST, '\uE3F7'])
    expect(holdsStandIn(`x${character}y`)).toBe(true);
  for (const character of ['\uE002', '\uE003', '\uE00F', '\uE3F8', 'x'])
    expect(holdsStandIn(character)).toBe(false);
});
