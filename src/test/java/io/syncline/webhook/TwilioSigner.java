package io.syncline.webhook;

import com.twilio.security.RequestValidator;
import java.util.Map;

/** Signs by the code of Twilio's own library, which keeps it to itself. */
public final class TwilioSigner {
    private TwilioSigner() {}

    public static String sign(String token, String url, Map<String, String> parameters) {
        try {
            var sign = RequestValidator.class.getDeclaredMethod("getValidationSignature", String.class, Map.class);
            sign.setAccessible(true);
            return (String) sign.invoke(new RequestValidator(token), url, parameters);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Twilio's library signs otherwise now", e);
        }
    }
}
