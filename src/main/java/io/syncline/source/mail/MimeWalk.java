package io.syncline.source.mail;

import io.syncline.source.mime.KnownHeaders;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks a mail's parts once: the readable ones become text, the others attachments. */
final class MimeWalk {
    private static final MediaType PLAIN = MediaType.ofContentType("text/plain", "text/plain");
    private static final MediaType MESSAGE = MediaType.ofContentType("message/rfc822", "message/rfc822");
    private static final int DEEPEST = 20;
    private static final int LONGEST_TEXT = 1024 * 1024;
    private static final int LONGEST_NAME = 255;
    private static final int MOST_PARTS = 1_000;

    private final List<Attachment> attachments = new ArrayList<>();
    private int partsLeft = MOST_PARTS;
    private int textLeft = LONGEST_TEXT;

    List<Attachment> attachments() {
        return attachments;
    }

    /** The text of a mail, attachments aside; empty when there is none. */
    String text(MimePart mail) {
        return text(mail, PLAIN, 0);
    }

    private String text(MimePart part, MediaType unsaid, int depth) {
        try {
            var headers = Headers.of(part);
            var type = headers.first("Content-Type")
                    .map(header -> MediaType.ofContentType(header, unsaid.word()))
                    .orElse(unsaid);
            var disposition = headers.first("Content-Disposition").map(MediaType::ofDisposition);
            if (type.is("multipart/") && depth < DEEPEST) {
                return ofMultipart(part, type, depth);
            }
            var fileName = fileName(type, disposition);
            boolean attached = disposition.filter(d -> d.is("attachment")).isPresent() || fileName.isPresent();
            if ((!attached || depth == 0) && (type.is("text/plain") || type.is("text/html"))) {
                return ofText(part, type);
            }
            attachments.add(attachment(part, type, fileName));
            return "";
        } catch (MessagingException | IOException unreadable) {
            return "";
        }
    }

    private String ofMultipart(MimePart part, MediaType type, int depth) throws MessagingException, IOException {
        List<MimeBodyPart> children;
        try {
            children = MimeParts.children(part, type, partsLeft);
            partsLeft -= children.size();
        } catch (MessagingException noParts) {
            // A multipart without a boundary that holds: a person sees text.
            return ofText(part, PLAIN);
        }
        // RFC 2046, 5.1.5: the parts of a digest are mails unless they say otherwise.
        var unsaid = type.is("multipart/digest") ? MESSAGE : PLAIN;
        return type.is("multipart/alternative") ? best(children, depth) : all(children, unsaid, depth);
    }

    private String all(List<MimeBodyPart> children, MediaType unsaid, int depth) {
        var text = new StringBuilder();
        for (MimePart child : children) {
            String words = text(child, unsaid, depth + 1);
            text.append(text.isEmpty() || words.isEmpty() ? "" : "\n").append(words);
        }
        return text.toString();
    }

    /** Of several forms of one text the first that says something; mailers put plain text first (RFC 2046, 5.1.4). */
    private String best(List<MimeBodyPart> children, int depth) {
        return children.stream()
                .map(child -> text(child, PLAIN, depth + 1))
                .filter(text -> !text.isBlank())
                .reduce("", (first, other) -> first.isEmpty() ? other : first);
    }

    private String ofText(MimePart part, MediaType type) throws MessagingException, IOException {
        byte[] bytes = MimeParts.bytes(part, textLeft);
        textLeft -= bytes.length;
        String text = Charsets.decode(bytes, type.parameter("charset").flatMap(Charsets::named));
        return type.is("text/html") ? HtmlText.of(text) : text;
    }

    private static Attachment attachment(MimePart part, MediaType type, Optional<String> fileName)
            throws MessagingException, IOException {
        String name = fileName.or(() -> type.is("message/rfc822") ? subject(part) : Optional.empty())
                .orElse("");
        return new Attachment(Texts.bounded(name, LONGEST_NAME), type.word(), Optional.of(MimeParts.size(part)));
    }

    private static Optional<String> fileName(MediaType type, Optional<MediaType> disposition) {
        return disposition
                .flatMap(d -> d.parameter("filename"))
                .or(() -> type.parameter("name"))
                .map(EncodedWords::decode)
                .map(name -> Texts.line(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)))
                .filter(name -> !name.isEmpty());
    }

    /** A mail that is attached is known by its subject. */
    private static Optional<String> subject(MimePart part) {
        try {
            byte[] start = MimeParts.bytes(part, 64 * 1024);
            return Headers.of(KnownHeaders.read(new ByteArrayInputStream(start)))
                    .text("Subject");
        } catch (MessagingException | IOException unreadable) {
            return Optional.empty();
        }
    }
}
