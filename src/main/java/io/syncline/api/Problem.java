package io.syncline.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.syncline.crm.FieldError;
import java.util.List;

/**
 * What went wrong, by RFC 9457.
 *
 * @param type names the kind of problem; {@code about:blank} where the status says it all
 * @param instance the path of the request
 * @param errors each wrong field, of a request that cannot be taken
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String instance, List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";
    static final String VALIDATION = "urn:syncline:problem:validation";
    static final String CONFLICT = "urn:syncline:problem:conflict";
    private static final String BLANK = "about:blank";

    public static Problem of(int status, String title, String detail, String instance) {
        return new Problem(BLANK, title, status, detail, instance, null);
    }
}
