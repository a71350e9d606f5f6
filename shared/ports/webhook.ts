/** An address that takes messages as JSON, such as an incoming webhook of Slack. */
export interface Webhook {
  /**
   * Sends a message.
   *
   * @throws WebhookUnavailableError if the webhook does not answer now; it may have taken the message
   * @throws WebhookRefusedError if it refuses the message for good
   */
  post(message: object): Promise<void>;
}
