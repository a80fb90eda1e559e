export { adviseFeatureName } from './subject/advise-feature-name.ts';
