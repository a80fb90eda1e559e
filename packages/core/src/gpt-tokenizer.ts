export { countO200k } from './tokens/count-o200k.ts';
