package io.syncline.source.mail;

import io.syncline.connector.ImapConfig;
import io.syncline.connector.SourceHistory.Reading;
import io.syncline.connector.SourceHistory.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One pass over the mails of some days: a poll from other positions. */
final class MailReading implements Reading {
    private final HistoryFolders folders;
    private final Function<Map<String, FolderCheckpoint>, String> write;
    private final MailPoll poll;
    private long items;

    MailReading(
            ImapConfig config,
            HistoryFolders folders,
            Function<Map<String, FolderCheckpoint>, String> write,
            BooleanSupplier ending) {
        this.folders = folders;
        this.write = write;
        this.poll = new MailPoll(null, config.folders(), () -> folders, ending);
        this.items = folders.done();
    }

    @Override
    public long total() {
        return folders.total();
    }

    @Override
    public long done() {
        return folders.done();
    }

    @Override
    public Slice next() {
        poll.kept();
        while (poll.hasNext()) {
            MailBatch batch = poll.next();
            if (batch.checkpoint().isPresent()) {
                items += batch.deliveries().size();
                String position = write.apply(
                        folders.moved(batch.folder(), batch.checkpoint().get()));
                return new Slice(batch.deliveries(), items, position);
            }
            poll.kept();
        }
        return null;
    }

    @Override
    public List<String> problems() {
        var problems = new ArrayList<>(folders.problems());
        poll.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
        return problems;
    }

    @Override
    public void close() {
        poll.close();
        folders.close();
    }
}
