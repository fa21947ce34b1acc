package io.syncline.attribution;

import static java.util.stream.Collectors.toMap;

import io.syncline.attribution.Attribution.AttributedTouch;
import io.syncline.attribution.Attribution.Credit;
import io.syncline.event.Touch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;

/** Reads the touches behind a contact, an account or a deal, and shares the credit by each model. */
@ApplicationScoped
public class AttributionQuery {
    private static final String TOUCHES =
            """
            select t.event_key, l.connector, t.contact_id, t.occurred_at, t.source, t.medium, t.campaign, t.term, t.content,
                   t.landing_page, t.referrer
            from attribution_touch t left join lead l on l.event_key = t.event_key
            where %s order by t.occurred_at, t.event_key""";

    private static final String OF_CONTACT = "t.contact_id = :id";

    private static final String OF_ACCOUNT =
            "t.account_id = :id or t.contact_id in (select c.id from contact c where c.account_id = :id)";

    /** Those before it was closed: of the contacts that have a role in it, else of all people of its account. */
    private static final String OF_DEAL =
            """
            t.occurred_at < coalesce((select d.closed_at from deal d where d.id = :id), 'infinity')
            and case when exists (select 1 from deal_contact dc where dc.deal_id = :id)
                then t.contact_id in (select dc.contact_id from deal_contact dc where dc.deal_id = :id)
                else t.account_id = (select d.account_id from deal d where d.id = :id)
                     or t.contact_id in (select c.id from contact c
                                         where c.account_id = (select d.account_id from deal d where d.id = :id))
                end""";

    private final StatelessSession session;

    @Inject
    AttributionQuery(StatelessSession session) {
        this.session = session;
    }

    @Transactional
    public Attribution ofContact(UUID id) {
        return read(OF_CONTACT, id);
    }

    @Transactional
    public Attribution ofAccount(UUID id) {
        return read(OF_ACCOUNT, id);
    }

    @Transactional
    public Attribution ofDeal(UUID id) {
        return read(OF_DEAL, id);
    }

    private Attribution read(String condition, UUID id) {
        return of(
                session
                        .createNativeQuery(TOUCHES.replace("%s", condition), Tuple.class)
                        .setParameter("id", id)
                        .list()
                        .stream()
                        .map(AttributionQuery::touch)
                        .toList());
    }

    static Attribution of(List<AttributedTouch> touches) {
        if (touches.isEmpty()) {
            return new Attribution(List.of(), null, null, Map.of());
        }
        Map<String, List<Credit>> credits = Arrays.stream(AttributionModel.values())
                .collect(toMap(
                        AttributionModel::word, model -> credits(model, touches), (a, b) -> a, LinkedHashMap::new));
        return new Attribution(
                touches,
                touches.get(0).eventKey(),
                touches.get(touches.size() - 1).eventKey(),
                credits);
    }

    private static List<Credit> credits(AttributionModel model, List<AttributedTouch> touches) {
        List<Double> shares =
                model.shares(touches.stream().map(AttributedTouch::touch).toList());
        return IntStream.range(0, touches.size())
                .mapToObj(i -> new Credit(touches.get(i).eventKey(), shares.get(i)))
                .filter(credit -> credit.share() > 0)
                .toList();
    }

    private static AttributedTouch touch(Tuple row) {
        return new AttributedTouch(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, UUID.class),
                new Touch(
                        row.get(3, Instant.class),
                        row.get(4, String.class),
                        row.get(5, String.class),
                        row.get(6, String.class),
                        row.get(7, String.class),
                        row.get(8, String.class),
                        row.get(9, String.class),
                        row.get(10, String.class)));
    }
}
