package io.syncline.audit;

import io.syncline.audit.AuditVerification.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** Reads sealed blocks and compares them with the rows that are there; one block at a time, whatever the audit's size. */
@ApplicationScoped
class AuditBlocks {
    /** More than this of one block tells nothing new. */
    static final int MOST = 100;

    private static final String BLOCK =
            """
            select b.number, encode(b.hash, 'hex'), b.through, b.sealed_at, b.rows, encode(b.previous, 'hex'),
                audit_block_hash(b) = b.hash, lower(b.members)
            from audit_block b""";

    private static final String DIFFERENCES =
            """
            with block as (select * from audit_block where number = :number),
            sealed as (
                select m.id, substring(b.row_hashes from cast(32 * (m.place - 1) + 1 as integer) for 32) as hash
                from block b cross join lateral (
                    select i as id, row_number() over (order by i) as place
                    from unnest(b.members) as r (ids), generate_series(lower(r.ids), upper(r.ids) - 1) as i) m),
            present as (
                select a.id, audit_row_hash(a) as hash, a.digest, v.audit_id is not null as kept,
                    audit_digest(v.salt, v.before, v.after, v.event_key) as value
                from block b join audit a on a.id > :above and a.id <= b.through
                left join audit_value v on v.audit_id = a.id),
            judged as (
                select coalesce(s.id, p.id) as id, case
                    when p.id is null then 'row-missing'
                    when s.id is null then 'row-added'
                    when s.hash <> p.hash then 'row-changed'
                    when p.digest is null and p.kept then 'value-added'
                    when p.kept and p.digest <> p.value then 'value-changed'
                    when p.digest is not null and not p.kept and not exists (
                        select 1 from audit_redaction r join audit_value said on said.audit_id = r.redacted_by
                        where r.audit_id = p.id and p.id <@ cast(said.after ->> 'members' as int8multirange))
                        then 'value-missing'
                    end as problem
                from sealed s full join present p on p.id = s.id)
            select id, problem from judged where problem is not null order by id limit :most""";

    private final StatelessSession session;

    @Inject
    AuditBlocks(StatelessSession session) {
        this.session = session;
    }

    /**
     * A block as it is kept.
     *
     * @param previous the hash that it names as that of the block before; empty for the first
     * @param intact whether its hash is that of what it says
     * @param firstMember the lowest id in it
     */
    record Kept(AuditBlock block, int rows, String previous, boolean intact, long firstMember) {}

    @Transactional
    Optional<Kept> next(long after) {
        return read(BLOCK + " where b.number > :number order by b.number limit 1", after);
    }

    @Transactional
    Optional<Kept> find(long number) {
        return read(BLOCK + " where b.number = :number", number);
    }

    @Transactional
    Optional<Kept> newest() {
        return read(BLOCK + " where b.number > :number order by b.number desc limit 1", -1);
    }

    /** The number of the newest block that there ever was, as far as is known. */
    @Transactional
    long newestSeen() {
        return number("select case when is_called then last_value else 0 end from audit_block_number_seq");
    }

    /**
     * What differs between an intact block and the rows.
     *
     * @param above the block decides the ids above this one
     */
    @Transactional
    List<Problem> differences(long number, long above) {
        return session
                .createNativeQuery(DIFFERENCES, Tuple.class)
                .setParameter("number", number)
                .setParameter("above", above)
                .setParameter("most", MOST)
                .list()
                .stream()
                .map(row -> new Problem(
                        row.get(1, String.class),
                        number,
                        row.get(0, Number.class).longValue(),
                        null))
                .toList();
    }

    /** How many rows up to an id had their values taken out as the audit says. */
    @Transactional
    long redacted(long above, long through) {
        return number("select count(*) from audit_redaction where audit_id > " + above + " and audit_id <= " + through);
    }

    /** How many rows are in no block yet. */
    @Transactional
    long unsealed(long through) {
        return number("select count(*) from audit where id > " + through);
    }

    /** When the oldest row that is in no block was written. */
    @Transactional
    Optional<Instant> oldestUnsealed() {
        return session.createNativeQuery(
                        """
                        select at from audit where id > coalesce(
                            (select through from audit_block order by number desc limit 1), 0)
                        order by id limit 1""",
                        Instant.class)
                .uniqueResultOptional();
    }

    private long number(String sql) {
        return session.createNativeQuery(sql, Long.class).getSingleResult();
    }

    private Optional<Kept> read(String sql, long number) {
        return session.createNativeQuery(sql, Tuple.class)
                .setParameter("number", number)
                .uniqueResultOptional()
                .map(row -> new Kept(
                        new AuditBlock(
                                row.get(0, Number.class).longValue(),
                                row.get(1, String.class),
                                row.get(2, Number.class).longValue(),
                                row.get(3, Instant.class)),
                        row.get(4, Number.class).intValue(),
                        row.get(5, String.class),
                        row.get(6, Boolean.class),
                        row.get(7, Number.class).longValue()));
    }
}
