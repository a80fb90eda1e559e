/** Marks each agent of a roster with a colour, far from those of the agents beside it. */
export function agentColour(agents: readonly string[], agent: string): string {
  const goldenAngle = 137.5;
  return `hsl(${(205 + agents.indexOf(agent) * goldenAngle) % 360} 50% 48%)`;
}
