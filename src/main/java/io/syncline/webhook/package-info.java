/** Takes what senders post to /webhooks: tells who they are, hands deliveries to the path, answers as the contract says. */
package io.syncline.webhook;
