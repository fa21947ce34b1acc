package io.syncline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueriesTest {
    @Test
    void metrics_areToldFromFunctionsLabelsAndOperators() {
        assertThat(
                        Queries.metrics(
                                "(time() - max by (check) (a_seconds{check=\"by (x)\"}) > 26 * 3600) or rate(b_total[$__rate_interval])"))
                .containsExactly("a_seconds", "b_total");
        assertThat(
                        Queries.metrics(
                                "(count(c_info) > 0) unless on () (max by (connector) (d{x=~\"$connector\"} == 1) * on (connector) group_left (owner) e:owner)"))
                .containsExactly("c_info", "d", "e:owner");
        assertThat(Queries.metrics("histogram_quantile(0.95, sum by (le) (rate(f_bucket[5m]))) > 1e3"))
                .containsExactly("f_bucket");
    }
}
