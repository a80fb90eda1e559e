import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countO200k } from './count-o200k.ts';
import { englishNotices } from './english-notices.fixture.ts';
import { estimateTokens } from './estimate-tokens.ts';

const small = [...'abcdefghijklmnopqrstuvwxyz'];
const capital = small.map((letter) => letter.toUpperCase());
const digits = [...'0123456789'];
const marks = [...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'];
const rare =
  'syzygy quokka onomatopoeia sesquipedalian borborygmus defenestration floccinaucinihilipilification ' +
  'antediluvian crwth cwm phthisis zyzzyva tmesis gnathonic quincunx widdershins ultracrepidarian ' +
  'tatterdemalion susurrus petrichor logorrhoea hemidemisemiquaver discombobulate callipygian ' +
  'pneumonoultramicroscopicsilicovolcanoconiosis pulchritudinous xerophagy zeugma yclept';
const foreign =
  'Donaudampfschifffahrtsgesellschaft Rindfleischetikettierungsüberwachung Grundstücksverkehrsgenehmigung ' +
  'epäjärjestelmällistyttämättömyydellänsäkään lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseeri ' +
  'muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine çekoslovakyalılaştıramadıklarımız ' +
  'konstantynopolitańczykowianeczka dziewięćsetdziewięćdziesięciodziewięcionarodowościowego Źdźbło';
const shown = '😀 👩‍👩‍👧 🇩🇪 👍🏽 ✅ ⚠️ ❌ 🚀 🏴‍☠️ — … ’ → ├──'.split(' ');

const of = (units: readonly string[], most = 120): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...units), { maxLength: most }).map((parts) => parts.join(''));
const between = (from: number, to: number, most = 80): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: from, max: to }), { maxLength: most })
    .map((codes) => codes.map((code) => String.fromCodePoint(code)).join(''));
const spread = (words: string, between: string): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...words.split(' ')), { maxLength: 30 })
    .map((parts) => parts.join(between));
const repeated = (unit: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(unit, fc.integer({ min: 1, max: 100 })).map(([text, times]) => text.repeat(times));

const kinds: Record<string, fc.Arbitrary<string>> = {
  'printable ASCII': between(32, 126),
  'any ASCII': between(0, 127),
  'any Unicode': fc.string({ unit: 'binary', maxLength: 80 }),
  'code units, lone surrogates among them': fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((codes) => String.fromCharCode(...codes)),
  'lone surrogates': between(0xd800, 0xdfff),
  'small letters': of(small),
  'capital letters': of(capital),
  'letters of both cases': of([...small, ...capital]),
  'words of random letters': of([...small, ...small, ' ']),
  'words of random letters of both cases': of([...small, ...capital, ' ']),
  'hard letters': of([...'qxzjvkw']),
  base64: of([...small, ...capital, ...digits, '+', '/']),
  base64url: of([...small, ...capital, ...digits, '-', '_']),
  hexadecimal: of([...digits, ...'abcdef']),
  UUIDs: fc.array(fc.uuid(), { maxLength: 5 }).map((ids) => ids.join(' ')),
  digits: of([...digits, '.', ' ', ',']),
  emoji: of(shown, 40),
  pictographs: between(0x1f300, 0x1faff, 40),
  Chinese: between(0x4e00, 0x9fff),
  kana: between(0x3040, 0x30ff),
  Korean: between(0xac00, 0xd7a3),
  Arabic: between(0x600, 0x6ff),
  Hindi: between(0x900, 0x97f),
  Thai: between(0xe00, 0xe7f),
  Cyrillic: between(0x400, 0x4ff),
  'Latin with marks': between(0x80, 0x24f),
  'white space': of([' ', '  ', '\n', '\r\n', '\t', '\r', '\u00a0', '\v', ' '.repeat(90), 'a']),
  'runs of white space': repeated(fc.constantFrom(' ', '\n', '\t', '\r\n', '\n\t', ' \n')),
  punctuation: of(marks),
  'punctuation and letters': of([...marks, ...small, '\n', ' ']),
  'rare words': spread(rare, ' '),
  'rare words in capitals': spread(rare.toUpperCase(), '_'),
  'rare words without spaces': spread(rare, ''),
  'rare words in quotes': spread(rare, '" "'),
  'long words of other languages': spread(foreign, ' '),
  'special tokens': of(['<|endoftext|>', '<|im_start|>', '<|fim_middle|>', ' ', 'a'], 30),
  'ids of requirements': of(['REQ-', 'STRATEGIC-', 'AUTO-', '1767084329266', ' ', 'q'], 20),
  JSON: fc.json({ maxDepth: 3 }),
  'JSON in JSON': fc.json({ maxDepth: 2 }).map((text) => JSON.stringify({ text })),
  'escapes of JSON': between(0, 63).map((text) => JSON.stringify(text)),
  'one character, repeated': repeated(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
  'two characters, repeated': repeated(between(32, 126, 2)),
  'one word, repeated': repeated(spread(`${rare} ${foreign}`, ' ').map((text) => `${text} `)),
  'parts of notices': fc
    .tuple(fc.constantFrom(...englishNotices), fc.nat(300), fc.nat(300))
    .map(([notice, from, length]) => notice.slice(from, from + length)),
};

test.each(Object.entries(kinds))('the exact count does not exceed the bound: %s', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(estimateTokens.atMost(text)).toBeGreaterThanOrEqual(countO200k(text));
    }),
    { seed: 20261122, numRuns: 500 },
  );
});

test('the exact count does not exceed the bound: every character of the basic plane, alone and repeated', () => {
  for (let code = 0x80; code < 0x10000; code++) {
    const character = String.fromCharCode(code);
    for (const text of [character, `a${character}`, character.repeat(12)]) {
      const most = estimateTokens.atMost(text);
      if (most < countO200k(text)) expect.fail(`U+${code.toString(16)} × ${text.length}: ${most}`);
    }
  }
});
