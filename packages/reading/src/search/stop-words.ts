/** English words that say nothing of what a text is about; no passage is found by them. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a an the and or but if then else of to in on at by for with from as is are was were be been being it its this ' +
    'that these those there here not no nor so than too can could will would shall should may might must do does ' +
    'did done have has had we you they he she i our your their his her them us me my who whom which what when ' +
    'where why how'
  ).split(' '),
);
