/** An action that is asked for while it runs is done once more, however often it was asked for: only the last state counts. */
export class Repeated {
  private readonly action: () => Promise<void>;
  private running: Promise<void> | undefined;
  private isAsked = false;

  constructor(action: () => Promise<void>) {
    this.action = action;
  }

  /** Resolves when the action has run after this request. */
  request(): Promise<void> {
    this.isAsked = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Whether the action will run once more after the present time. */
  get isStale(): boolean {
    return this.isAsked;
  }

  private async run(): Promise<void> {
    while (this.isAsked) {
      this.isAsked = false;
      await this.action();
    }
  }
}
