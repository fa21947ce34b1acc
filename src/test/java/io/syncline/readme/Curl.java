package io.syncline.readme;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;

/** A command of curl, sent to the application under test instead of to port 8080. */
final class Curl {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final String HOST = "localhost:8080";

    private final RequestSpecification request = given().config(RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    private String method = "GET";
    private String url;

    /**
     * @param command with quotes as a shell reads them
     * @param files what {@code @name} stands for
     */
    Curl(String command, Map<String, String> files) {
        Deque<String> words = words(command);
        words.remove();
        while (!words.isEmpty()) {
            String word = words.remove();
            switch (word) {
                case "-u" -> user(words.remove());
                case "-X" -> method = words.remove();
                case "-H" -> header(words.remove());
                case "-d" -> request.body(words.remove());
                case "--data-binary" ->
                    request.body(files.get(words.remove().substring(1)).getBytes(UTF_8));
                case "-G" -> method = "GET";
                case "--data-urlencode" -> parameter(words.remove());
                default -> target(word);
            }
        }
    }

    Response send() {
        return request.request(method, url);
    }

    String url() {
        return url;
    }

    String method() {
        return method;
    }

    private void user(String user) {
        int colon = user.indexOf(':');
        request.auth().preemptive().basic(user.substring(0, colon), user.substring(colon + 1));
    }

    private void header(String header) {
        int colon = header.indexOf(':');
        request.header(header.substring(0, colon), header.substring(colon + 1).strip());
    }

    private void parameter(String parameter) {
        int equals = parameter.indexOf('=');
        request.queryParam(parameter.substring(0, equals), parameter.substring(equals + 1));
    }

    private void target(String word) {
        if (!word.startsWith(HOST) || url != null) {
            throw new IllegalArgumentException(
                    word + "; expected an option of curl that this test knows, or one URL of " + HOST);
        }
        url = word.substring(HOST.length());
    }

    /** What follows a # is for people. */
    private static Deque<String> words(String command) {
        var words = new ArrayDeque<String>();
        for (var found : WORD.matcher(command).results().toList()) {
            if (found.group().startsWith("#")) {
                break;
            }
            words.add(
                    found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3));
        }
        return words;
    }
}
