package io.syncline.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Keeps the server's password, which nobody else reads: the loopback interface is open to each user of the machine. */
record PasswordFile(Path path) {
    private static final int BYTES = 24;

    /** Makes a new password. */
    void renew() throws IOException {
        Files.deleteIfExists(path);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Files.writeString(path, HexFormat.of().formatHex(secret));
    }

    String read() throws IOException {
        return Files.readString(path);
    }
}
