/**
 * The configuration of each server of the lab, by the server's name. Empty here: each server adds its own part beside
 * its settings (`declare module`), so that no list of servers stands below the servers.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by the servers
export interface LabServerConfigs {}

export type LabServerName = keyof LabServerConfigs;
