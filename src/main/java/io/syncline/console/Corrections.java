package io.syncline.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.association.AssociationCorrections;
import io.syncline.console.CorrectionPage.Choice;
import io.syncline.crm.Fields;
import io.syncline.crm.LinkFields;
import io.syncline.crm.LinksInput;
import io.syncline.crm.MissingException;
import io.syncline.paging.PageRequest;
import io.syncline.timeline.TimelineItem;
import io.syncline.timeline.TimelineQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** People's word on what an activity belongs to. */
@ApplicationScoped
class Corrections {
    private static final int EACH = 10;

    private final TimelineQuery timelines;
    private final Timelines entries;
    private final Records records;
    private final AssociationCorrections corrections;
    private final LinkFields links;
    private final ObjectMapper json;

    @Inject
    Corrections(
            TimelineQuery timelines,
            Timelines entries,
            Records records,
            AssociationCorrections corrections,
            LinkFields links,
            ObjectMapper json) {
        this.timelines = timelines;
        this.entries = entries;
        this.records = records;
        this.corrections = corrections;
        this.links = links;
        this.json = json;
    }

    /**
     * @param q what to search for among accounts, contacts and deals, or null
     * @throws MissingException if there is no such activity
     */
    CorrectionPage page(UUID activity, String q) {
        TimelineItem item = timelines.activity(activity).orElseThrow(() -> new MissingException("activity", activity));
        TimelineEntry entry = entries.entries(List.of(item)).get(0);
        List<Choice> linked = entry.receipts().stream()
                .map(link ->
                        new Choice(link.entity() + ":" + link.link().id(), link.entity(), link.name(), link.path()))
                .toList();
        List<Choice> found = Stream.of(RecordKind.values())
                .flatMap(kind -> q == null ? Stream.empty() : found(kind, q))
                .filter(choice -> !linked.contains(choice))
                .toList();
        return new CorrectionPage(entry, q, linked, found);
    }

    private Stream<Choice> found(RecordKind kind, String q) {
        return records.list(kind, new PageRequest(q, EACH, Optional.empty())).lines().stream()
                .map(line -> Choice.of(kind, line.path(), line.name()));
    }

    /**
     * @param wanted all links that it shall have, each an entity and an id
     * @throws io.syncline.crm.ValidationException if one leads nowhere
     */
    void decide(UUID activity, List<String> wanted, String user) {
        ObjectNode body = json.createObjectNode();
        ArrayNode list = body.putArray("links");
        for (String link : wanted) {
            int colon = link.indexOf(':');
            list.addObject()
                    .put("entity", link.substring(0, Math.max(0, colon)))
                    .put("id", link.substring(colon + 1));
        }
        if (!corrections.decide(activity, links.read(Fields.of(body, LinksInput.class)), Optional.empty(), user)) {
            throw new MissingException("activity", activity);
        }
    }
}
