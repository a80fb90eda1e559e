export { type OnboardingInput, onboardingText } from './onboarding/onboarding-text.ts';
export type {
  AgentTool,
  ToolAnnotations,
  ToolAnswer,
  ToolCallOptions,
  ToolFailure,
  ToolJsonProperty,
  ToolJsonSchema,
  ToolProgress,
  ToolSuccess,
} from './tools/agent-tool.ts';
export { createTools, type ToolsOptions } from './tools/create-tools.ts';
