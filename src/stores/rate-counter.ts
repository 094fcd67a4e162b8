/** Counts how often somebody called, for all servers together. */
export interface RateCounter {
  /**
   * Counts a call, and says how many there were in this window, with it. A window begins with the first call after the one before is over.
   *
   * @returns When the window is over, by the clock of this machine.
   * @throws DATABASE_UNAVAILABLE
   */
  hit(key: string, windowMs: number): Promise<{ hits: number; resetsAt: Date }>;
  close(): Promise<void>;
}
