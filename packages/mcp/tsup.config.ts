import { definePackageBuild } from '../../tools/build/src/define-package-build.ts';

export default definePackageBuild({ entries: ['index', 'http', 'stdio'] });
