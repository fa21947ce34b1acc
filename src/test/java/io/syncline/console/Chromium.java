package io.syncline.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One headless browser for all tests of pages: Debian's Chromium, which {@code .ci/run} installs where it is missing. */
final class Chromium {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** On a machine that does much else. */
    static final double LONGEST_WAIT_MS = 20_000;

    private static Browser browser;

    private Chromium() {}

    /** Where there is none, the test is left out; in CI it fails. */
    static synchronized Browser browser() {
        if (browser == null) {
            String missing = "there is no " + PROGRAM
                    + ", which the tests of the console's pages need: apt-get install chromium";
            if (System.getenv("CI") != null && !Files.isExecutable(PROGRAM)) {
                throw new AssertionError(missing);
            }
            assumeTrue(Files.isExecutable(PROGRAM), missing);
            PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_WAIT_MS);
            browser = start();
        }
        return browser;
    }

    private static Browser start() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(ARGUMENTS));
    }
}
