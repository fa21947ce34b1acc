package io.syncline.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The directory that several processes may share: a numbered slot for each, and one for what is put away. */
final class SpoolRoot {
    private static final String ASIDE = "damaged";

    private final Path path;
    private final Path aside;
    private final DirectorySync asideSync;

    private SpoolRoot(Path path, Path aside) {
        this.path = path;
        this.aside = aside;
        this.asideSync = new DirectorySync(aside);
    }

    static SpoolRoot make(Path directory) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        Files.createDirectories(path, SpoolSlot.OWNER_ONLY_DIRECTORY);
        return new SpoolRoot(path, Files.createDirectories(path.resolve(ASIDE), SpoolSlot.OWNER_ONLY_DIRECTORY));
    }

    /** Takes the first slot that is free. */
    SpoolSlot hold() throws IOException {
        Optional<SpoolSlot> slot = Optional.empty();
        for (int number = 0; slot.isEmpty(); number++) {
            slot = SpoolSlot.hold(path.resolve(Integer.toString(number)));
        }
        return slot.get();
    }

    List<Path> slotsBut(Path own) throws IOException {
        var slots = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, SpoolRoot::isSlot)) {
            entries.forEach(slots::add);
        }
        slots.remove(own);
        return slots;
    }

    private static boolean isSlot(Path entry) {
        return entry.getFileName().toString().matches("\\d+") && Files.isDirectory(entry);
    }

    /** A place for a file that is put away, where nothing is yet. */
    Path asideFor(SpoolFile file) {
        SpoolFile place = file;
        while (Files.exists(aside.resolve(place.name()))) {
            place = place.at(place.sequence() + 1);
        }
        return aside.resolve(place.name());
    }

    void syncAside() throws IOException {
        asideSync.sync();
    }

    long countAside() {
        try (var entries = Files.list(aside)) {
            return entries.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Bytes that the disk of a slot has left for this process; 0 when the slot cannot be written. */
    long usable(Path slot) {
        try {
            return Files.isWritable(slot) ? Files.getFileStore(slot).getUsableSpace() : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
