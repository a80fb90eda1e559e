/** Words that say nothing about a feature, neither alone nor together. */
const hollow = new Set(
  (
    'a an the my our new old final draft misc tmp temp foo bar baz qux todo test tests testing demo example sample ' +
    'feature features task tasks story ticket issue item thing things stuff work project report update updates ' +
    'change changes fix fixes bug bugs bugfix improvement improvements refactor refactoring search filter list ' +
    'form page view table button dialog menu dashboard settings config data api backend frontend ui database ' +
    'login auth export import upload download module component service app code'
  ).split(' '),
);

/**
 * Advice on a feature's name that says nothing (`feature1`, `search`, `test`), to show and not to enforce; `null`
 * where there is none to give.
 */
export const adviseFeatureName = (name: string): string | null => {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1);
  if (words.some((word) => !hollow.has(word))) return null;
  return `The feature name "${name}" says little: name what is built and for what, such as "customer-search".`;
};
