import { definePackageBuild } from '../../tools/build/src/define-package-build.ts';
import { inlineNatsCore } from '../../tools/build/src/inline-nats-core.ts';

export default definePackageBuild({
  entries: ['index'],
  inline: [inlineNatsCore],
  notice:
    'Contains parts of @nats-io/nats-core 3.4.0 and @nats-io/nuid 3.0.0. Copyright The NATS Authors. Apache-2.0.',
});
