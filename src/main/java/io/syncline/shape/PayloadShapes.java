package io.syncline.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.event.Delivery;
import io.syncline.event.PermanentSyncException;
import io.syncline.source.payload.FormBody;
import io.syncline.source.payload.Media;

/** Takes the shape of an item by its media type, as far as it can be read; what is read of it, its translator says. */
final class PayloadShapes {
    private PayloadShapes() {}

    static PayloadShape of(Delivery delivery) {
        var shape = new PayloadShape();
        String type = Media.type(delivery.contentType());
        switch (type) {
            case "message/rfc822" -> new MailShape(shape).read(delivery.payload());
            case Media.FORM, Media.MULTIPART -> form(delivery, shape);
            default -> new JsonShape(shape).read(delivery.payload());
        }
        return shape;
    }

    private static void form(Delivery delivery, PayloadShape shape) {
        try {
            ObjectNode form = FormBody.read(delivery);
            form.properties()
                    .forEach(field -> shape.add(
                            PathNames.folded(field.getKey()),
                            field.getValue().textValue().isBlank() ? ShapeType.EMPTY : ShapeType.TEXT));
        } catch (PermanentSyncException unreadable) {
            // A dead letter says why.
            shape.cut();
        }
    }
}
