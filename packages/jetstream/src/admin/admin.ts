import type { StreamAdmin } from '@agog/deliverables-core';
import type { Context } from '../context.ts';

export declare const createAdmin: (context: Context) => StreamAdmin;
