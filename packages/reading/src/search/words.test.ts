import { describe, expect, it } from 'vitest';
import { contentWordsOf, wordsOf } from './words.ts';

describe('wordsOf', () => {
  it.each([
    ['Rebuild the Index!', ['rebuild', 'the', 'index']],
    ['runAsUserName', ['runasusername', 'run', 'as', 'user', 'name']],
    ['HTTPServer', ['httpserver', 'http', 'server']],
    ['kube-apiserver max_pods', ['kube', 'apiserver', 'max', 'pods']],
    ['Über Café', ['uber', 'cafe']],
    ['全文検索', ['全文', '文検', '検索', '索']],
    ['v1.25 and 10,000', ['v1', '25', 'and', '10', '000']],
    ['\0 … --- ', []],
  ])('of %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('names each word that says something once', () => {
    expect(contentWordsOf('What is the limit of the gateway, and what limit?')).toEqual([
      'limit',
      'gateway',
    ]);
  });

  it('takes time linear in its length', () => {
    const start = performance.now();
    wordsOf('aB'.repeat(500_000));
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
