// The guide's orchestrator, given the `spawnAgent` that the guide leaves out.
import { NATSDeliverableService } from '@agog/deliverables-nats';
import type { Spawn } from './free-names.ts';

export class OrchestratorService {
  // @ts-expect-error: the guide does not initialize it here
  private natsService: NATSDeliverableService;
  readonly spawnAgent: Spawn;

  constructor(spawnAgent: (natsService: () => NATSDeliverableService) => Spawn) {
    this.spawnAgent = spawnAgent(() => this.natsService);
  }

  async initialize() {
    this.natsService = new NATSDeliverableService();
    await this.natsService.initialize();
  }

  async executeFeatureWorkflow(featureName: string) {
    const cynthiaNotice = await this.spawnAgent('cynthia', featureName);

    const sylviaNotice = await this.spawnAgent('sylvia', featureName, {
      previousAgent: 'cynthia',
      previousChannel: cynthiaNotice.nats_channel,
    });

    const royNotice = await this.spawnAgent('roy', featureName, {
      previousAgents: ['cynthia', 'sylvia'],
    });

    return [cynthiaNotice, sylviaNotice, royNotice];
  }
}
