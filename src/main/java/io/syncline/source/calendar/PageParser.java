package io.syncline.source.calendar;

import com.google.api.client.json.JsonObjectParser;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ObjectParser;
import com.google.api.services.calendar.model.Events;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Type;
import java.nio.charset.Charset;

/** Takes a page as it came, where the client would make its own model of it. */
final class PageParser implements ObjectParser {
    /** The field of {@link Events} with the {@link ListedPage}. */
    static final String PAGE = "syncline.page";

    private static final int LARGEST_PAGE = 64 * 1024 * 1024;

    private final ObjectParser others = new JsonObjectParser(GsonFactory.getDefaultInstance());

    @Override
    public <T> T parseAndClose(InputStream in, Charset charset, Class<T> type) throws IOException {
        if (type != Events.class) {
            return others.parseAndClose(in, charset, type);
        }
        try (in) {
            byte[] page = in.readNBytes(LARGEST_PAGE + 1);
            if (page.length > LARGEST_PAGE) {
                throw new IOException("a page of more than " + LARGEST_PAGE + " bytes");
            }
            return type.cast(new Events().set(PAGE, ListedPage.parse(new String(page, charset))));
        }
    }

    @Override
    public Object parseAndClose(InputStream in, Charset charset, Type type) throws IOException {
        return others.parseAndClose(in, charset, type);
    }

    @Override
    public <T> T parseAndClose(Reader reader, Class<T> type) throws IOException {
        return others.parseAndClose(reader, type);
    }

    @Override
    public Object parseAndClose(Reader reader, Type type) throws IOException {
        return others.parseAndClose(reader, type);
    }
}
