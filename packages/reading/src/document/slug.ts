const longest = 100;

/**
 * A title as GitHub writes it in links: small letters of any alphabet, digits, `-` and `_`. One without any is
 * `section`; one of digits alone, which would read as a number, is `section-2024`.
 */
export const slug = (title: string): string => {
  const name = [...title.normalize('NFC').toLowerCase()]
    .slice(0, longest)
    .join('')
    .trim()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
  return /^\d+$/.test(name) ? `section-${name}` : name || 'section';
};

/** Gives each name once: the second one of a name ends in `-2`. */
export const createUniqueNames = (): ((name: string) => string) => {
  const counts = new Map<string, number>();
  return (name) => {
    let unique = name;
    let count = counts.get(name) ?? 1;
    while (counts.has(unique)) unique = `${name}-${++count}`;
    // Names given are taken themselves, since a later title may read like one of them.
    counts.set(name, count).set(unique, counts.get(unique) ?? 1);
    return unique;
  };
};
