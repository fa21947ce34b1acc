package io.syncline.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void times_areMarked_andAllElseIsText() {
        assertThat(Times.withTimes("<b>since</b> 2026-11-24T22:42:56Z & \"on\"").toString())
                .isEqualTo(
                        "&lt;b&gt;since&lt;/b&gt; <time datetime=\"2026-11-24T22:42:56Z\">24 Nov 2026, 22:42 UTC</time>"
                                + " &amp; &quot;on&quot;");
    }

    @Test
    void whatOnlyLooksLikeATime_staysAsItIs() {
        assertThat(Times.withTimes("2026-13-99T22:42:56Z $1").toString()).isEqualTo("2026-13-99T22:42:56Z $1");
    }
}
