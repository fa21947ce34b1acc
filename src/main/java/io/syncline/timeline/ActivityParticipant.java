package io.syncline.timeline;

import io.syncline.event.Address;
import io.syncline.event.Participant;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** Somebody who took part in an activity, and whom of the CRM that is. */
@Entity
@Table(name = "participant")
@IdClass(ActivityParticipantId.class)
public class ActivityParticipant {
    @Id
    private UUID activityId;

    @Id
    private int ordinal;

    private String role;
    private String addressKind;
    private String address;
    private String name;
    private String response;
    private UUID contactId;
    private UUID userId;

    protected ActivityParticipant() {}

    ActivityParticipant(UUID activityId, int ordinal, Participant participant) {
        this.activityId = activityId;
        this.ordinal = ordinal;
        this.role = participant.role();
        this.name = participant.name();
        this.response = participant.response();
        if (participant.address() != null) {
            this.addressKind = participant.address().type().word();
            this.address = participant.address().value();
        }
    }

    public UUID activityId() {
        return activityId;
    }

    public int ordinal() {
        return ordinal;
    }

    public UUID contactId() {
        return contactId;
    }

    public UUID userId() {
        return userId;
    }

    /** Says whom of the CRM it is: a contact, a user, or neither. */
    public void recognisedAs(UUID contact, UUID user) {
        contactId = contact;
        userId = user;
    }

    /** The participant as the source named it. */
    public Participant participant() {
        Address of = address == null ? null : new Address(Address.Type.of(addressKind), address);
        return new Participant(role, of, name, response);
    }
}
