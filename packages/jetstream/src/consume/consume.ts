import type { ConsumeOptions, Consumption } from '@agog/deliverables-core';
import type { Context } from '../context.ts';

export declare const consume: (context: Context, options: ConsumeOptions) => Promise<Consumption>;
