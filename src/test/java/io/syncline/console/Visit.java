package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Somebody at the console. At the end nothing may have been asked of another host, and nothing refused by the browser. */
final class Visit implements AutoCloseable {
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** Who has signed in to which start of the application, with the cookies of it: once for all tests. */
    private static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();

    private final BrowserContext context;
    private final Page page;
    private final List<String> foreign = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    private Visit(String session) {
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(base())
                        .setStorageState(session)
                        .setTimezoneId("America/New_York")
                        .setLocale("en-GB"));
        page = context.newPage();
        page.setDefaultTimeout(Chromium.LONGEST_WAIT_MS);
        page.onRequest(request -> {
            if (!request.url().startsWith(base() + "/")) {
                foreign.add(request.url());
            }
        });
        page.onConsoleMessage(message -> {
            // What an answer of 400 and above is for a reader, the page says; the browser repeats it here.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
    }

    static String base() {
        return "http://localhost:" + RestAssured.port;
    }

    static Visit anonymous() {
        return new Visit(null);
    }

    /** A user of the tests, whose password is the name. */
    static Visit of(String user) {
        return new Visit(SESSIONS.computeIfAbsent(base() + " " + user, ignored -> session(user)));
    }

    private static String session(String user) {
        try (var visit = anonymous()) {
            visit.page.navigate("/sign-in");
            visit.signIn(user, user);
            visit.page.waitForURL(base() + "/");
            return visit.context.storageState();
        }
    }

    void signIn(String user, String password) {
        page.getByLabel("Name").fill(user);
        page.getByLabel("Password").fill(password);
        button("Sign in").click();
    }

    Page page() {
        return page;
    }

    Visit open(String path) {
        page.navigate(path);
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator main() {
        return page.locator("main");
    }

    /** In light and dark, at the width of a desk and of a phone: no serious finding, and nothing wider than the window. */
    void isFitForAll() {
        hasNoGraveFinding(ColorScheme.LIGHT, axe -> axe);
        // All but the colours is as in light.
        hasNoGraveFinding(ColorScheme.DARK, axe -> axe.withRules(List.of("color-contrast")));
        for (int width : new int[] {390, 1280}) {
            page.setViewportSize(width, 800);
            assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                    .as("pixels beyond a window of %d at %s", width, page.url())
                    .isEqualTo(0);
        }
    }

    private void hasNoGraveFinding(ColorScheme scheme, UnaryOperator<AxeBuilder> which) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertThat(which.apply(new AxeBuilder(page).setLegacyMode(true))
                        .analyze()
                        .getViolations())
                .filteredOn(finding -> GRAVE.contains(finding.getImpact()))
                .as("findings of axe, %s, at %s", scheme, page.url())
                .extracting(Visit::say)
                .isEmpty();
    }

    private static String say(Rule finding) {
        return finding.getId() + ": " + finding.getHelp() + " "
                + finding.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    @Override
    public void close() {
        context.close();
        assertThat(foreign).as("requests to other hosts").isEmpty();
        assertThat(errors).as("errors in the browser").isEmpty();
    }
}
