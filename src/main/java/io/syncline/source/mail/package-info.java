/** E-mail: reads mailboxes over IMAP without touching them, and understands what it read, however broken. */
package io.syncline.source.mail;
