import { type ParseResult, parseSync } from 'oxc-parser';

const languages = { ts: 'ts', mts: 'ts', cts: 'ts', tsx: 'tsx' } as const;

function isTypeScriptEnding(ending: string): ending is keyof typeof languages {
  return Object.hasOwn(languages, ending);
}

/** A JavaScript or TypeScript text as a syntax tree, or `null` where the parser refuses it. */
export function parseSource(path: string, text: string): ParseResult | null {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const isDeclaration = /\.d\.[mc]?ts$/i.test(path);
  const result = parseSync(path, text, {
    // Declaration files may leave out what others must not; JSX is allowed in any
    // JavaScript file, since plain JavaScript reads the same with it.
    lang: isDeclaration ? 'dts' : isTypeScriptEnding(ending) ? languages[ending] : 'jsx',
    sourceType: ending === 'cjs' || ending === 'cts' ? 'commonjs' : 'unambiguous',
    preserveParens: false,
  });
  return result.errors.some((error) => error.severity === 'Error') ? null : result;
}
